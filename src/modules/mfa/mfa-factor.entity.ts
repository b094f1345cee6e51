import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { Integer, NullableTimestamp, oneOf, Timestamp } from '../../database/columns.js';

/** NIST SP 800-63B's name for codes and prompts sent over a second channel. */
export const FACTOR_TYPES = ['OUT_OF_BAND'] as const;
export type FactorType = (typeof FACTOR_TYPES)[number];

/** How a person has lately fared with a factor; outlives any login. */
@Entity('mfa_factors')
@Check('chk_mfa_factors_type', oneOf('factor_type', FACTOR_TYPES))
@Check('chk_mfa_factors_counts', 'consecutive_failures >= 0 AND lock_count >= 0')
@Index('idx_mfa_factors_locked', ['lockedUntil'], { where: 'locked_until IS NOT NULL' })
export class MfaFactor {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_mfa_factors' })
  cupid!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'pk_mfa_factors' })
  factorType!: FactorType;

  /** Since the last success or lock. */
  @Integer()
  consecutiveFailures!: number;

  @NullableTimestamp()
  lockedUntil!: Date | null;

  /** Locks since the last success; each is twice as long as the one before. */
  @Integer()
  lockCount!: number;

  @NullableTimestamp()
  lastFailureAt!: Date | null;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  isLocked(now: Date): boolean {
    return this.lockedUntil !== null && this.lockedUntil.getTime() > now.getTime();
  }
}
