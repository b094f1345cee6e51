import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isCondition } from './ldap-filter.js';

/** RFC 4512 §2.5: a name or an object identifier, without options. */
const attribute = () => z.string().regex(/^([A-Za-z][A-Za-z\d-]{0,63}|\d+(\.\d+)+)$/);
const condition = () => z.string().refine(isCondition);
const word = (max: number) => z.string().regex(new RegExp(`^\\P{Cc}{1,${max}}$`, 'u'));
const distinguishedName = () => z.string().regex(/^[^=]+=\P{Cc}+$/u);
const groups = () => z.array(distinguishedName()).min(1).max(100);
const byGroup = () => z.record(word(128), groups());

const ACCOUNT = z.strictObject({
  id: word(64),
  name: word(256),
  slug: word(128),
  permissions: z.array(word(128)).max(100).default([]),
  groups: groups(),
});

const FIELDS = {
  cupid: attribute(),
  guid: attribute().nullable(),
  username: attribute(),
  email: attribute(),
  given_name: attribute(),
  family_name: attribute(),
  phones: z.array(attribute()).max(6),
  password_changed_at: attribute().nullable(),
  expires_at: attribute().nullable(),
  email_verified: condition().nullable(),
  push_enabled: condition().nullable(),
  push_disabled: condition().nullable(),
  locked: condition().nullable(),
  disabled: condition().nullable(),
  enterprise_blocked: condition().nullable(),
  deceased: condition().nullable(),
  restricted: condition().nullable(),
  mfa_locked: condition().nullable(),
  mfa_exempt: condition().nullable(),
  default_roles: z.array(word(128)).max(100),
  roles: byGroup(),
  default_audiences: z.array(word(128)).max(100),
  audiences: byGroup(),
  accounts: z.array(ACCOUNT).max(100),
};

const MAPPING = z.strictObject(FIELDS);

/** Where in an entry each thing about a person stands. The names are those of the JSON; null: nowhere. */
export type LdapMapping = z.output<typeof MAPPING>;

export type LdapMappingChanges = Partial<LdapMapping>;

const EMPTY = {
  guid: null,
  expires_at: null,
  email_verified: null,
  push_enabled: null,
  push_disabled: null,
  enterprise_blocked: null,
  deceased: null,
  restricted: null,
  mfa_locked: null,
  mfa_exempt: null,
  given_name: 'givenName',
  family_name: 'sn',
  email: 'mail',
  phones: ['mobile'],
  default_roles: ['user'],
  roles: {},
  default_audiences: [],
  audiences: {},
  accounts: [],
} satisfies LdapMappingChanges;

export interface LdapSchema {
  readonly userFilter: string;
  readonly groupFilter: string;
  readonly mapping: LdapMapping;
}

/** What is usual in the directories there are most of. */
export const LDAP_SCHEMAS = {
  openldap: {
    userFilter: '(&(objectClass=inetOrgPerson)(uid={username}))',
    groupFilter: '(|(member={dn})(uniqueMember={dn})(memberUid={username}))',
    mapping: {
      ...EMPTY,
      cupid: 'entryUUID',
      username: 'uid',
      password_changed_at: 'pwdChangedTime',
      // What an administrator sets; a lock by failed attempts has the time it was set.
      locked: '(pwdAccountLockedTime=000001010000Z)',
      disabled: null,
    },
  },
  'active-directory': {
    userFilter: '(&(objectCategory=person)(objectClass=user)(sAMAccountName={username}))',
    groupFilter: '(member:1.2.840.113556.1.4.1941:={dn})',
    mapping: {
      ...EMPTY,
      cupid: 'objectGUID',
      username: 'sAMAccountName',
      password_changed_at: 'pwdLastSet',
      expires_at: 'accountExpires',
      locked: null,
      disabled: '(userAccountControl:1.2.840.113556.1.4.803:=2)',
    },
  },
} as const satisfies Record<string, LdapSchema>;

export const LDAP_SCHEMA_NAMES = ['openldap', 'active-directory'] as const;

function textOf(textOrPath: string): string | undefined {
  if (textOrPath.startsWith('{')) return textOrPath;
  try {
    return readFileSync(textOrPath, 'utf8');
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function whatIsWrong({ issues }: z.ZodError): string {
  const keys = new Set(issues.map(({ path }) => String(path[0] ?? '')));
  const known = Object.keys(FIELDS).filter((key) => keys.has(key));
  return known.length > 0 ? `cannot be used at ${known.join(', ')}` : 'is no mapping, or has unknown keys';
}

/** Changes to the mapping of a schema, from JSON or a file that holds it. @returns what is wrong, without a value of it */
export function parseLdapMapping(textOrPath: string): LdapMappingChanges | string {
  const text = textOf(textOrPath);
  if (text === undefined) return 'is neither a JSON object nor a file that can be read';
  const parsed = MAPPING.partial().safeParse(parseJson(text));
  return parsed.success ? parsed.data : whatIsWrong(parsed.error);
}
