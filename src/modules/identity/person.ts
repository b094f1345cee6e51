/** Whether a person may sign in, and if not, why an administrator said so. */
export type Standing = 'ACTIVE' | 'LOCKED' | 'DISABLED' | 'ENTERPRISE_BLOCKED' | 'DECEASED' | 'RESTRICTED';

/** A phone that one-time codes may be sent to. `destination` is a full number: never log or answer with it. */
export interface OtpMethod {
  /** 1 to 6. */
  readonly optionId: number;
  readonly destination: string;
}

export type PushRegistration = 'NOT_REGISTERED' | 'ENABLED' | 'DISABLED';

/** An organisation a person belongs to, and what they may do there. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly permissions: readonly string[];
}

/** A person as the directory knows them. */
export interface Person {
  /** The stable id of a person across the whole product; the `sub` of tokens. */
  readonly cupid: string;
  readonly guid: string | null;
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly string[];
  readonly standing: Standing;
  readonly mfaRequired: boolean;
  /** An administrator has locked this person's second factor. */
  readonly mfaLocked: boolean;
  readonly otpMethods: readonly OtpMethod[];
  readonly push: PushRegistration;
  /** Groups whose documents this person is asked to sign. */
  readonly audiences: readonly string[];
  readonly accounts: readonly Account[];
  /** Devices trusted before this instant are trusted no more. */
  readonly passwordChangedAt: Date | null;
}
