import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a completed login leaves: a session, and the tokens issued for it. */
export class CreateSessionsAndTokens1735689600001 implements MigrationInterface {
  readonly name = 'CreateSessionsAndTokens1735689600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sessions (
        session_id              varchar(64) NOT NULL,
        context_id              varchar(64),
        cupid                   varchar(64) NOT NULL,
        device_fingerprint_hash varchar(64),
        ip_address              varchar(45),
        user_agent              varchar(512),
        client_id               varchar(64) NOT NULL,
        auth_time               timestamptz(3) NOT NULL,
        amr                     jsonb NOT NULL,
        acr                     varchar(64) NOT NULL,
        scope                   varchar(256) NOT NULL,
        status                  varchar(16) NOT NULL,
        revoke_reason           varchar(64),
        revoked_by              varchar(64),
        revoked_at              timestamptz(3),
        last_activity_at        timestamptz(3) NOT NULL,
        created_at              timestamptz(3) NOT NULL,
        updated_at              timestamptz(3) NOT NULL,
        expires_at              timestamptz(3) NOT NULL,
        absolute_expires_at     timestamptz(3) NOT NULL,
        CONSTRAINT pk_sessions PRIMARY KEY (session_id),
        CONSTRAINT fk_sessions_context FOREIGN KEY (context_id) REFERENCES auth_contexts(context_id) ON DELETE SET NULL,
        CONSTRAINT chk_sessions_expiry CHECK (expires_at > created_at AND expires_at <= absolute_expires_at),
        CONSTRAINT chk_sessions_revoked CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL)),
        CONSTRAINT chk_sessions_status CHECK (status IN ('ACTIVE', 'REVOKED', 'EXPIRED'))
      )
    `);
    await runner.query(`CREATE INDEX idx_sessions_active_cupid ON sessions (cupid) WHERE status = 'ACTIVE'`);
    await runner.query(
      `CREATE INDEX idx_sessions_active_expiry ON sessions (expires_at) WHERE status = 'ACTIVE'`,
    );
    await runner.query(`CREATE INDEX idx_sessions_context ON sessions (context_id)`);
    await runner.query(`CREATE INDEX idx_sessions_ended ON sessions (updated_at) WHERE status <> 'ACTIVE'`);
    await runner.query(`
      CREATE TABLE tokens (
        token_id         uuid NOT NULL,
        session_id       varchar(64) NOT NULL,
        token_type       varchar(8) NOT NULL,
        token_value_hash char(64) NOT NULL,
        claims           jsonb NOT NULL,
        kid              varchar(64),
        parent_token_id  uuid,
        status           varchar(8) NOT NULL,
        revoke_reason    varchar(64),
        created_at       timestamptz(3) NOT NULL,
        updated_at       timestamptz(3) NOT NULL,
        expires_at       timestamptz(3) NOT NULL,
        rotated_at       timestamptz(3),
        CONSTRAINT pk_tokens PRIMARY KEY (token_id),
        CONSTRAINT fk_tokens_session FOREIGN KEY (session_id) REFERENCES sessions(session_id) ON DELETE CASCADE,
        CONSTRAINT fk_tokens_parent FOREIGN KEY (parent_token_id) REFERENCES tokens(token_id) ON DELETE SET NULL,
        CONSTRAINT chk_tokens_expiry CHECK (expires_at > created_at),
        CONSTRAINT chk_tokens_rotated CHECK (status <> 'ROTATED' OR rotated_at IS NOT NULL),
        CONSTRAINT chk_tokens_status CHECK (status IN ('ACTIVE', 'ROTATED', 'REVOKED', 'EXPIRED')),
        CONSTRAINT chk_tokens_type CHECK (token_type IN ('ACCESS', 'REFRESH', 'ID'))
      )
    `);
    await runner.query(`CREATE INDEX idx_tokens_expiry ON tokens (expires_at)`);
    await runner.query(`CREATE INDEX idx_tokens_parent ON tokens (parent_token_id)`);
    await runner.query(`CREATE INDEX idx_tokens_session ON tokens (session_id)`);
    await runner.query(
      `CREATE UNIQUE INDEX uq_tokens_active ON tokens (session_id, token_type) WHERE status = 'ACTIVE'`,
    );
    await runner.query(`CREATE UNIQUE INDEX uq_tokens_hash ON tokens (token_value_hash)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tokens');
    await runner.query('DROP TABLE sessions');
  }
}
