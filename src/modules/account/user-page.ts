import { isUserId } from './lookups.js';
import type { UserStatus } from './user.entity.js';

/** Whom a list is of; names by their lookups. */
export interface UserFilter {
  readonly status?: UserStatus;
  /** Held now: in the given organisation or everywhere, or anywhere when none is given. */
  readonly role?: string;
  /** Of whose members. */
  readonly accountId?: string;
  readonly emailLookups?: readonly string[];
  readonly usernameLookups?: readonly string[];
  readonly phoneLookups?: readonly string[];
}

/** The place of a person in a list, which is newest first. */
export interface PageKey {
  readonly createdAt: Date;
  readonly userId: string;
}

/** Before everybody. */
export const FIRST_PAGE: PageKey = {
  createdAt: new Date('9999-12-31T00:00:00.000Z'),
  userId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

export function toCursor({ createdAt, userId }: PageKey): string {
  return Buffer.from(`${createdAt.toISOString()} ${userId}`).toString('base64url');
}

const INSTANT = /^\d{4}-/;

/** @returns undefined when it is none of ours */
export function fromCursor(cursor: string): PageKey | undefined {
  const [instant = '', userId = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const createdAt = new Date(INSTANT.test(instant) ? instant : NaN);
  // Before 1970 nobody was added, and PostgreSQL knows no year 0.
  if (!(createdAt.getTime() >= 0) || !isUserId(userId)) return undefined;
  return toCursor({ createdAt, userId }) === cursor ? { createdAt, userId } : undefined;
}

export interface PageQuestion {
  readonly filter: UserFilter;
  readonly after: PageKey;
  readonly limit: number;
  readonly now: Date;
}

/** A statement's conditions: after the key that stands in $1 and $2, at the time that is $3. */
export interface PageQuery {
  readonly conditions: string;
  readonly parameters: readonly unknown[];
}

type Put = (value: unknown) => string;

function nameConditions(filter: UserFilter, put: Put): string[] {
  const { status, emailLookups, usernameLookups, phoneLookups } = filter;
  const oneOf = (column: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [`${column} IN (${values.map(put).join(', ')})`];
  const [phone] = oneOf('p.phone_lookup', phoneLookups);
  return [
    ...oneOf('u.status', status && [status]),
    ...oneOf('u.email_lookup', emailLookups),
    ...oneOf('u.username_lookup', usernameLookups),
    ...(phone ? [`u.user_id IN (SELECT p.user_id FROM user_phones p WHERE ${phone})`] : []),
  ];
}

const IN_FORCE = 'r.active AND (r.expires_at IS NULL OR r.expires_at > $3)';

function belongingConditions({ role, accountId }: UserFilter, put: Put): string[] {
  if (accountId === undefined) {
    const holders = (name: string) =>
      `SELECT r.user_id FROM user_roles r WHERE r.role = ${name} AND ${IN_FORCE}`;
    return role === undefined ? [] : [`u.user_id IN (${holders(put(role))})`];
  }
  const account = put(accountId);
  const member = `u.user_id IN (SELECT m.user_id FROM memberships m WHERE m.account_id = ${account})`;
  // Counted for each member, since all who hold a common role are many more.
  const held = (
    name: string,
  ) => `(SELECT count(*) FROM user_roles r WHERE r.user_id = u.user_id AND r.role = ${name}
      AND ${IN_FORCE} AND (r.account_id IS NULL OR r.account_id = ${account})) > 0`;
  return role === undefined ? [member] : [member, held(put(role))];
}

/** A status says by itself whether somebody was deleted; the indexes of names want to hear it too. */
function deletionConditions({ status, emailLookups, usernameLookups }: UserFilter): string[] {
  const isByName = emailLookups !== undefined || usernameLookups !== undefined;
  if (status !== undefined && !isByName) return [];
  return [`u.deleted_at IS ${status === 'DELETED' ? 'NOT ' : ''}NULL`];
}

/** One more than asked for, to tell whether there is another page. */
export function pageQuery({ filter, after, limit, now }: PageQuestion): PageQuery {
  const parameters: unknown[] = [after.createdAt, after.userId, now];
  const put: Put = (value) => `$${parameters.push(value)}`;
  const conditions = [
    '(u.created_at, u.user_id) < ($1, $2)',
    ...deletionConditions(filter),
    ...nameConditions(filter, put),
    ...belongingConditions(filter, put),
  ];
  return {
    conditions: `${conditions.join(' AND ')} ORDER BY u.created_at DESC, u.user_id DESC LIMIT ${put(limit + 1)}`,
    parameters,
  };
}
