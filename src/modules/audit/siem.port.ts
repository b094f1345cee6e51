/** An audit event as it leaves the server. */
export interface SiemEvent {
  readonly log_id: string;
  readonly event_timestamp: string;
  readonly event_type: string;
  readonly event_category: string;
  readonly event_severity: string;
  readonly event_outcome: string;
  readonly context_id: string | null;
  readonly transaction_id: string | null;
  readonly session_id: string | null;
  readonly cupid: string | null;
  readonly correlation_id: string;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
  readonly event_details: Readonly<Record<string, unknown>>;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** Why events were not taken. The message is for the log and the table: it names no URL and quotes no event. */
export class SiemFailure extends Error {
  override readonly name = 'SiemFailure';

  constructor(
    message: string,
    /** How long the receiver asks to be left alone. */
    readonly retryAfterSeconds = 0,
  ) {
    super(message);
  }
}

/** Where audit events are collected and watched. */
export abstract class Siem {
  /** Returns when all of them have been taken. @throws {SiemFailure} */
  abstract send(events: readonly SiemEvent[]): Promise<void>;
}
