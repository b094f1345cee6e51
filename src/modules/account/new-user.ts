import { RequestInvalid } from '../../common/errors.js';
import { folded } from '../../common/folded.js';
import { isMailAddress } from '../../common/mail-address.js';
import type { Lookups } from './lookups.js';
import type { User, UserStatus } from './user.entity.js';
import type { UserPhone } from './user-phone.entity.js';

export interface NewPhone {
  /** 1 to 6. */
  readonly optionId: number;
  /** E.164. */
  readonly phone: string;
  readonly isVerified: boolean;
}

/** What is known of somebody who is to become one of our people; what is left out is empty, or as usual. */
export interface NewUser {
  readonly email: string;
  readonly username?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly phones?: readonly NewPhone[];
  /** PENDING until the address is verified, unless somebody vouches for it. */
  readonly status?: Exclude<UserStatus, 'DELETED'>;
  readonly isEmailVerified?: boolean;
  readonly guid?: string;
  readonly tenantId?: string;
  readonly mfaRequired?: boolean;
  readonly pushRegistration?: User['pushRegistration'];
  readonly audiences?: readonly string[];
}

const E164 = /^\+[1-9]\d{6,14}$/;
/** One @, no white space; whether mail arrives there is for the mail to show. */
const EMAIL = /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]+$/u;
/** RFC 5321 §4.5.3.1.3, without the brackets. */
const LONGEST_EMAIL_BYTES = 254;
/** No @, which would make it an e-mail, and no *, which stands for a masked name. */
const USERNAME = /^[^\s@*\p{Cc}\p{Cs}]{1,128}$/u;
const LONGEST_NAME = 128;
/** Of what a name is sought by, where that is not hidden: folding can make it many times as long. */
const LONGEST_LOOKUP = { email: 256, username: 128 } as const;
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u;

function fits(name: string, most: number): boolean {
  return Array.from(folded(name)).length <= most;
}

function isName(name = ''): boolean {
  return Array.from(name).length <= LONGEST_NAME && !UNWRITABLE.test(name);
}

function isUsername(username: string): boolean {
  return USERNAME.test(username) && fits(username, LONGEST_LOOKUP.username);
}

export function isEmail(email: string): boolean {
  return (
    EMAIL.test(email) &&
    isMailAddress(email) &&
    Buffer.byteLength(email) <= LONGEST_EMAIL_BYTES &&
    fits(email, LONGEST_LOOKUP.email)
  );
}

/** What of somebody new, or of a change, cannot be taken, by the names of the API's fields; empty when all can. */
export function unusableFields(fields: Partial<NewUser>): string[] {
  const { email, username, givenName, familyName, phones = [] } = fields;
  const options = new Set(phones.map(({ optionId }) => optionId));
  const arePhones = phones.every(({ phone, optionId }) => E164.test(phone) && optionId >= 1 && optionId <= 6);
  const faults = {
    email: email !== undefined && !isEmail(email),
    username: username !== undefined && !isUsername(username),
    given_name: !isName(givenName),
    family_name: !isName(familyName),
    phones: !arePhones || options.size < phones.length,
  };
  return Object.entries(faults).flatMap(([field, isFaulty]) => (isFaulty ? [field] : []));
}

/** @throws {RequestInvalid} naming what cannot be taken */
export function assertUsable(fields: NewUser): void {
  const faults = unusableFields(fields);
  if (faults.length > 0)
    throw new RequestInvalid(faults.map((field) => ({ field, problem: 'cannot be taken' })));
}

const USUAL = {
  guid: null,
  tenantId: null,
  username: null,
  givenName: null,
  familyName: null,
  status: 'PENDING',
  mfaRequired: false,
  pushRegistration: 'NOT_REGISTERED',
  audiences: [],
} as const;

const UNTRIED = {
  failedLoginAttempts: 0,
  lastFailedLoginAt: null,
  lockedUntil: null,
  lockCount: 0,
  deviceFailedAttempts: 0,
  deviceLockedUntil: null,
  deviceLockCount: 0,
  lastLoginAt: null,
  lastLoginIp: null,
} as const;

const UNCHANGED = {
  importedAt: null,
  statusReason: null,
  statusChangedAt: null,
  kycStatus: 'NOT_STARTED',
  kycLevel: 0,
  mfaLocked: false,
  deletedAt: null,
  deletedBy: null,
  deleteReason: null,
  version: 1,
} as const;

/** An optional field that is undefined is one that was left out. */
function filled(fields: NewUser): NewUser {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as NewUser;
}

/** The row of somebody new. */
export function toUser(
  fields: NewUser,
  userId: string,
  hasPassword: boolean,
  now: Date,
  lookups: Lookups,
): User {
  const { phones: _phones, isEmailVerified, ...given } = filled(fields);
  const known = { ...USUAL, ...given };
  return {
    ...UNTRIED,
    ...UNCHANGED,
    ...known,
    userId,
    usernameLookup: known.username === null ? null : lookups.username(known.username),
    emailLookup: lookups.email(known.email),
    emailVerifiedAt: isEmailVerified ? now : null,
    passwordChangedAt: hasPassword ? now : null,
    createdAt: now,
    updatedAt: now,
  };
}

export function toPhone(
  { optionId, phone, isVerified }: NewPhone,
  userId: string,
  now: Date,
  lookups: Lookups,
): UserPhone {
  return {
    userId,
    optionId,
    phone,
    phoneLookup: lookups.phone(phone),
    verifiedAt: isVerified ? now : null,
    createdAt: now,
    updatedAt: now,
  };
}

export function toPhones(
  { phones = [] }: Pick<NewUser, 'phones'>,
  userId: string,
  now: Date,
  lookups: Lookups,
): UserPhone[] {
  return phones.map((phone) => toPhone(phone, userId, now, lookups));
}
