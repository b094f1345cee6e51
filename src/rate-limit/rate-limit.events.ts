import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../common/domain-event.js';

/** The first refusal of a window; those that follow in it say nothing new, and are many. */
export class RateLimitExceeded extends DomainEvent {
  readonly type = 'security.rate_limit.exceeded';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E01_06_001';
}
