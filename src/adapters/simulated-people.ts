import type { Account, Person } from '../modules/identity/person.js';
import type { PushDecision } from '../modules/mfa/push-sender.port.js';
import type { RiskVerdict } from './simulated-risk-service.js';

/** What somebody answers to every push, so many seconds after it was sent. */
export interface PushHabit {
  readonly afterSeconds: number;
  readonly decision: PushDecision;
}

/** How the simulated world treats a person; what is left out is as usual. */
export interface Traits {
  readonly password?: string;
  readonly push?: PushHabit;
  readonly risk?: RiskVerdict;
}

export interface SimulatedPerson {
  readonly person: Person;
  readonly traits: Traits;
}

/** Every simulated person's password, unless they have one of their own. */
export const SIMULATED_PASSWORD = 'password';

/** Audiences of the simulated documents. */
export const TERMS_AUDIENCE = 'customers';
export const PRIVACY_AUDIENCE = 'newsletter';

const PHONES = [
  { optionId: 1, destination: '+15550101234' },
  { optionId: 2, destination: '+15550105678' },
];

const ACCOUNTS: readonly Account[] = [
  { id: 'acc-1001', name: 'Tuvens Live', slug: 'tuvens-live', permissions: ['events:read', 'events:write'] },
  { id: 'acc-1002', name: 'Harbour Nights', slug: 'harbour-nights', permissions: ['events:read'] },
];

/** Turns a name into a UUID-shaped id that is the same at every start. */
function stableId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

const BASE = {
  emailVerified: true,
  familyName: 'Simulated',
  roles: ['user'],
  standing: 'ACTIVE',
  mfaRequired: false,
  mfaLocked: false,
  otpMethods: [],
  push: 'NOT_REGISTERED',
  audiences: [],
  passwordChangedAt: null,
} as const satisfies Partial<Person>;

const WITH_MFA = { mfaRequired: true, otpMethods: PHONES, push: 'ENABLED' } as const;
const WITH_TERMS = { audiences: [TERMS_AUDIENCE] } as const;

const PEOPLE: Readonly<Record<string, Partial<Person>>> = {
  testuser: {},
  trusteduser: WITH_MFA,
  mfauser: WITH_MFA,
  pushfail: WITH_MFA,
  pushexpired: WITH_MFA,
  otponlyuser: { ...WITH_MFA, push: 'NOT_REGISTERED' },
  pushonlyuser: { ...WITH_MFA, otpMethods: [] },
  mfaesignuser: { ...WITH_MFA, ...WITH_TERMS },
  trustedesignuser: { ...WITH_MFA, ...WITH_TERMS },
  complianceuser: WITH_TERMS,
  firsttimeuser: { ...WITH_MFA, ...WITH_TERMS },
  expiredtrustuser: WITH_MFA,
  riskuser: WITH_MFA,
  denyuser: {},
  privacyuser: { audiences: [PRIVACY_AUDIENCE] },
  adminuser: { roles: ['user', 'admin'] },
  userlockeduser: { standing: 'LOCKED' },
  lockeduser: { standing: 'LOCKED' },
  mfalockeduser: { ...WITH_MFA, mfaLocked: true },
  disableduser: { standing: 'DISABLED' },
  enterpriseblockuser: { standing: 'ENTERPRISE_BLOCKED' },
  deceaseduser: { standing: 'DECEASED' },
  restricteduser: { standing: 'RESTRICTED' },
};

const TRAITS: Readonly<Record<string, Traits>> = {
  pushfail: { push: { afterSeconds: 7, decision: 'DENIED' } },
  pushexpired: { push: { afterSeconds: Infinity, decision: 'DENIED' } },
  trusteduser: { risk: 'TRUST' },
  trustedesignuser: { risk: 'TRUST' },
  // Whatever device it is: the trust in it has run out.
  expiredtrustuser: { risk: 'STALE' },
  riskuser: { risk: 'CHALLENGE' },
  denyuser: { risk: 'DENY' },
};

/** The people of the simulated directory. */
export function simulatedPeople(): Person[] {
  return Object.entries(PEOPLE).map(([username, particulars], index) => ({
    ...BASE,
    cupid: stableId(index + 1),
    guid: stableId(index + 1001),
    username,
    email: `${username}@example.test`,
    givenName: username,
    accounts: index % 2 === 0 ? ACCOUNTS : ACCOUNTS.slice(0, 1),
    ...particulars,
  }));
}

/** The same people with their traits. */
export function simulatedInhabitants(): readonly SimulatedPerson[] {
  return simulatedPeople().map((person) => ({ person, traits: TRAITS[person.username] ?? {} }));
}
