import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { PushApproved, PushRejected } from './auth-flow.events.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { AuthTransactionRepository } from './auth-transaction.repository.js';
import type { TransactionMetadata } from './transaction-metadata.js';
import type { FlowIds } from './transaction-rules.js';

/** Writes down what a person answered to a prompt. A login with a rejected prompt gets no further one. */
@Injectable()
export class PushAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transactions: AuthTransactionRepository,
    private readonly factorLock: FactorLockService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @returns whether the prompt was still pending; so with `deny` and `mistake` */
  approve({ contextId, transactionId, metadata }: AuthTransaction): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      if (!(await this.transactions.approve(transactionId, this.clock.now()))) return false;
      this.events.publish(new PushApproved({ contextId, transactionId, cupid: metadata.flow.cupid }));
      return true;
    });
  }

  deny(transaction: AuthTransaction): Promise<boolean> {
    return this.unitOfWork.run(() => this.reject(transaction, 'person'));
  }

  /** Somebody guesses, or approves a sign-in that is not theirs: as good as a no, and a failure besides. */
  mistake(transaction: AuthTransaction): Promise<boolean> {
    const { contextId, transactionId, metadata } = transaction;
    return this.unitOfWork.run(async () => {
      if (!(await this.reject(transaction, 'wrong_number'))) return false;
      await this.factorLock.countFailure(metadata.flow.cupid, { contextId, transactionId }, 'push');
      return true;
    });
  }

  /** A no to a prompt that has run out or been superseded counts all the same: it is the person who did not sign in. */
  denyLate({ contextId, transactionId }: FlowIds): Promise<void> {
    return this.unitOfWork.run(async () => {
      const transaction = await this.transactions.findById(transactionId);
      if (transaction?.contextId !== contextId || !transaction.metadata.push) return;
      const { metadata } = transaction;
      const denied: TransactionMetadata = {
        ...metadata,
        push: { ...transaction.metadata.push, denied: 'yes' },
      };
      if (!(await this.transactions.noteDenial(transactionId, denied, this.clock.now()))) return;
      const subject = { contextId, transactionId, cupid: metadata.flow.cupid };
      this.events.publish(new PushRejected(subject, { by: 'person', late: true }));
    });
  }

  private async reject(
    { contextId, transactionId, metadata }: AuthTransaction,
    by: string,
  ): Promise<boolean> {
    if (!(await this.transactions.reject(transactionId, this.clock.now()))) return false;
    this.events.publish(new PushRejected({ contextId, transactionId, cupid: metadata.flow.cupid }, { by }));
    return true;
  }
}
