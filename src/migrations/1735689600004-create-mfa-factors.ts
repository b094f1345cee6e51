import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person has lately fared with a factor. */
export class CreateMfaFactors1735689600004 implements MigrationInterface {
  readonly name = 'CreateMfaFactors1735689600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mfa_factors (
        cupid                varchar(64) NOT NULL,
        factor_type          varchar(16) NOT NULL,
        consecutive_failures integer NOT NULL,
        locked_until         timestamptz(3),
        lock_count           integer NOT NULL,
        last_failure_at      timestamptz(3),
        created_at           timestamptz(3) NOT NULL,
        updated_at           timestamptz(3) NOT NULL,
        CONSTRAINT pk_mfa_factors PRIMARY KEY (cupid, factor_type),
        CONSTRAINT chk_mfa_factors_counts CHECK (consecutive_failures >= 0 AND lock_count >= 0),
        CONSTRAINT chk_mfa_factors_type CHECK (factor_type IN ('OUT_OF_BAND'))
      )
    `);
    await runner.query(
      `CREATE INDEX idx_mfa_factors_locked ON mfa_factors (locked_until) WHERE locked_until IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mfa_factors');
  }
}
