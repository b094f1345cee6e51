import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { DomainEvent } from '../../common/domain-event.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { RequestContext } from '../../common/request-context.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { PasswordWasLocked } from './account.events.js';
import type { AttemptOutcome } from './login-attempt.entity.js';
import { LoginAttemptRepository } from './login-attempt.repository.js';
import { isUserId } from './lookups.js';

/** What a login says of a right password, in the unit that writes the login down; its row joins that unit. */
const OUTCOMES: Readonly<Record<string, AttemptOutcome>> = {
  'auth.password.accepted': 'ACCEPTED',
  'auth.login.refused': 'REFUSED',
};

/** Why a password was not accepted, and the lock that came of it. */
export interface Failure {
  readonly userId: string | null;
  readonly outcome: AttemptOutcome;
  readonly lockedUntil: Date | null;
}

/** Writes down who tried to sign in, and what became of it. */
@Injectable()
export class LoginAttempts implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: LoginAttemptRepository,
    private readonly events: EventBus,
    private readonly request: RequestContext,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  onModuleInit(): void {
    this.events.subscribe((event) => this.hear(event));
  }

  /** @param event what else the audit trail is to know of it */
  fail({ userId, outcome, lockedUntil }: Failure, event?: DomainEvent): Promise<void> {
    return this.unitOfWork.run(() => {
      this.add(userId, outcome);
      if (event) this.events.publish(event);
      if (lockedUntil)
        this.events.publish(
          new PasswordWasLocked({ cupid: userId }, { locked_until: lockedUntil.toISOString() }),
        );
      return Promise.resolve();
    });
  }

  private hear({ type, subject }: DomainEvent): void {
    const outcome = OUTCOMES[type];
    if (outcome && subject.cupid && isUserId(subject.cupid))
      this.add(subject.cupid, outcome, subject.contextId);
  }

  private add(userId: string | null, outcome: AttemptOutcome, contextId: string | null = null): void {
    const now = this.clock.now();
    const { correlationId, ipAddress, userAgent } = this.request.current;
    this.attempts.add({
      attemptId: this.random.orderedId(now),
      userId,
      outcome,
      contextId,
      correlationId,
      ipAddress,
      userAgent,
      attemptedAt: now,
    });
  }
}
