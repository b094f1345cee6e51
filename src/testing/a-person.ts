import { sha256 } from '../common/digest.js';
import type { Person } from '../modules/identity/person.js';

/** What somebody answers to every push by themselves, so many seconds after it was sent. */
export interface PushAnswer {
  readonly afterSeconds: number;
  readonly decision: 'APPROVED' | 'DENIED';
}

/** A person, and how the simulated world treats them. */
export interface TestPerson extends Person {
  readonly password: string;
  /** What the risk service says of their logins. TRUST lets them in as on a trusted device; STALE and CHALLENGE ask for MFA. */
  readonly risk: 'ALLOW' | 'TRUST' | 'STALE' | 'CHALLENGE' | 'DENY';
  /** Null: nothing comes from the phone but what the test lets it answer. */
  readonly pushAnswer: PushAnswer | null;
}

/** Which second factors a person has. */
export interface SecondFactors {
  /** Numbers that codes may be sent to; the first is option 1. */
  readonly phones?: readonly string[];
  /** Whether their phone takes push prompts. */
  readonly push?: boolean;
}

/** The user name, and whatever else matters to the test. */
export interface PersonOptions extends Partial<TestPerson> {
  readonly username: string;
  /** `true`: a phone for codes, and push prompts. Without it the password is enough. */
  readonly mfa?: boolean | SecondFactors;
}

export type PersonChanges = Partial<Omit<PersonOptions, 'username' | 'cupid'>>;

const STRANGER = {
  guid: null,
  emailVerified: true,
  familyName: 'Tester',
  roles: ['user'],
  standing: 'ACTIVE',
  mfaRequired: false,
  mfaLocked: false,
  otpMethods: [],
  push: 'NOT_REGISTERED',
  audiences: [],
  accounts: [],
  passwordChangedAt: null,
  password: 'password',
  risk: 'ALLOW',
  pushAnswer: null,
} as const;

/** The same user name is always the same person, with the same telephone number. */
function idOf(username: string): string {
  const hex = sha256(username);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function phoneOf(username: string): string {
  const digits = parseInt(sha256(username).slice(-8), 16) % 10_000_000;
  return `+1555${String(digits).padStart(7, '0')}`;
}

export function factorsOf(username: string, mfa: boolean | SecondFactors): Partial<Person> {
  const usual = mfa ? { phones: [phoneOf(username)], push: true } : {};
  const { phones = [], push = false }: SecondFactors = typeof mfa === 'object' ? mfa : usual;
  return {
    mfaRequired: mfa !== false,
    otpMethods: phones.map((destination, index) => ({ optionId: index + 1, destination })),
    push: push ? 'ENABLED' : 'NOT_REGISTERED',
  };
}

/** Somebody who may sign in with the password `password` and nothing more, but for what the options say. */
export function aPerson({ mfa = false, ...particulars }: PersonOptions): TestPerson {
  const username = particulars.username.toLowerCase();
  return {
    ...STRANGER,
    cupid: idOf(username),
    email: username.includes('@') ? username : `${username}@example.test`,
    givenName: particulars.username,
    ...factorsOf(username, mfa),
    ...particulars,
    username,
  };
}
