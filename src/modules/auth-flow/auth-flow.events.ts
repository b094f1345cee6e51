import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';
import type { AppError } from '../../common/app-error.js';
import { Refused } from '../../common/refused.js';

export class PasswordAccepted extends DomainEvent {
  readonly type = 'auth.password.accepted';
  readonly category: EventCategory = 'AUTH';
}

/** Wrong credentials: whose they should have been is not known for certain, so no person is named. */
export class LoginFailed extends Refused {
  readonly type = 'auth.login.failed';
  readonly category: EventCategory = 'AUTH';

  constructor(error: AppError, details: Readonly<Record<string, unknown>>) {
    super({}, error, details);
  }
}

/** The right password, and yet no entry. */
export class LoginRefused extends Refused {
  readonly type = 'auth.login.refused';
  readonly category: EventCategory = 'AUTH';
}

/** Somebody outside who has a say in it gave no answer; a person is named if their password was right. */
export class LoginUnanswered extends Refused {
  readonly type = 'auth.login.unanswered';
  readonly category: EventCategory = 'AUTH';
}

/** A transaction was presented that its endpoint cannot use: a replay, an expired one, another login's. */
export class StepRefused extends Refused {
  readonly type = 'auth.step.refused';
  readonly category: EventCategory = 'SECURITY';
}

export class StepRequired extends DomainEvent {
  readonly type = 'auth.step.required';
  readonly category: EventCategory = 'AUTH';
  override readonly outcome: EventOutcome = 'PENDING';
}

export class LoginCompleted extends DomainEvent {
  readonly type = 'auth.login.completed';
  readonly category: EventCategory = 'AUTH';
}

export class LoginEnded extends DomainEvent {
  readonly type = 'auth.login.ended';
  readonly category: EventCategory = 'AUTH';
  override readonly outcome: EventOutcome = 'FAILURE';
}

/** Its time ran out before the last step. */
export class LoginAbandoned extends DomainEvent {
  readonly type = 'auth.login.abandoned';
  readonly category: EventCategory = 'AUTH';
  override readonly outcome: EventOutcome = 'FAILURE';
}

export class ChallengeSent extends DomainEvent {
  readonly type = 'mfa.challenge.sent';
  readonly category: EventCategory = 'MFA';
  override readonly outcome: EventOutcome = 'PENDING';
}

export class ChallengePassed extends DomainEvent {
  readonly type = 'mfa.challenge.passed';
  readonly category: EventCategory = 'MFA';
}

export class PushApproved extends DomainEvent {
  readonly type = 'mfa.push.approved';
  readonly category: EventCategory = 'MFA';
}

export class PushRejected extends DomainEvent {
  readonly type = 'mfa.push.rejected';
  readonly category: EventCategory = 'MFA';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
}
