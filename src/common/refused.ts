import type { AppError } from './app-error.js';
import { DomainEvent, type EventOutcome, type EventSeverity, type EventSubject } from './domain-event.js';

/** Something was asked for and not given, for this reason. */
export abstract class Refused extends DomainEvent {
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode: string;
  override readonly errorMessage: string;

  constructor(subject: EventSubject, error: AppError, details: Readonly<Record<string, unknown>> = {}) {
    super(subject, details);
    this.errorCode = error.code;
    this.errorMessage = error.message;
  }
}
