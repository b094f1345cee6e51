export type EventCategory =
  'AUTH' | 'SESSION' | 'TOKEN' | 'MFA' | 'ESIGN' | 'DEVICE' | 'USER' | 'ADMIN' | 'SECURITY';
export type EventSeverity = 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL';
export type EventOutcome = 'SUCCESS' | 'FAILURE' | 'PENDING';

/** The ids of what an event is about. */
export interface EventSubject {
  readonly contextId?: string | null;
  readonly transactionId?: string | null;
  readonly sessionId?: string | null;
  readonly cupid?: string | null;
}

/** Something that has happened; published inside the unit of work that made it true. Holds ids, never secrets. */
export abstract class DomainEvent {
  abstract readonly type: string;
  abstract readonly category: EventCategory;
  readonly severity: EventSeverity = 'INFO';
  readonly outcome: EventOutcome = 'SUCCESS';
  readonly errorCode?: string;
  readonly errorMessage?: string;

  constructor(
    readonly subject: EventSubject,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {}
}
