import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices that stand in for a second factor, and what the risk service said of each login. */
export class CreateDevices1735689600002 implements MigrationInterface {
  readonly name = 'CreateDevices1735689600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trusted_devices (
        device_id               uuid NOT NULL,
        cupid                   varchar(64) NOT NULL,
        device_fingerprint_hash varchar(64) NOT NULL,
        app_id                  varchar(64) NOT NULL,
        device_name             varchar(128),
        device_type             varchar(32),
        os_version              varchar(64),
        app_version             varchar(32),
        status                  varchar(16) NOT NULL,
        revoke_reason           varchar(64),
        trusted_at              timestamptz(3) NOT NULL,
        last_used_at            timestamptz(3) NOT NULL,
        created_at              timestamptz(3) NOT NULL,
        updated_at              timestamptz(3) NOT NULL,
        expires_at              timestamptz(3) NOT NULL,
        CONSTRAINT pk_trusted_devices PRIMARY KEY (device_id),
        CONSTRAINT chk_trusted_devices_expiry CHECK (expires_at > created_at),
        CONSTRAINT chk_trusted_devices_status CHECK (status IN ('TRUSTED', 'REVOKED', 'EXPIRED'))
      )
    `);
    await runner.query(`CREATE INDEX idx_trusted_devices_cupid ON trusted_devices (cupid)`);
    await runner.query(
      `CREATE INDEX idx_trusted_devices_trusted_expiry ON trusted_devices (expires_at) WHERE status = 'TRUSTED'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX uq_trusted_devices_trusted ON trusted_devices (cupid, device_fingerprint_hash, app_id) WHERE status = 'TRUSTED'`,
    );
    await runner.query(`
      CREATE TABLE drs_evaluations (
        evaluation_id         uuid NOT NULL,
        context_id            varchar(64) NOT NULL,
        cupid                 varchar(64) NOT NULL,
        drs_action_token_hash varchar(64),
        risk_score            integer NOT NULL,
        risk_level            varchar(8) NOT NULL,
        recommendation        varchar(16) NOT NULL,
        device_id             varchar(128),
        device_reputation     varchar(32),
        behavioral_score      integer,
        velocity_score        integer,
        location_risk         varchar(16),
        evaluation_metadata   jsonb NOT NULL,
        created_at            timestamptz(3) NOT NULL,
        CONSTRAINT pk_drs_evaluations PRIMARY KEY (evaluation_id),
        CONSTRAINT fk_drs_evaluations_context FOREIGN KEY (context_id) REFERENCES auth_contexts(context_id) ON DELETE CASCADE,
        CONSTRAINT chk_drs_evaluations_behavioral CHECK (behavioral_score IS NULL OR behavioral_score BETWEEN 0 AND 100),
        CONSTRAINT chk_drs_evaluations_level CHECK (risk_level IN ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
        CONSTRAINT chk_drs_evaluations_recommendation CHECK (recommendation IN ('ALLOW', 'CHALLENGE', 'DENY', 'TRUST')),
        CONSTRAINT chk_drs_evaluations_score CHECK (risk_score BETWEEN 0 AND 100),
        CONSTRAINT chk_drs_evaluations_velocity CHECK (velocity_score IS NULL OR velocity_score BETWEEN 0 AND 100)
      )
    `);
    await runner.query(`CREATE INDEX idx_drs_evaluations_context ON drs_evaluations (context_id)`);
    await runner.query(`CREATE INDEX idx_drs_evaluations_cupid ON drs_evaluations (cupid, created_at)`);
    await runner.query(
      `CREATE INDEX idx_drs_evaluations_high ON drs_evaluations (created_at) WHERE risk_score >= 70`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX uq_drs_evaluations_token ON drs_evaluations (drs_action_token_hash) WHERE drs_action_token_hash IS NOT NULL AND device_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE drs_evaluations');
    await runner.query('DROP TABLE trusted_devices');
  }
}
