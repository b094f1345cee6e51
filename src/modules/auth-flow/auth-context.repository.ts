import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuthContext, type Outcome } from './auth-context.entity.js';
import { AuthTransaction } from './auth-transaction.entity.js';

/** One login with its doors, in the order in which they were opened. */
export interface Chain {
  readonly context: AuthContext;
  readonly transactions: readonly AuthTransaction[];
}

/**
 * The same as IN_PROGRESS, which a constraint sees to; but beside that name PostgreSQL may seek one login in the index of all open
 * ones, when these were few as it last counted, and keeps such a plan while they become many.
 */
const IS_OPEN = 'completed_at IS NULL';

@Injectable()
export class AuthContextRepository {
  private chainColumns?: string;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a login when the unit ends. */
  add(context: Omit<AuthContext, 'hasExpired'>): void {
    this.unitOfWork.insert(AuthContext, [context]);
  }

  async findChain(contextId: string): Promise<Chain | undefined> {
    this.chainColumns ??= [
      this.unitOfWork.columns(AuthContext, 'c', 'c_'),
      this.unitOfWork.columns(AuthTransaction, 't', 't_'),
    ].join(', ');
    const { rows } = await this.unitOfWork.query(
      `SELECT ${this.chainColumns} FROM auth_contexts c LEFT JOIN auth_transactions t ON t.context_id = c.context_id
        WHERE c.context_id = $1 ORDER BY t.sequence_number`,
      [contextId],
    );
    const [first] = rows;
    if (!first) return undefined;
    const transactions = rows
      .filter((row) => row['t_transaction_id'] !== null)
      .map((row) => this.unitOfWork.hydrate(AuthTransaction, row, 't_'));
    return { context: this.unitOfWork.hydrate(AuthContext, first, 'c_'), transactions };
  }

  /**
   * Moves a login that is still open on to `outcome`, or with IN_PROGRESS merely holds its row until the unit ends: every
   * step takes this row first, so that steps of one login queue up. @returns whether it was still open
   */
  async proceed(contextId: string, outcome: Outcome, now: Date): Promise<boolean> {
    const completedAt = outcome === 'IN_PROGRESS' ? null : now;
    const { affected } = await this.unitOfWork.query(
      `UPDATE auth_contexts SET outcome = $2, completed_at = $3, updated_at = $4
        WHERE context_id = $1 AND ${IS_OPEN} AND expires_at > $4`,
      [contextId, outcome, completedAt, now],
    );
    return affected === 1;
  }

  /** Ends every open login of a person without success, after whoever holds one of them. */
  async failAll(cupid: string, now: Date): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE auth_contexts SET outcome = 'FAILURE', completed_at = $2, updated_at = $2
        WHERE cupid = $1 AND ${IS_OPEN}`,
      [cupid, now],
    );
  }

  /** Waits for whoever holds the login's row, and holds it until the unit ends; changes nothing. */
  async hold(contextId: string): Promise<void> {
    await this.unitOfWork.query('UPDATE auth_contexts SET updated_at = updated_at WHERE context_id = $1', [
      contextId,
    ]);
  }

  /** Counts a challenge that is about to be sent. @returns false when the login may have no more of the kind */
  async countChallenge(contextId: string, isPush: boolean, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE auth_contexts
          SET challenge_count = challenge_count + 1, push_count = push_count + $2, updated_at = $3
        WHERE context_id = $1 AND ${IS_OPEN} AND expires_at > $3
          AND challenge_count < 5 AND push_count + $2 <= 3
          AND ($2 = 0 OR NOT EXISTS (
                SELECT 1 FROM auth_transactions t
                 WHERE t.context_id = auth_contexts.context_id AND t.transaction_type = 'MFA_PUSH_VERIFY'
                   AND (t.transaction_status = 'REJECTED' OR t.metadata -> 'push' ->> 'denied' = 'yes')))`,
      [contextId, isPush ? 1 : 0, now],
    );
    return affected === 1;
  }

  findById(contextId: string): Promise<AuthContext | null> {
    return this.unitOfWork.repository(AuthContext).findOneBy({ contextId });
  }

  findByCorrelationId(correlationId: string): Promise<AuthContext[]> {
    return this.unitOfWork
      .repository(AuthContext)
      .find({ where: { correlationId }, order: { createdAt: 'ASC' } });
  }

  findByPerson(cupid: string, limit: number): Promise<AuthContext[]> {
    return this.unitOfWork
      .repository(AuthContext)
      .find({ where: { cupid }, order: { createdAt: 'DESC' }, take: limit });
  }

  /** Logins that ran out of time and that nobody has closed yet, oldest first. */
  findOverdue(now: Date, limit: number): Promise<AuthContext[]> {
    return this.unitOfWork.repository(AuthContext).find({
      where: { outcome: 'IN_PROGRESS', expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: limit,
    });
  }
}
