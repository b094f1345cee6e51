import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { UserStatus } from './user.entity.js';

/** Whom a change is for, and the version that it was decided on. */
export interface Base {
  readonly userId: string;
  readonly version: number;
  readonly now: Date;
}

const UNTRIED = `failed_login_attempts = 0, locked_until = NULL, lock_count = 0,
  device_failed_attempts = 0, device_locked_until = NULL, device_lock_count = 0`;

/** Each change of a status is one statement that names the statuses it may come from; false when there is another by now. */
@Injectable()
export class UserStandingRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  move(base: Base, from: readonly UserStatus[], to: UserStatus, reason: string | null): Promise<boolean> {
    const set = 'status = $4, status_reason = $5, status_changed_at = $3';
    return this.change(base, set, from, [to, reason]);
  }

  /** Lifts the locks that failures set, and the block of the second factor; a LOCKED person becomes ACTIVE. */
  unlock(base: Base, reason: string | null): Promise<boolean> {
    const set = `${UNTRIED}, mfa_locked = false, status = 'ACTIVE',
      status_reason = CASE WHEN status = 'LOCKED' THEN $4 ELSE status_reason END,
      status_changed_at = CASE WHEN status = 'LOCKED' THEN $3 ELSE status_changed_at END`;
    return this.change(base, set, ['ACTIVE', 'LOCKED'], [reason]);
  }

  /** The e-mail and the user name are free from then on. */
  remove(base: Base, from: readonly UserStatus[], by: string, reason: string): Promise<boolean> {
    const set = `status = 'DELETED', status_changed_at = $3, deleted_at = $3, deleted_by = $4, delete_reason = $5`;
    return this.change(base, set, from, [by, reason]);
  }

  /** @throws a unique violation when the e-mail or the user name belongs to somebody else by now */
  restore(base: Base, to: UserStatus, reason: string | null): Promise<boolean> {
    const set = `status = $4, status_reason = $5, status_changed_at = $3, deleted_at = NULL, deleted_by = NULL, delete_reason = NULL`;
    return this.change(base, set, ['DELETED'], [to, reason]);
  }

  private async change(
    { userId, version, now }: Base,
    set: string,
    from: readonly UserStatus[],
    values: readonly unknown[],
  ): Promise<boolean> {
    const statuses = from.map((status) => `'${status}'`).join(', ');
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET ${set}, updated_at = $3, version = version + 1
        WHERE user_id = $1 AND version = $2 AND status IN (${statuses})`,
      [userId, version, now, ...values],
    );
    return affected === 1;
  }
}
