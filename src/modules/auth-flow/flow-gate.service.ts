import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { TransactionAlreadyProcessed } from './auth-flow.errors.js';
import { StepRefused } from './auth-flow.events.js';
import { AuthContextRepository, type Chain } from './auth-context.repository.js';
import type { AuthTransaction, TransactionType } from './auth-transaction.entity.js';
import { type FlowIds, whyNoChallenge, whyUnusable } from './transaction-rules.js';

export interface Admitted {
  readonly chain: Chain;
  readonly transaction: AuthTransaction;
}

type Judge = (chain: Chain | undefined, transactionId: string, now: Date) => AppError | undefined;

/** Lets a request through that brings the right transaction; a refusal is written down before it is thrown. */
@Injectable()
export class FlowGate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contexts: AuthContextRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws {TransactionNotFound | TransactionEnded | TransactionAlreadyProcessed} */
  admit(ids: FlowIds, type: TransactionType): Promise<Admitted> {
    return this.judge(ids, (chain, transactionId, now) => whyUnusable(chain, transactionId, [type], now));
  }

  /** Admits what may start a new challenge. */
  admitChallenge(ids: FlowIds): Promise<Admitted> {
    return this.judge(ids, whyNoChallenge);
  }

  /** Why a transaction can be used no longer: another request was first. Waits for that one, then says what it did. */
  async refuseLoser(ids: FlowIds, type: TransactionType): Promise<never> {
    const chain = await this.unitOfWork.run(async () => {
      await this.contexts.hold(ids.contextId);
      return this.contexts.findChain(ids.contextId);
    });
    const error = whyUnusable(chain, ids.transactionId, [type], this.clock.now());
    if (error && !chain) throw error;
    return this.refuse(ids, error ?? new TransactionAlreadyProcessed(), chain?.context.cupid);
  }

  /** Writes the refusal down, then throws it. */
  async refuse(ids: FlowIds, error: AppError, cupid?: string): Promise<never> {
    await this.unitOfWork.run(() => {
      this.events.publish(new StepRefused({ ...ids, cupid: cupid ?? null }, error));
      return Promise.resolve();
    });
    throw error.ofContext(ids.contextId);
  }

  private async judge(ids: FlowIds, rule: Judge): Promise<Admitted> {
    const chain = await this.unitOfWork.read(() => this.contexts.findChain(ids.contextId));
    const error = rule(chain, ids.transactionId, this.clock.now());
    // A login nobody knows leaves no row: strangers could fill the audit with inventions.
    if (error && !chain) throw error;
    if (error) return this.refuse(ids, error, chain?.context.cupid);
    const transaction = chain?.transactions.find((one) => one.transactionId === ids.transactionId);
    if (!chain || !transaction) throw new Error('A transaction was admitted that is not there');
    return { chain, transaction };
  }
}
