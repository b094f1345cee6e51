import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { Outcome } from './auth-context.entity.js';
import { AuthContextRepository } from './auth-context.repository.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { AuthTransactionRepository } from './auth-transaction.repository.js';
import type { FlowIds } from './transaction-rules.js';

/** What is done to logins in progress, by the clock; every method belongs into a unit. */
@Injectable()
export class OpenLogins {
  constructor(
    private readonly contexts: AuthContextRepository,
    private readonly transactions: AuthTransactionRepository,
    private readonly clock: Clock,
  ) {}

  /** Holds the row of a login that is still open until the unit ends. */
  hold(contextId: string): Promise<boolean> {
    return this.contexts.proceed(contextId, 'IN_PROGRESS', this.clock.now());
  }

  /** Moves a login on that is still open. @returns whether it was */
  proceed(contextId: string, outcome: Outcome): Promise<boolean> {
    return this.contexts.proceed(contextId, outcome, this.clock.now());
  }

  /** Ends a login without success. */
  fail(contextId: string): Promise<boolean> {
    return this.contexts.proceed(contextId, 'FAILURE', this.clock.now());
  }

  /** Ends every login of a person without success. */
  failAll(cupid: string): Promise<void> {
    return this.contexts.failAll(cupid, this.clock.now());
  }

  expireChallenges(contextId: string): Promise<void> {
    return this.transactions.expireChallenges(contextId, this.clock.now());
  }

  /** Counts an attempt at a code. @returns the transaction, or undefined if it takes no attempt */
  countAttempt({ contextId, transactionId }: FlowIds): Promise<AuthTransaction | undefined> {
    return this.transactions.countAttempt(contextId, transactionId, this.clock.now());
  }

  consume(transactionId: string, deviceBindDecision: boolean | null = null): Promise<boolean> {
    return this.transactions.consume(transactionId, this.clock.now(), deviceBindDecision);
  }

  /** Notes with a transaction that was just used up why the document was declined. */
  keepReason({ transactionId, metadata }: AuthTransaction, reason: string): void {
    this.transactions.amend(transactionId, { ...metadata, decline_reason: reason });
  }

  reject(transactionId: string): Promise<boolean> {
    return this.transactions.reject(transactionId, this.clock.now());
  }
}
