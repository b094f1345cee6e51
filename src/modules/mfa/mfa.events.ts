import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';

export class MfaFailureCounted extends DomainEvent {
  readonly type = 'mfa.challenge.failed';
  readonly category: EventCategory = 'MFA';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
}

export class MfaWasLocked extends DomainEvent {
  readonly type = 'mfa.locked';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'ERROR';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E01_01_005';
}

export class MfaWasUnlocked extends DomainEvent {
  readonly type = 'mfa.unlocked';
  readonly category: EventCategory = 'ADMIN';
}
