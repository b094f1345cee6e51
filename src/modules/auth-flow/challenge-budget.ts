import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { Clock, secondsUntil } from '../../common/clock.js';
import { RateLimiter } from '../../common/rate-limiter.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { InvalidMfaMethod, MfaLocked } from '../mfa/mfa.errors.js';
import type { ChallengeChoice } from '../mfa/mfa.service.js';
import type { AuthContext } from './auth-context.entity.js';
import { AuthContextRepository } from './auth-context.repository.js';
import { TooManyChallenges } from './auth-flow.errors.js';
import { hasDeniedPush } from './transaction-rules.js';

/** How many challenges a login may have: counted before anything is sent, so that no race sends one too many. */
@Injectable()
export class ChallengeBudget {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contexts: AuthContextRepository,
    private readonly factorLock: FactorLockService,
    private readonly limits: RateLimiter,
    private readonly clock: Clock,
  ) {}

  /** Counts one more challenge, of the login and of the person. @returns why there may be none @throws {TooManyRequests} */
  async spend(context: AuthContext, { method }: ChallengeChoice): Promise<AppError | undefined> {
    if (await this.factorLock.isLocked(context.cupid)) return new MfaLocked();
    await this.limits.spend({ policy: 'mfa-initiate', key: `person:${context.cupid}` });
    const now = this.clock.now();
    const isPush = method === 'push';
    const counted = await this.unitOfWork.runSingle(() =>
      this.contexts.countChallenge(context.contextId, isPush, now),
    );
    return counted ? undefined : this.whyNotCounted(context, isPush);
  }

  private async whyNotCounted({ contextId, expiresAt }: AuthContext, isPush: boolean): Promise<AppError> {
    const chain = await this.unitOfWork.read(() => this.contexts.findChain(contextId));
    if (isPush && chain && hasDeniedPush(chain)) return new InvalidMfaMethod();
    return new TooManyChallenges(secondsUntil(expiresAt, this.clock.now()));
  }
}
