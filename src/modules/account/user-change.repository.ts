import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { User } from './user.entity.js';

export interface NameChange {
  readonly userId: string;
  /** The version that the change was decided on. */
  readonly version: number;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

const ADDRESS_PROVED = `email_verified_at = COALESCE(email_verified_at, $2),
  status_changed_at = CASE WHEN status = 'PENDING' THEN $2 ELSE status_changed_at END,
  status = CASE WHEN status = 'PENDING' THEN 'ACTIVE' ELSE status END`;

const UNTRIED = `failed_login_attempts = 0, locked_until = NULL, lock_count = 0,
  device_failed_attempts = 0, device_locked_until = NULL, device_lock_count = 0`;

/** What a person may change of themselves without an administrator: each by one conditional statement. */
@Injectable()
export class UserChangeRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The address is theirs; whoever waited for that may sign in from now on. @returns false when there is no such person */
  async verifyEmail(userId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET ${ADDRESS_PROVED}, updated_at = $2, version = version + 1
        WHERE user_id = $1 AND deleted_at IS NULL`,
      [userId, now],
    );
    return affected === 1;
  }

  async hasPassword(userId: string): Promise<boolean> {
    const sql = `SELECT 1 FROM credentials WHERE user_id = $1 AND credential_type = 'PASSWORD'`;
    return (await this.unitOfWork.query(sql, [userId])).rows.length > 0;
  }

  /** A new password by mail: it lifts the lock that failures set, and proves the address besides. */
  async resetPassword(userId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET ${ADDRESS_PROVED}, ${UNTRIED}, password_changed_at = $2, updated_at = $2, version = version + 1
        WHERE user_id = $1 AND deleted_at IS NULL AND status IN ('PENDING', 'ACTIVE', 'LOCKED')`,
      [userId, now],
    );
    return affected === 1;
  }

  /** @returns false when the person may not sign in any more */
  async changePassword(userId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET ${UNTRIED}, password_changed_at = $2, updated_at = $2, version = version + 1
        WHERE user_id = $1 AND deleted_at IS NULL AND status = 'ACTIVE'`,
      [userId, now],
    );
    return affected === 1;
  }

  /** @returns false when the password is no longer the one that was checked */
  async replaceHash(userId: string, checked: string, replacement: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE credentials SET secret_hash = $3, updated_at = $4
        WHERE user_id = $1 AND credential_type = 'PASSWORD' AND secret_hash = $2`,
      [userId, checked, replacement, now],
    );
    return affected === 1;
  }

  /** Sets the password when the unit ends, whether or not there was one. */
  setHash(userId: string, secretHash: string, now: Date): void {
    this.unitOfWork.defer(
      `INSERT INTO credentials (user_id, credential_type, secret_hash, created_at, updated_at)
       VALUES ($1, 'PASSWORD', $2, $3, $3)
       ON CONFLICT (user_id, credential_type) DO UPDATE
         SET secret_hash = excluded.secret_hash, updated_at = excluded.updated_at`,
      [userId, secretHash, now],
    );
  }

  /** @returns false when the person was changed since that version, or is gone */
  async rename(change: NameChange, now: Date): Promise<boolean> {
    const { userId, version, givenName, familyName } = change;
    const seals = this.unitOfWork.sealsOf(User);
    const names = [
      seals.seal('givenName', givenName, { userId }),
      seals.seal('familyName', familyName, { userId }),
    ];
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET given_name = $3, family_name = $4, updated_at = $5, version = version + 1
        WHERE user_id = $1 AND version = $2 AND deleted_at IS NULL`,
      [userId, version, ...names, now],
    );
    return affected === 1;
  }

  /** @returns false when the person may not sign in any more */
  async deactivate(userId: string, reason: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET status = 'DISABLED', status_reason = $2, status_changed_at = $3, updated_at = $3, version = version + 1
        WHERE user_id = $1 AND deleted_at IS NULL AND status = 'ACTIVE'`,
      [userId, reason, now],
    );
    return affected === 1;
  }
}
