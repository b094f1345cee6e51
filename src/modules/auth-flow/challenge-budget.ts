import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { Clock, secondsUntil } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { MfaLocked } from '../mfa/mfa.errors.js';
import type { ChallengeChoice } from '../mfa/mfa.service.js';
import type { AuthContext } from './auth-context.entity.js';
import { AuthContextRepository } from './auth-context.repository.js';
import { TooManyChallenges } from './auth-flow.errors.js';

/** How many challenges a login may have: counted before anything is sent, so that no race sends one too many. */
@Injectable()
export class ChallengeBudget {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contexts: AuthContextRepository,
    private readonly factorLock: FactorLockService,
    private readonly clock: Clock,
  ) {}

  /** Counts one more challenge. @returns why there may be none */
  async spend(
    { contextId, cupid, expiresAt }: AuthContext,
    { method }: ChallengeChoice,
  ): Promise<AppError | undefined> {
    if (await this.factorLock.isLocked(cupid)) return new MfaLocked();
    const now = this.clock.now();
    const counted = await this.unitOfWork.runSingle(() =>
      this.contexts.countChallenge(contextId, method === 'push', now),
    );
    return counted ? undefined : new TooManyChallenges(secondsUntil(expiresAt, now));
  }
}
