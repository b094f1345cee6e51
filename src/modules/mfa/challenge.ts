/** What a transaction remembers of a code that was sent. */
export interface OtpChallenge {
  readonly code_hash: string;
  readonly delivery_id: string;
}

/** What a transaction remembers of a prompt that was sent. */
export interface PushChallenge {
  readonly display_number: number;
  readonly delivery_id: string;
  /** The person said no to it when it had run out or been superseded. */
  readonly denied?: 'yes';
}

export type MfaMethod = 'sms' | 'voice' | 'push';

/** How a person asked to be verified. */
export interface ChallengeChoice {
  readonly method: MfaMethod;
  readonly optionId: number | null;
}

/** What is offered to a person, as MFA_REQUIRED says it. */
export interface MfaOffer {
  readonly otp_methods: readonly { readonly value: string; readonly mfa_option_id: number }[];
  readonly mobile_approve_status: 'NOT_REGISTERED' | 'ENABLED' | 'DISABLED';
}

/** The factors a person has, as the directory tells them. */
export interface EnrolledFactors {
  /** `destination` is a full phone number; `optionId` 1 to 6. */
  readonly otpMethods: readonly { readonly optionId: number; readonly destination: string }[];
  readonly push: 'NOT_REGISTERED' | 'ENABLED' | 'DISABLED';
}
