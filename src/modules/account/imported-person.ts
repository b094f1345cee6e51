import { z } from 'zod';
import type { ImportFault, ImportReason } from './import.errors.js';
import { type NewUser, unusableFields } from './new-user.js';
import { verifierOf } from './stored-hash.js';

/** Somebody as a line of an import has them. */
export interface ImportedPerson {
  readonly fields: NewUser;
  /** As another system made it. */
  readonly secretHash: string;
  /** Everywhere. */
  readonly roles: readonly string[];
  readonly membership: { readonly slug: string; readonly permissions: readonly string[] } | undefined;
}

/** As wide as its column. */
const LONGEST_HASH = 512;
const label = (longest: number) =>
  z.string().regex(new RegExp(`^(?=\\S)[^\\p{Cc}\\p{Cs}]{1,${longest}}(?<=\\S)$`, 'u'));
/** What stands in tokens, and in lists that are parted by white space. */
const word = () => z.string().regex(/^[^\s\p{Cc}\p{Cs}]{1,64}$/u);
const phone = z.union([z.string(), z.strictObject({ phone: z.string(), verified: z.boolean().optional() })]);

/** Strict: a field that is misspelt would otherwise be lost without a word. */
const RECORD = z.strictObject({
  email: z.string(),
  username: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  phones: z.array(phone).max(6).optional(),
  password_hash: z.string(),
  email_verified: z.boolean().optional(),
  status: z.enum(['PENDING', 'ACTIVE', 'LOCKED', 'DISABLED']).optional(),
  guid: label(64).optional(),
  tenant_id: label(64).optional(),
  mfa_required: z.boolean().optional(),
  audiences: z.array(label(64)).max(32).optional(),
  roles: z.array(word()).max(32).optional(),
  account: label(128).optional(),
  permissions: z.array(word()).max(100).optional(),
});

type FileRecord = z.output<typeof RECORD>;

export const PERSON_FIELDS: readonly string[] = Object.keys(RECORD.shape);
/** A key that looks like no name of a field may well be a value. */
const NAME_OF_A_FIELD = /^[a-z_-]{1,32}$/i;

function fault(reason: ImportReason, field?: string): ImportFault {
  return field === undefined ? { reason } : { reason, field };
}

function describeIssue(issue: z.core.$ZodIssue, record: object): ImportFault[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0)
    return issue.keys.map((key) => fault('UNKNOWN_FIELD', NAME_OF_A_FIELD.test(key) ? key : undefined));
  const field = String(issue.path[0]);
  return [fault(field in record ? 'INVALID' : 'MISSING', field)];
}

/** One of a kind for each field: a list has many items that may all be wrong in the same way. */
function distinct(faults: readonly ImportFault[]): ImportFault[] {
  return [...new Map(faults.map((one) => [`${one.reason} ${one.field ?? ''}`, one])).values()];
}

function toNewUser(record: FileRecord): NewUser {
  const isVerified = record.email_verified ?? false;
  return {
    email: record.email,
    username: record.username,
    givenName: record.given_name,
    familyName: record.family_name,
    phones: (record.phones ?? []).map((entry, index) => ({
      optionId: index + 1,
      phone: typeof entry === 'string' ? entry : entry.phone,
      isVerified: typeof entry === 'string' ? false : (entry.verified ?? false),
    })),
    status: record.status ?? (isVerified ? 'ACTIVE' : 'PENDING'),
    isEmailVerified: isVerified,
    guid: record.guid,
    tenantId: record.tenant_id,
    mfaRequired: record.mfa_required,
    audiences: record.audiences,
  };
}

function isReadable(hash: string): boolean {
  return hash.length <= LONGEST_HASH && verifierOf(hash) !== undefined;
}

function faultsOf(record: FileRecord, fields: NewUser): ImportFault[] {
  const faults = unusableFields(fields).map((field) => fault('INVALID', field));
  if (!isReadable(record.password_hash)) faults.push(fault('UNREADABLE_HASH', 'password_hash'));
  if (record.permissions && record.account === undefined) faults.push(fault('MISSING', 'account'));
  return faults;
}

function toPerson(record: FileRecord, fields: NewUser): ImportedPerson {
  const { account, permissions = [], roles = [] } = record;
  return {
    fields,
    secretHash: record.password_hash,
    roles: [...new Set(roles)],
    membership: account === undefined ? undefined : { slug: account, permissions: [...new Set(permissions)] },
  };
}

/** @returns everything that is wrong with it, if anything is */
export function readPerson(value: unknown): ImportedPerson | readonly ImportFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [fault('NOT_AN_OBJECT')];
  const given = Object.fromEntries(Object.entries(value).filter(([, content]) => content !== null));
  const result = RECORD.safeParse(given);
  if (!result.success) return distinct(result.error.issues.flatMap((issue) => describeIssue(issue, given)));
  const fields = toNewUser(result.data);
  const faults = faultsOf(result.data, fields);
  return faults.length > 0 ? faults : toPerson(result.data, fields);
}
