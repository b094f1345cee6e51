import type { Account, OtpMethod, Person, Standing } from '../identity/person.js';
import type { User, UserStatus } from './user.entity.js';

/** Between the parts of one thing, and between things, in what the database strings together; no name holds either. */
export const PART = '\u001f';
export const NEXT = '\u001e';

/** A person as one statement reads them, with all that a login asks for. */
export interface KnownUser {
  readonly user: User;
  readonly secretHash: string | null;
  /** Verified ones. */
  readonly phones: readonly OtpMethod[];
  /** Roles that hold now: role, and the organisation it is for, or nothing. */
  readonly roles: string | null;
  /** Organisations: id, name, slug, permissions as JSON. */
  readonly memberships: string | null;
}

/** A role that everybody has, so that nobody needs to be given it. */
const EVERYBODY = 'user';

const STANDINGS: Readonly<Partial<Record<UserStatus, Standing>>> = {
  ACTIVE: 'ACTIVE',
  LOCKED: 'LOCKED',
  DISABLED: 'DISABLED',
};

/** The parts of each thing in what the database strung together. */
export function split(text: string | null): string[][] {
  return text === null ? [] : text.split(NEXT).map((item) => item.split(PART));
}

/** The roles that hold everywhere, or in one organisation. */
function rolesIn(accountId: string, roles: string | null): string[] {
  return split(roles)
    .filter(([, account]) => account === accountId)
    .map(([role = '']) => role)
    .sort();
}

/** Those that hold everywhere, and the one that everybody has. */
export function rolesOf(roles: string | null): string[] {
  return [...new Set([EVERYBODY, ...rolesIn('', roles)])];
}

/** Whether the person has a role everywhere, in whatever status they are. */
export function isGranted(role: string, { roles }: KnownUser): boolean {
  return rolesIn('', roles).includes(role);
}

function accounts(memberships: string | null, roles: string | null): Account[] {
  return split(memberships)
    .map(([id = '', name = '', slug = '', permissions = '[]']) => ({
      id,
      name,
      slug,
      permissions: [...new Set([...(JSON.parse(permissions) as string[]), ...rolesIn(id, roles)])],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * What the rest of the server may know of a person; null of one who is to be taken for unknown.
 * @param status as it was read last
 */
export function toPerson({ user, phones, roles, memberships }: KnownUser, status: UserStatus): Person | null {
  const standing = STANDINGS[status];
  if (standing === undefined) return null;
  const email = user.email ?? '';
  return {
    cupid: user.userId,
    guid: user.guid,
    username: user.username ?? email,
    email,
    emailVerified: user.emailVerifiedAt !== null,
    givenName: user.givenName ?? '',
    familyName: user.familyName ?? '',
    roles: rolesOf(roles),
    standing,
    mfaRequired: user.mfaRequired,
    mfaLocked: user.mfaLocked,
    otpMethods: phones,
    push: user.pushRegistration,
    audiences: user.audiences,
    accounts: accounts(memberships, roles),
    passwordChangedAt: user.passwordChangedAt,
  };
}
