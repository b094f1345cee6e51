const TERMS = 'terms-v1-2025';
const PRIVACY = 'privacy-v1-2025';
const LOCK_AFTER = 10;
const LOCK_SECONDS = 30 * 60;

export interface Traits {
  readonly needsMfa?: boolean;
  readonly options?: readonly number[];
  readonly hasPush?: boolean;
  /** Seconds after which the simulated person answers a push; never, where not given. */
  readonly approvesAfter?: number;
  readonly deniesAfter?: number;
  readonly risk?: 'TRUST' | 'CHALLENGE';
  readonly documents?: readonly string[];
  readonly refusal?: { readonly status: number; readonly code: string };
}

const MFA: Traits = { needsMfa: true, options: [1, 2], hasPush: true, approvesAfter: 5 };

/** The simulator's people as the contract describes them. */
export const TRAITS: Readonly<Record<string, Traits>> = {
  testuser: {},
  trusteduser: { ...MFA, risk: 'TRUST' },
  mfauser: MFA,
  pushfail: { ...MFA, approvesAfter: undefined, deniesAfter: 7 },
  pushexpired: { ...MFA, approvesAfter: undefined },
  otponlyuser: { ...MFA, hasPush: false },
  pushonlyuser: { ...MFA, options: [] },
  mfaesignuser: { ...MFA, documents: [TERMS] },
  trustedesignuser: { ...MFA, risk: 'TRUST', documents: [TERMS] },
  complianceuser: { documents: [TERMS] },
  riskuser: { ...MFA, risk: 'CHALLENGE' },
  privacyuser: { documents: [PRIVACY] },
  denyuser: { refusal: { status: 403, code: 'E01_01_010' } },
  lockeduser: { refusal: { status: 423, code: 'E01_01_002' } },
  mfalockeduser: { refusal: { status: 423, code: 'E01_01_005' } },
};

/** One person, and what of their doings outlives a login. */
export class ModelPerson {
  readonly accepted = new Set<string>();
  /** The devices trusted, and until when. */
  private readonly trusted = new Map<string | null, number>();
  private failures = 0;
  private locks = 0;
  private lockedUntil = 0;

  constructor(
    readonly username: string,
    private readonly traits: Traits,
  ) {}

  get options() {
    return this.traits.options ?? [];
  }

  get hasPush() {
    return this.traits.hasPush ?? false;
  }

  get approvesAfter() {
    return this.traits.approvesAfter ?? Infinity;
  }

  get deniesAfter() {
    return this.traits.deniesAfter ?? Infinity;
  }

  get risk() {
    return this.traits.risk;
  }

  get documents() {
    return this.traits.documents ?? [];
  }

  get refusal() {
    return this.traits.refusal;
  }

  /** Whether a second factor is asked for; nothing helps against a CHALLENGE. */
  mustProve(isKnown: boolean): boolean {
    return this.risk === 'CHALLENGE' || (this.traits.needsMfa === true && !isKnown);
  }

  trusts(device: string | null, now: number): boolean {
    return (this.trusted.get(device) ?? 0) > now;
  }

  trust(device: string | null, until: number): void {
    this.trusted.set(device, until);
  }

  isLocked(now: number): boolean {
    return now < this.lockedUntil;
  }

  /** Counts a failure. @returns whether the person is locked now */
  fail(now: number): boolean {
    if (this.isLocked(now)) return true;
    this.failures += 1;
    if (this.failures < LOCK_AFTER) return false;
    this.lockedUntil = now + LOCK_SECONDS * 2 ** this.locks;
    this.locks += 1;
    this.failures = 0;
    return true;
  }

  /** @returns whether the success counts */
  succeed(now: number): boolean {
    if (this.isLocked(now)) return false;
    this.failures = 0;
    this.locks = 0;
    return true;
  }
}
