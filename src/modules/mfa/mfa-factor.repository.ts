import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MfaFactor } from './mfa-factor.entity.js';

@Injectable()
export class MfaFactorRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(cupid: string): Promise<MfaFactor | undefined> {
    const sql = `SELECT {columns} FROM mfa_factors WHERE cupid = $1 AND factor_type = 'OUT_OF_BAND'`;
    const [factor] = await this.unitOfWork.entities(MfaFactor, sql, [cupid]);
    return factor;
  }

  /** Makes sure that the person has a row to count in, when the unit ends. */
  ensure(cupid: string, now: Date): void {
    const row = {
      cupid,
      factorType: 'OUT_OF_BAND',
      consecutiveFailures: 0,
      lockCount: 0,
      createdAt: now,
      updatedAt: now,
    };
    this.unitOfWork.insert(MfaFactor, [row], 'ON CONFLICT (cupid, factor_type) DO NOTHING');
  }

  /** Counts one more failure, unless locked. @returns the row as it is now, or undefined when it is locked */
  async countFailure(cupid: string, now: Date): Promise<MfaFactor | undefined> {
    const [factor] = await this.unitOfWork.entities(
      MfaFactor,
      `UPDATE mfa_factors SET consecutive_failures = consecutive_failures + 1, last_failure_at = $2, updated_at = $2
        WHERE cupid = $1 AND factor_type = 'OUT_OF_BAND' AND (locked_until IS NULL OR locked_until <= $2) RETURNING {columns}`,
      [cupid, now],
    );
    return factor;
  }

  /** Locks the factor and starts the count anew, when the unit ends. */
  lock(cupid: string, lockedUntil: Date, now: Date): void {
    this.unitOfWork.defer(
      `UPDATE mfa_factors SET locked_until = $2, lock_count = lock_count + 1, consecutive_failures = 0, updated_at = $3
        WHERE cupid = $1 AND factor_type = 'OUT_OF_BAND'`,
      [cupid, lockedUntil, now],
    );
  }

  /** Forgets failures and locks of the past. @returns false when the factor is locked now */
  async clearFailures(cupid: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE mfa_factors SET consecutive_failures = 0, lock_count = 0, locked_until = NULL, updated_at = $2
        WHERE cupid = $1 AND factor_type = 'OUT_OF_BAND' AND (locked_until IS NULL OR locked_until <= $2)`,
      [cupid, now],
    );
    return affected === 1;
  }

  /** Lifts a lock. @returns whether there was one */
  async unlock(cupid: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE mfa_factors SET consecutive_failures = 0, lock_count = 0, locked_until = NULL, updated_at = $2
        WHERE cupid = $1 AND factor_type = 'OUT_OF_BAND' AND locked_until > $2`,
      [cupid, now],
    );
    return affected === 1;
  }
}
