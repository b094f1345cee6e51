import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';

/** Where a person belongs, and what they may do there. */
export interface KnownMembership {
  readonly accountId: string;
  readonly name: string;
  readonly slug: string;
  readonly permissions: readonly string[];
}

@Injectable()
export class UserRecordRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async membershipsOf(userId: string): Promise<KnownMembership[]> {
    const { rows } = await this.unitOfWork.query(
      `SELECT a.account_id, a.name, a.slug, CAST(m.permissions AS text) AS permissions
         FROM memberships m JOIN accounts a ON a.account_id = m.account_id AND a.deleted_at IS NULL
        WHERE m.user_id = $1 ORDER BY a.account_id`,
      [userId],
    );
    return rows.map((row) => ({
      accountId: row['account_id'] as string,
      name: row['name'] as string,
      slug: row['slug'] as string,
      permissions: JSON.parse(row['permissions'] as string) as string[],
    }));
  }
}
