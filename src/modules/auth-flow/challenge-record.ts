import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import type { ChallengeChoice } from '../mfa/mfa.service.js';
import { ChallengeSent } from './auth-flow.events.js';
import type { SentChallenge } from './challenge-dispatch.js';
import type { Admitted } from './flow-gate.service.js';
import { OpenLogins } from './open-logins.js';
import { TransactionFactory } from './transaction-factory.js';

/** Makes a challenge that was sent the only one that counts. */
@Injectable()
export class ChallengeRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logins: OpenLogins,
    private readonly factory: TransactionFactory,
    private readonly factorLock: FactorLockService,
    private readonly events: EventBus,
  ) {}

  /** @returns false when the login has left its MFA phase meanwhile */
  async write(admitted: Admitted, choice: ChallengeChoice, sent: SentChallenge): Promise<boolean> {
    try {
      return await this.unitOfWork.run(() => this.supersede(admitted, choice, sent));
    } catch (error) {
      // The one PENDING transaction is the next door's: the challenge before this one has been passed.
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async supersede(
    admitted: Admitted,
    { method }: ChallengeChoice,
    sent: SentChallenge,
  ): Promise<boolean> {
    const { contextId, cupid } = admitted.chain.context;
    if (!(await this.logins.hold(contextId))) return false;
    await this.logins.expireChallenges(contextId);
    this.factory.add(contextId, sent.draft, sent.expiresAt, admitted.transaction.transactionId);
    this.factorLock.ensureCounted(cupid);
    this.events.publish(
      new ChallengeSent({ contextId, transactionId: sent.transactionId, cupid }, { method }),
    );
    return true;
  }
}
