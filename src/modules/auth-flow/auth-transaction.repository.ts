import { Injectable } from '@nestjs/common';
import { SqlValue } from '../../database/row-codec.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuthTransaction } from './auth-transaction.entity.js';
import type { TransactionMetadata } from './transaction-metadata.js';

/** Wrong codes that end a transaction. */
export const MAX_ATTEMPTS = 5;

export type NewTransaction = Omit<
  AuthTransaction,
  'sequenceNumber' | 'transactionStatus' | 'attemptCount' | 'deviceBindDecision' | 'consumedAt' | 'hasExpired'
>;

@Injectable()
export class AuthTransactionRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds the next door of a login when the unit ends; the unit must hold the login's row, or numbers could repeat. */
  add(transaction: NewTransaction): void {
    const sequenceNumber = new SqlValue(
      'SELECT COALESCE(MAX(s.sequence_number), 0) + 1 FROM auth_transactions s WHERE s.context_id = $1',
      [transaction.contextId],
    );
    this.unitOfWork.insert(AuthTransaction, [
      { ...transaction, sequenceNumber, transactionStatus: 'PENDING', attemptCount: 0 },
    ]);
  }

  /** Uses a transaction up. @returns whether this call was the one that did */
  async consume(
    transactionId: string,
    now: Date,
    deviceBindDecision: boolean | null = null,
  ): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE auth_transactions
          SET transaction_status = 'CONSUMED', consumed_at = $2, updated_at = $2, device_bind_decision = $3
        WHERE transaction_id = $1 AND transaction_status IN ('PENDING', 'APPROVED') AND expires_at > $2`,
      [transactionId, now, deviceBindDecision],
    );
    return affected === 1;
  }

  /** Counts an attempt before the code is looked at. @returns the transaction, or undefined if it takes no attempt */
  async countAttempt(
    contextId: string,
    transactionId: string,
    now: Date,
  ): Promise<AuthTransaction | undefined> {
    const [transaction] = await this.unitOfWork.entities(
      AuthTransaction,
      `UPDATE auth_transactions SET attempt_count = attempt_count + 1, updated_at = $3
        WHERE transaction_id = $1 AND context_id = $2 AND transaction_type = 'MFA_VERIFY'
          AND transaction_status = 'PENDING' AND attempt_count < ${MAX_ATTEMPTS} AND expires_at > $3 RETURNING {columns}`,
      [transactionId, contextId, now],
    );
    return transaction;
  }

  async approve(transactionId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE auth_transactions SET transaction_status = 'APPROVED', updated_at = $2
        WHERE transaction_id = $1 AND transaction_status = 'PENDING' AND expires_at > $2`,
      [transactionId, now],
    );
    return affected === 1;
  }

  async reject(transactionId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE auth_transactions SET transaction_status = 'REJECTED', updated_at = $2
        WHERE transaction_id = $1 AND transaction_status = 'PENDING'`,
      [transactionId, now],
    );
    return affected === 1;
  }

  /** Notes a no to a prompt that has run out or been superseded, which stays what it is. @returns whether it had */
  async noteDenial(transactionId: string, metadata: TransactionMetadata, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE auth_transactions SET metadata = $2, updated_at = $3
        WHERE transaction_id = $1 AND transaction_type = 'MFA_PUSH_VERIFY'
          AND (transaction_status = 'EXPIRED' OR (transaction_status = 'PENDING' AND expires_at <= $3))`,
      [transactionId, JSON.stringify(metadata), now],
    );
    return affected === 1;
  }

  /** Replaces the metadata when the unit ends, which must have used the transaction up. */
  amend(transactionId: string, metadata: TransactionMetadata): void {
    this.unitOfWork.defer('UPDATE auth_transactions SET metadata = $2 WHERE transaction_id = $1', [
      transactionId,
      JSON.stringify(metadata),
    ]);
  }

  /** Supersedes every challenge of a login that is still open, the door from login included. */
  async expireChallenges(contextId: string, now: Date): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE auth_transactions SET transaction_status = 'EXPIRED', updated_at = $2
        WHERE context_id = $1 AND phase = 'MFA' AND transaction_status IN ('PENDING', 'APPROVED')`,
      [contextId, now],
    );
  }

  async findById(transactionId: string): Promise<AuthTransaction | undefined> {
    const sql = 'SELECT {columns} FROM auth_transactions WHERE transaction_id = $1';
    const [transaction] = await this.unitOfWork.entities(AuthTransaction, sql, [transactionId]);
    return transaction;
  }

  findPending(contextId: string): Promise<AuthTransaction | null> {
    return this.unitOfWork.repository(AuthTransaction).findOneBy({ contextId, transactionStatus: 'PENDING' });
  }

  /** The doors of a login in order. */
  findChain(contextId: string): Promise<AuthTransaction[]> {
    return this.unitOfWork
      .repository(AuthTransaction)
      .find({ where: { contextId }, order: { sequenceNumber: 'ASC' } });
  }

  async nextSequence(contextId: string): Promise<number> {
    const last = await this.unitOfWork.repository(AuthTransaction).maximum('sequenceNumber', { contextId });
    return (last ?? 0) + 1;
  }
}
