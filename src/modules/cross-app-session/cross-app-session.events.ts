import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';

export class HandOffCreated extends DomainEvent {
  readonly type = 'cross_app.created';
  readonly category: EventCategory = 'SESSION';
}

export class HandOffUsed extends DomainEvent {
  readonly type = 'cross_app.used';
  readonly category: EventCategory = 'SESSION';
}

export class HandOffRevoked extends DomainEvent {
  readonly type = 'cross_app.revoked';
  readonly category: EventCategory = 'SESSION';
}

/** A token that was of no use was presented by an app that has the right secret. */
export class HandOffRefused extends DomainEvent {
  readonly type = 'cross_app.refused';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E04_00_003';
}
