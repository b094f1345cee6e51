import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Lookups } from './lookups.js';
import { UserPhone } from './user-phone.entity.js';
import { User } from './user.entity.js';
import { UserRepository } from './user.repository.js';

@Injectable()
export class RegistrationRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly lookups: Lookups,
  ) {}

  /**
   * Adds somebody, unless the address is taken. Whoever never verified it is registered once more: their row stays, and
   * what they proved so far is nothing. @returns the id of that row, or undefined when the address is somebody's
   */
  async add(user: User): Promise<string | undefined> {
    if (this.lookups.areMixed && (await this.users.isTaken(user))) return undefined;
    const { rows } = await this.unitOfWork.insertNow(
      User,
      user,
      `ON CONFLICT (email_lookup) WHERE deleted_at IS NULL DO UPDATE
         SET password_changed_at = excluded.password_changed_at, updated_at = excluded.updated_at, version = users.version + 1
         WHERE users.status = 'PENDING'
       RETURNING user_id`,
    );
    return rows[0]?.['user_id'] as string | undefined;
  }

  /** Gives somebody who has not verified the address yet this password when the unit ends; for anybody else, nothing happens. */
  setPassword(userId: string, secretHash: string, now: Date): void {
    this.unitOfWork.defer(
      `INSERT INTO credentials (user_id, credential_type, secret_hash, created_at, updated_at)
       SELECT u.user_id, 'PASSWORD', $2, $3, $3 FROM users u WHERE u.user_id = $1 AND u.status = 'PENDING'
       ON CONFLICT (user_id, credential_type) DO UPDATE
         SET secret_hash = excluded.secret_hash, updated_at = excluded.updated_at`,
      [userId, secretHash, now],
    );
  }

  /** Notes a number that nobody has verified. */
  setPhone(phone: UserPhone): void {
    this.unitOfWork.insert(
      UserPhone,
      [phone],
      `ON CONFLICT (user_id, option_id) DO UPDATE
         SET phone = excluded.phone, phone_lookup = excluded.phone_lookup, verified_at = NULL, updated_at = excluded.updated_at`,
    );
  }
}
