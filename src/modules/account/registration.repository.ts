import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Lookup } from './lookup.js';
import { Lookups } from './lookups.js';
import { UserPhone } from './user-phone.entity.js';
import { User } from './user.entity.js';

/**
 * Adds whoever registers. Nobody has proved the address yet, neither now nor at an earlier registration: so what is there
 * already is never replaced by what was typed. Every method sends the same statements whosever the address is.
 */
@Injectable()
export class RegistrationRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lookups: Lookups,
  ) {}

  /** Makes the links void by which a person who waits could verify the address. After `add`, as whoever follows one takes the person first, too. */
  async voidLinks(email: string, now: Date): Promise<void> {
    const forms = this.lookups.emails(email);
    const places = forms.map((_form, index) => `$${index + 2}`).join(', ');
    await this.unitOfWork.query(
      `UPDATE account_tokens SET voided_at = $1
        WHERE purpose = 'EMAIL_VERIFICATION' AND consumed_at IS NULL AND voided_at IS NULL AND user_id IN (
          SELECT user_id FROM users WHERE deleted_at IS NULL AND status = 'PENDING' AND email_lookup IN (${places}))`,
      [now, ...forms],
    );
  }

  /**
   * Adds somebody, unless the address is taken.
   * @returns the id of whoever waits for their verification at that address by now; undefined when it is somebody's
   */
  async add(user: User): Promise<string | undefined> {
    const row = this.lookups.areMixed
      ? Object.assign(user, { emailLookup: await this.lookupOf(user) })
      : user;
    const { rows } = await this.unitOfWork.insertNow(
      User,
      row,
      `ON CONFLICT (email_lookup) WHERE deleted_at IS NULL DO UPDATE
         SET password_changed_at = CASE WHEN users.imported_at IS NULL THEN NULL ELSE users.password_changed_at END,
             version = CASE WHEN users.imported_at IS NULL THEN users.version + 1 ELSE users.version END,
             updated_at = excluded.updated_at
         WHERE users.status = 'PENDING'
       RETURNING user_id`,
    );
    return rows[0]?.['user_id'] as string | undefined;
  }

  /** Gives a person the password when the unit ends, if they were added. */
  addPassword({ userId, createdAt }: User, secretHash: string): void {
    this.unitOfWork.defer(
      `INSERT INTO credentials (user_id, credential_type, secret_hash, created_at, updated_at)
       SELECT u.user_id, 'PASSWORD', $2, $3, $3 FROM users u WHERE u.user_id = $1`,
      [userId, secretHash, createdAt],
    );
  }

  /** Notes a number that nobody has verified when the unit ends, if the person was added. */
  addPhone({ userId, optionId, phone, phoneLookup, createdAt }: UserPhone): void {
    const sealed = this.unitOfWork.sealsOf(UserPhone).seal('phone', phone, { userId, optionId });
    this.unitOfWork.defer(
      `INSERT INTO user_phones (user_id, option_id, phone, phone_lookup, verified_at, created_at, updated_at)
       SELECT u.user_id, $2, $3, $4, NULL, $5, $5 FROM users u WHERE u.user_id = $1`,
      [userId, optionId, sealed, phoneLookup, createdAt],
    );
  }

  /**
   * Takes the password from who registered before, when the unit ends: of two who typed one for the same address nobody
   * knows yet which of them reads its mail. What was imported stays.
   * @param newcomerId of who registers now
   */
  dropPassword(userId: string, newcomerId: string): void {
    this.unitOfWork.defer(
      `DELETE FROM credentials WHERE user_id = $1 AND user_id <> $2
          AND EXISTS (SELECT 1 FROM users u WHERE u.user_id = credentials.user_id AND u.status = 'PENDING' AND u.imported_at IS NULL)`,
      [userId, newcomerId],
    );
  }

  /** While lookups are of several forms, the one that somebody has keeps the address from being taken in another. */
  private async lookupOf({ email, emailLookup }: User): Promise<Lookup | null> {
    const forms = this.lookups.emails(email ?? '');
    const places = forms.map((_form, index) => `$${index + 1}`).join(', ');
    const { rows } = await this.unitOfWork.query(
      `SELECT email_lookup FROM users WHERE deleted_at IS NULL AND email_lookup IN (${places}) LIMIT 1`,
      forms,
    );
    return (rows[0]?.['email_lookup'] as Lookup | undefined) ?? emailLookup;
  }
}
