import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';
import { Refused } from '../../common/refused.js';

/** With its first access, id and refresh tokens. */
export class SessionStarted extends DomainEvent {
  readonly type = 'session.started';
  readonly category: EventCategory = 'SESSION';
}

export class SessionRevoked extends DomainEvent {
  readonly type = 'session.revoked';
  readonly category: EventCategory = 'SESSION';
}

export class TokensRotated extends DomainEvent {
  readonly type = 'token.rotated';
  readonly category: EventCategory = 'TOKEN';
}

/** A token just rotated came again inside the grace: two tabs, or an answer that was lost. */
export class RotationReplayed extends DomainEvent {
  readonly type = 'token.rotation.replayed';
  readonly category: EventCategory = 'TOKEN';
  override readonly severity: EventSeverity = 'WARN';
}

/** A token rotated long ago came again: somebody else has it. */
export class TokenReuseDetected extends DomainEvent {
  readonly type = 'token.reuse.detected';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'CRITICAL';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E04_00_002';
}

/** A refresh token of ours was presented and is of no use: any more, or to this client. */
export class RefreshRefused extends Refused {
  readonly type = 'token.refresh.refused';
  readonly category: EventCategory = 'SECURITY';
}

export class TokenRevoked extends DomainEvent {
  readonly type = 'token.revoked';
  readonly category: EventCategory = 'TOKEN';
}
