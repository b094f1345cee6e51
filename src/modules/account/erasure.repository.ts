import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';

export interface Erasure {
  readonly userId: string;
  /** A cupid, or the name of a tool. */
  readonly by: string;
  readonly reason: string;
}

@Injectable()
export class ErasureRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Deletes a person who is not erased yet, deleted before or not; holds the row until the unit ends. @returns whether it did */
  async delete({ userId, by, reason }: Erasure, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET status = 'DELETED', status_changed_at = $2, deleted_at = $2, deleted_by = $3, delete_reason = $4,
              updated_at = $2, version = version + 1
        WHERE user_id = $1 AND email_lookup IS NOT NULL`,
      [userId, now, by, reason],
    );
    return affected === 1;
  }

  async exists(userId: string): Promise<boolean> {
    const { rows } = await this.unitOfWork.query('SELECT 1 FROM users WHERE user_id = $1', [userId]);
    return rows.length > 0;
  }
}
