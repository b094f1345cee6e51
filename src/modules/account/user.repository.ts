import { Injectable } from '@nestjs/common';
import type { OtpMethod } from '../identity/person.js';
import type { Row } from '../../database/sql-session.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type KnownUser, NEXT, PART, split } from './known-user.js';
import { type LoginName, Lookups } from './lookups.js';
import { User, type UserStatus } from './user.entity.js';
import { UserPhone } from './user-phone.entity.js';
import { textOf, type UniqueField, type UniqueKey } from './unique-keys.js';

/** Everything that hangs on a person, in the statement that reads the person: a login has no time for four. */
const BELONGINGS = `c.secret_hash,
  (SELECT string_agg(CAST(p.option_id AS text) || '${PART}' || p.phone, '${NEXT}')
     FROM user_phones p WHERE p.user_id = u.user_id AND p.verified_at IS NOT NULL) AS phones,
  (SELECT string_agg(r.role || '${PART}' || COALESCE(CAST(r.account_id AS text), ''), '${NEXT}')
     FROM user_roles r WHERE r.user_id = u.user_id AND r.active AND (r.expires_at IS NULL OR r.expires_at > $2)) AS roles,
  (SELECT string_agg(CAST(a.account_id AS text) || '${PART}' || a.name || '${PART}' || a.slug || '${PART}' || CAST(m.permissions AS text), '${NEXT}')
     FROM memberships m JOIN accounts a ON a.account_id = m.account_id AND a.deleted_at IS NULL
    WHERE m.user_id = u.user_id) AS memberships`;

const UNIQUE_FIELDS: readonly UniqueField[] = ['email', 'username', 'guid'];

/** Whoever was deleted keeps the guid alone. */
const SEARCHES: Readonly<Record<UniqueField, string>> = {
  email: `SELECT 'email' AS field, email_lookup AS value FROM users WHERE deleted_at IS NULL AND email_lookup`,
  username: `SELECT 'username' AS field, username_lookup AS value FROM users WHERE deleted_at IS NULL AND username_lookup`,
  guid: `SELECT 'guid' AS field, guid AS value FROM users WHERE guid`,
};

export interface UserRows {
  readonly user: User;
  readonly phones: readonly UserPhone[];
}

export interface StatusChange {
  readonly userId: string;
  /** The version that the change was decided on. */
  readonly version: number;
  readonly status: UserStatus;
  readonly reason: string | null;
}

@Injectable()
export class UserRepository {
  private known?: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lookups: Lookups,
  ) {}

  /** The person who signs in by this name. Whoever was deleted has none. */
  findByName({ column, values }: LoginName, now: Date): Promise<KnownUser | undefined> {
    const [first = '', ...others] = values;
    const places = others.map((_value, index) => `, $${index + 3}`).join('');
    return this.find(`u.${column} IN ($1${places})`, first, now, others);
  }

  findById(userId: string, now: Date): Promise<KnownUser | undefined> {
    return this.find('u.user_id = $1', userId, now);
  }

  /** @returns false when somebody has the e-mail, the user name or the guid already */
  async add(user: User, phones: readonly UserPhone[]): Promise<boolean> {
    if (this.lookups.areMixed && (await this.isTaken(user))) return false;
    const { affected } = await this.unitOfWork.insertNow(User, user, 'ON CONFLICT DO NOTHING');
    if (affected === 1 && phones.length > 0) this.unitOfWork.insert(UserPhone, phones);
    return affected === 1;
  }

  /**
   * Adds those people whose e-mail, user name and guid are free, also when others are just being added.
   * @returns the ids of those who were added
   */
  async addMany(people: readonly UserRows[]): Promise<ReadonlySet<string>> {
    if (people.length === 0) return new Set();
    // Always in the same order, so that two who add the same people wait for each other and not in a ring.
    const users = people
      .map(({ user }) => user)
      .toSorted((a, b) => ((a.emailLookup ?? '') < (b.emailLookup ?? '') ? -1 : 1));
    const { rows } = await this.unitOfWork.insertAllNow(
      User,
      users,
      'ON CONFLICT DO NOTHING RETURNING user_id',
    );
    const added = new Set(rows.map((row) => String(row['user_id'])));
    const phones = people.filter(({ user }) => added.has(user.userId)).flatMap((one) => one.phones);
    if (phones.length > 0) this.unitOfWork.insert(UserPhone, phones);
    return added;
  }

  /** Those that somebody has. */
  async taken(keys: readonly UniqueKey[]): Promise<readonly UniqueKey[]> {
    const parameters: string[] = [];
    const searches = UNIQUE_FIELDS.flatMap((field) => {
      const forms = keys.filter((key) => key.field === field).flatMap((key) => key.forms);
      const places = forms.map((form) => `$${parameters.push(form)}`);
      return places.length === 0 ? [] : [`${SEARCHES[field]} IN (${places.join(', ')})`];
    });
    if (searches.length === 0) return [];
    const { rows } = await this.unitOfWork.query(searches.join(' UNION ALL '), parameters);
    const found = new Set(rows.map((row) => textOf(row as unknown as UniqueKey)));
    return keys.filter(({ field, forms }) => forms.some((form) => found.has(textOf({ field, value: form }))));
  }

  /**
   * Whether somebody else has the e-mail or the user name. The unique indexes say so too, but while lookups are of
   * several forms only of those that are of the same.
   */
  async isTaken({ userId, email, username }: Pick<User, 'userId' | 'email' | 'username'>): Promise<boolean> {
    const emails = email === null ? [] : this.lookups.emails(email);
    const usernames = username === null ? [] : this.lookups.usernames(username);
    const places = (values: readonly unknown[], before: number) =>
      values.map((_value, index) => `$${index + before + 1}`).join(', ') || 'NULL';
    const { rows } = await this.unitOfWork.query(
      `SELECT 1 FROM users WHERE deleted_at IS NULL AND user_id <> $1
          AND (email_lookup IN (${places(emails, 1)}) OR username_lookup IN (${places(usernames, 1 + emails.length)}))`,
      [userId, ...emails, ...usernames],
    );
    return rows.length > 0;
  }

  /** @returns false when the person was changed since that version, or is gone */
  async changeStatus({ userId, version, status, reason }: StatusChange, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET status = $3, status_reason = $4, status_changed_at = $5, updated_at = $5, version = version + 1
        WHERE user_id = $1 AND version = $2 AND deleted_at IS NULL`,
      [userId, version, status, reason, now],
    );
    return affected === 1;
  }

  private async find(
    condition: string,
    value: string,
    now: Date,
    others: readonly string[] = [],
  ): Promise<KnownUser | undefined> {
    this.known ??= `SELECT ${this.unitOfWork.columns(User, 'u', 'u_')}, ${BELONGINGS}
      FROM users u LEFT JOIN credentials c ON c.user_id = u.user_id AND c.credential_type = 'PASSWORD'`;
    const sql = `${this.known} WHERE ${condition} AND u.deleted_at IS NULL`;
    const { rows } = await this.unitOfWork.query(sql, [value, now, ...others]);
    return rows[0] && this.read(rows[0]);
  }

  private read(row: Row): KnownUser {
    const user = this.unitOfWork.hydrate(User, row, 'u_');
    return {
      user,
      secretHash: row['secret_hash'] as string | null,
      phones: this.phonesOf(user.userId, row['phones'] as string | null),
      roles: row['roles'] as string | null,
      memberships: row['memberships'] as string | null,
    };
  }

  private phonesOf(userId: string, phones: string | null): OtpMethod[] {
    return split(phones)
      .map(([option, stored = '']) => {
        const optionId = Number(option);
        return {
          optionId,
          destination: this.unitOfWork.sealsOf(UserPhone).open('phone', stored, { userId, optionId }),
        };
      })
      .sort((a, b) => a.optionId - b.optionId);
  }
}
