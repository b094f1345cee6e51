export interface SentMessage {
  readonly kind: 'otp' | 'push';
  readonly transaction_id: string;
  /** With a push: the login that it asks about. */
  readonly context_id?: string;
  readonly channel: string;
  /** The last four digits of a phone number, or the person's id. */
  readonly to: string;
  readonly code?: string;
  readonly sent_at: string;
}
