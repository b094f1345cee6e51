import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins in progress and their doors. */
export class CreateAuthChain1735689600000 implements MigrationInterface {
  readonly name = 'CreateAuthChain1735689600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE auth_contexts (
        context_id              varchar(64) NOT NULL,
        cupid                   varchar(64) NOT NULL,
        guid                    varchar(64),
        correlation_id          varchar(36) NOT NULL,
        app_id                  varchar(64),
        app_version             varchar(32),
        outcome                 varchar(16) NOT NULL,
        ip_address              varchar(45),
        user_agent              varchar(512),
        device_fingerprint_hash varchar(64),
        challenge_count         integer NOT NULL,
        push_count              integer NOT NULL,
        created_at              timestamptz(3) NOT NULL,
        updated_at              timestamptz(3) NOT NULL,
        expires_at              timestamptz(3) NOT NULL,
        completed_at            timestamptz(3),
        CONSTRAINT pk_auth_contexts PRIMARY KEY (context_id),
        CONSTRAINT chk_auth_contexts_completed CHECK ((outcome = 'IN_PROGRESS') = (completed_at IS NULL)),
        CONSTRAINT chk_auth_contexts_counts CHECK (challenge_count >= 0 AND push_count >= 0 AND push_count <= challenge_count),
        CONSTRAINT chk_auth_contexts_expiry CHECK (expires_at > created_at),
        CONSTRAINT chk_auth_contexts_outcome CHECK (outcome IN ('IN_PROGRESS', 'SUCCESS', 'FAILURE', 'ABANDONED'))
      )
    `);
    await runner.query(`CREATE INDEX idx_auth_contexts_correlation ON auth_contexts (correlation_id)`);
    await runner.query(`CREATE INDEX idx_auth_contexts_created ON auth_contexts (created_at)`);
    await runner.query(`CREATE INDEX idx_auth_contexts_cupid ON auth_contexts (cupid, created_at)`);
    await runner.query(
      `CREATE INDEX idx_auth_contexts_open_expiry ON auth_contexts (expires_at) WHERE outcome = 'IN_PROGRESS'`,
    );
    await runner.query(`
      CREATE TABLE auth_transactions (
        transaction_id        varchar(64) NOT NULL,
        context_id            varchar(64) NOT NULL,
        parent_transaction_id varchar(64),
        sequence_number       integer NOT NULL,
        transaction_type      varchar(24) NOT NULL,
        transaction_status    varchar(16) NOT NULL,
        phase                 varchar(16) NOT NULL,
        mfa_method            varchar(16),
        mfa_option_id         integer,
        esign_document_id     varchar(64),
        device_bind_decision  boolean,
        attempt_count         integer NOT NULL,
        metadata              jsonb NOT NULL,
        consumed_at           timestamptz(3),
        created_at            timestamptz(3) NOT NULL,
        updated_at            timestamptz(3) NOT NULL,
        expires_at            timestamptz(3) NOT NULL,
        CONSTRAINT pk_auth_transactions PRIMARY KEY (transaction_id),
        CONSTRAINT fk_auth_transactions_context FOREIGN KEY (context_id) REFERENCES auth_contexts(context_id) ON DELETE CASCADE,
        CONSTRAINT fk_auth_transactions_parent FOREIGN KEY (parent_transaction_id) REFERENCES auth_transactions(transaction_id) ON DELETE CASCADE,
        CONSTRAINT chk_auth_transactions_attempts CHECK (attempt_count BETWEEN 0 AND 5),
        CONSTRAINT chk_auth_transactions_consumed CHECK ((transaction_status = 'CONSUMED') = (consumed_at IS NOT NULL)),
        CONSTRAINT chk_auth_transactions_expiry CHECK (expires_at > created_at),
        CONSTRAINT chk_auth_transactions_method CHECK (mfa_method IS NULL OR mfa_method IN ('SMS', 'VOICE', 'PUSH')),
        CONSTRAINT chk_auth_transactions_option CHECK (mfa_option_id IS NULL OR mfa_option_id BETWEEN 1 AND 6),
        CONSTRAINT chk_auth_transactions_phase CHECK (phase IN ('MFA', 'ESIGN', 'DEVICE_BIND')),
        CONSTRAINT chk_auth_transactions_sequence CHECK (sequence_number >= 1),
        CONSTRAINT chk_auth_transactions_status CHECK (transaction_status IN ('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'CONSUMED')),
        CONSTRAINT chk_auth_transactions_type CHECK (transaction_type IN ('MFA_INITIATE', 'MFA_VERIFY', 'MFA_PUSH_VERIFY', 'ESIGN_ACCEPT', 'DEVICE_BIND'))
      )
    `);
    await runner.query(
      `CREATE INDEX idx_auth_transactions_parent ON auth_transactions (parent_transaction_id)`,
    );
    await runner.query(
      `CREATE INDEX idx_auth_transactions_pending_expiry ON auth_transactions (expires_at) WHERE transaction_status = 'PENDING'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX uq_auth_transactions_pending ON auth_transactions (context_id) WHERE transaction_status = 'PENDING'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX uq_auth_transactions_sequence ON auth_transactions (context_id, sequence_number)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE auth_transactions');
    await runner.query('DROP TABLE auth_contexts');
  }
}
