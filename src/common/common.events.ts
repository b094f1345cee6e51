import type { AppError } from './app-error.js';
import { DomainEvent, type EventCategory, type EventOutcome, type EventSeverity } from './domain-event.js';

/** Somebody was turned away before it was known who they are, or for what they may not do. */
export class AccessRefused extends DomainEvent {
  readonly type = 'security.access.refused';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode: string;
  override readonly errorMessage: string;

  constructor(error: AppError, details: Readonly<Record<string, unknown>>) {
    super({}, details);
    this.errorCode = error.code;
    this.errorMessage = error.message;
  }
}
