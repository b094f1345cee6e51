import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  Integer,
  NullableInteger,
  NullableTimestamp,
  NullableVarchar,
  oneOf,
  Timestamp,
  Varchar,
} from '../../database/columns.js';
import type { TransactionMetadata } from './transaction-metadata.js';

export const TRANSACTION_TYPES = [
  'MFA_INITIATE',
  'MFA_VERIFY',
  'MFA_PUSH_VERIFY',
  'ESIGN_ACCEPT',
  'DEVICE_BIND',
] as const;
export type TransactionType = (typeof TRANSACTION_TYPES)[number];

export const TRANSACTION_STATUSES = ['PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'CONSUMED'] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

export const PHASES = ['MFA', 'ESIGN', 'DEVICE_BIND'] as const;
export type Phase = (typeof PHASES)[number];

export const STORED_METHODS = ['SMS', 'VOICE', 'PUSH'] as const;
export type StoredMethod = (typeof STORED_METHODS)[number];

/** One door of a login. Each row works once, on its own endpoint. */
@Entity('auth_transactions')
@Check('chk_auth_transactions_type', oneOf('transaction_type', TRANSACTION_TYPES))
@Check('chk_auth_transactions_status', oneOf('transaction_status', TRANSACTION_STATUSES))
@Check('chk_auth_transactions_phase', oneOf('phase', PHASES))
@Check('chk_auth_transactions_method', `mfa_method IS NULL OR ${oneOf('mfa_method', STORED_METHODS)}`)
@Check('chk_auth_transactions_option', 'mfa_option_id IS NULL OR mfa_option_id BETWEEN 1 AND 6')
@Check('chk_auth_transactions_consumed', `(transaction_status = 'CONSUMED') = (consumed_at IS NOT NULL)`)
@Check('chk_auth_transactions_expiry', 'expires_at > created_at')
@Check('chk_auth_transactions_attempts', 'attempt_count BETWEEN 0 AND 5')
@Check('chk_auth_transactions_sequence', 'sequence_number >= 1')
@Index('uq_auth_transactions_pending', ['contextId'], {
  unique: true,
  where: `transaction_status = 'PENDING'`,
})
@Index('uq_auth_transactions_sequence', ['contextId', 'sequenceNumber'], { unique: true })
@Index('idx_auth_transactions_parent', ['parentTransactionId'])
@Index('idx_auth_transactions_pending_expiry', ['expiresAt'], { where: `transaction_status = 'PENDING'` })
export class AuthTransaction {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_auth_transactions' })
  transactionId!: string;

  @Varchar(64)
  @ForeignKey('AuthContext', { name: 'fk_auth_transactions_context', onDelete: 'CASCADE' })
  contextId!: string;

  @NullableVarchar(64)
  @ForeignKey('AuthTransaction', { name: 'fk_auth_transactions_parent', onDelete: 'CASCADE' })
  parentTransactionId!: string | null;

  @Integer()
  sequenceNumber!: number;

  @Varchar(24)
  transactionType!: TransactionType;

  @Varchar(16)
  transactionStatus!: TransactionStatus;

  @Varchar(16)
  phase!: Phase;

  @NullableVarchar(16)
  mfaMethod!: StoredMethod | null;

  @NullableInteger()
  mfaOptionId!: number | null;

  @NullableVarchar(64)
  esignDocumentId!: string | null;

  @Column({ type: 'boolean', nullable: true })
  deviceBindDecision!: boolean | null;

  @Integer()
  attemptCount!: number;

  @Column({ type: 'jsonb' })
  metadata!: TransactionMetadata;

  @NullableTimestamp()
  consumedAt!: Date | null;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  @Timestamp()
  expiresAt!: Date;

  hasExpired(now: Date): boolean {
    return this.expiresAt.getTime() <= now.getTime();
  }
}
