import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { User } from './user.entity.js';
import { UserPhone } from './user-phone.entity.js';

/** The columns of a person that an administrator may set. */
const COLUMNS = {
  username: 'username',
  usernameLookup: 'username_lookup',
  givenName: 'given_name',
  familyName: 'family_name',
  mfaRequired: 'mfa_required',
  kycStatus: 'kyc_status',
  kycLevel: 'kyc_level',
} as const satisfies Partial<Record<keyof User, string>>;

const SEALED = ['username', 'givenName', 'familyName'] as const;

function isSealed(property: string): property is (typeof SEALED)[number] {
  return (SEALED as readonly string[]).includes(property);
}

export type AmendedColumns = Partial<Pick<User, keyof typeof COLUMNS>>;

@Injectable()
export class UserAmendmentRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns false when the person has another version by now @throws a unique violation when the user name is taken */
  async amend(userId: string, version: number, changes: AmendedColumns, now: Date): Promise<boolean> {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const sets = given.map(
      ([property], index) => `${COLUMNS[property as keyof typeof COLUMNS]} = $${index + 4}, `,
    );
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET ${sets.join('')}updated_at = $3, version = version + 1
        WHERE user_id = $1 AND version = $2 AND deleted_at IS NULL`,
      [userId, version, now, ...given.map(([property, value]) => this.stored(userId, property, value))],
    );
    return affected === 1;
  }

  phonesOf(userId: string): Promise<UserPhone[]> {
    const sql = 'SELECT {columns} FROM user_phones WHERE user_id = $1 ORDER BY option_id';
    return this.unitOfWork.entities(UserPhone, sql, [userId]);
  }

  /** Puts other phones in place of a person's, in the running unit. */
  async replacePhones(userId: string, phones: readonly UserPhone[]): Promise<void> {
    await this.unitOfWork.query('DELETE FROM user_phones WHERE user_id = $1', [userId]);
    if (phones.length > 0) this.unitOfWork.insert(UserPhone, phones);
  }

  private stored(userId: string, property: string, value: unknown): unknown {
    if (!isSealed(property)) return value;
    return this.unitOfWork.sealsOf(User).seal(property, value as string | null, { userId });
  }
}
