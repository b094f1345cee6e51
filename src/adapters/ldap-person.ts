import type { LdapMapping } from '../config/ldap-mapping.js';
import type { Person, PushRegistration, Standing } from '../modules/identity/person.js';
import type { LdapEntry } from './ldap-entry.js';
import { LdapFailure } from './ldap-failure.js';
import { Condition } from './ldap-filter.js';
import { canonicalDn } from './ldap-names.js';
import { parseLdapTime } from './ldap-time.js';
import { PersonAnswer } from './webhook-person.js';

export const MEMBER_OF = 'memberOf';

const CONDITIONS = [
  'email_verified',
  'push_enabled',
  'push_disabled',
  'locked',
  'disabled',
  'enterprise_blocked',
  'deceased',
  'restricted',
  'mfa_locked',
  'mfa_exempt',
] as const satisfies (keyof LdapMapping)[];

type ConditionName = (typeof CONDITIONS)[number];

/** From what cannot be taken back to what is lightest. */
const STANDINGS = [
  ['deceased', 'DECEASED'],
  ['enterprise_blocked', 'ENTERPRISE_BLOCKED'],
  ['disabled', 'DISABLED'],
  ['locked', 'LOCKED'],
  ['restricted', 'RESTRICTED'],
] as const satisfies [ConditionName, Standing][];

const MOST_PHONES = 6;

/** Punctuation that people put into numbers. */
const DIALLED = /^\+?\d{5,20}$/;

type Groups = ReadonlySet<string>;

/** Reads a person out of an entry. */
export class LdapPersonReader {
  private readonly conditions: Readonly<Record<ConditionName, Condition>>;

  constructor(private readonly mapping: LdapMapping) {
    const conditions = CONDITIONS.map((name) => [name, new Condition(mapping[name])]);
    this.conditions = Object.fromEntries(conditions) as Record<ConditionName, Condition>;
  }

  /** Every attribute that is looked at. */
  get attributes(): string[] {
    const { cupid, guid, username, email, given_name, family_name, phones } = this.mapping;
    const times = [this.mapping.password_changed_at, this.mapping.expires_at];
    const single = [cupid, guid, username, email, given_name, family_name, ...times];
    const named = [...single, ...phones, MEMBER_OF].filter((name) => name !== null);
    return [...named, ...Object.values(this.conditions).flatMap((condition) => condition.attributes)];
  }

  /** @param now decides whether the account has expired @throws {LdapFailure} when it is no whole person */
  read(entry: LdapEntry, now: Date): Person {
    const { mapping } = this;
    const groups = new Set(entry.values(MEMBER_OF).map(canonicalDn));
    const fields = {
      ...this.names(entry),
      standing: this.standing(entry, now),
      ...this.factors(entry),
      roles: wordsOf(groups, mapping.default_roles, mapping.roles),
      audiences: wordsOf(groups, mapping.default_audiences, mapping.audiences),
      accounts: mapping.accounts.filter((account) => isIn(groups, account.groups)),
      password_changed_at: timeOf(entry, mapping.password_changed_at)?.toISOString() ?? null,
    };
    const { success, data, error } = PersonAnswer.safeParse({ person: fields });
    if (success && data.person) return data.person;
    const faulty = error?.issues.map(({ path }) => String(path[1])) ?? [];
    throw new LdapFailure(`a person does not fit: ${[...new Set(faulty)].join(', ')}`, false);
  }

  private names(entry: LdapEntry): object {
    const { mapping } = this;
    return {
      cupid: entry.first(mapping.cupid),
      guid: entry.first(mapping.guid) ?? null,
      username: entry.first(mapping.username),
      email: entry.first(mapping.email),
      email_verified: this.conditions.email_verified.holdsFor(entry),
      given_name: entry.first(mapping.given_name) ?? '',
      family_name: entry.first(mapping.family_name) ?? '',
    };
  }

  private factors(entry: LdapEntry): object {
    return {
      mfa_required: !this.conditions.mfa_exempt.holdsFor(entry),
      mfa_locked: this.conditions.mfa_locked.holdsFor(entry),
      otp_methods: this.phones(entry),
      push: this.push(entry),
    };
  }

  private standing(entry: LdapEntry, now: Date): Standing {
    const found = STANDINGS.find(([name]) => this.conditions[name].holdsFor(entry));
    const expiry = timeOf(entry, this.mapping.expires_at);
    return found?.[1] ?? (expiry !== null && expiry <= now ? 'DISABLED' : 'ACTIVE');
  }

  private push(entry: LdapEntry): PushRegistration {
    if (this.conditions.push_disabled.holdsFor(entry)) return 'DISABLED';
    return this.conditions.push_enabled.holdsFor(entry) ? 'ENABLED' : 'NOT_REGISTERED';
  }

  /** Directories keep values of one attribute in no order; sorted, an option stays the same phone for as long as they do. */
  private phones(entry: LdapEntry): object[] {
    const numbers = this.mapping.phones.flatMap((attribute) => [...entry.values(attribute)].sort());
    const dialled = numbers.map((number) => number.replace(/[\s().\u2010-\u2015/-]/g, ''));
    return [...new Set(dialled.filter((number) => DIALLED.test(number)))]
      .slice(0, MOST_PHONES)
      .map((destination, index) => ({ option_id: index + 1, destination }));
  }
}

function isIn(groups: Groups, names: readonly string[]): boolean {
  return names.some((name) => groups.has(canonicalDn(name)));
}

function wordsOf(
  groups: Groups,
  everybodys: readonly string[],
  byGroup: Readonly<Record<string, readonly string[]>>,
): string[] {
  const earned = Object.entries(byGroup).filter(([, names]) => isIn(groups, names));
  return [...new Set([...everybodys, ...earned.map(([word]) => word)])];
}

function timeOf(entry: LdapEntry, attribute: string | null): Date | null {
  try {
    return parseLdapTime(entry.first(attribute));
  } catch {
    throw new LdapFailure(`a person does not fit: ${attribute ?? ''} is no time`, false);
  }
}
