import type { OtpChallenge, PushChallenge } from '../mfa/mfa.service.js';
import type { PinnedDocument } from '../esign/esign.service.js';

/** What one door of a login hands on to the next. */
export interface FlowMemory {
  readonly cupid: string;
  /** When the whole login runs out; no door stays open longer. */
  readonly expires_at: string;
  readonly client_id: string;
  readonly app_id: string;
  readonly app_version: string | null;
  readonly mfa: 'NOT_REQUIRED' | 'REQUIRED' | 'PASSED';
  /** How the person has proven themselves so far (RFC 8176). */
  readonly amr: readonly string[];
  /** Whether a document was signed in this login. */
  readonly signed: boolean;
  /** Documents answered in this login, signed or declined. */
  readonly answered: readonly string[];
  /** The fingerprint of the device this login names. */
  readonly fingerprint: string | null;
  /** That device is not trusted yet. */
  readonly bindable: boolean;
  readonly device_bound: boolean;
  /** The trusted device that stands in for the second factor. */
  readonly stand_in?: string;
}

export interface TransactionMetadata {
  readonly flow: FlowMemory;
  readonly otp?: OtpChallenge;
  readonly push?: PushChallenge;
  readonly document?: PinnedDocument;
  /** What the person wrote when declining it: free text, and so in no row that must stay as it is. */
  readonly decline_reason?: string;
}
