import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens that travel by mail, as hashes. */
export class CreateAccountTokens1735689600011 implements MigrationInterface {
  readonly name = 'CreateAccountTokens1735689600011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_tokens (
        token_hash   character(64) NOT NULL,
        user_id      uuid NOT NULL,
        purpose      varchar(24) NOT NULL,
        email_lookup varchar(256) NOT NULL,
        created_at   timestamptz(3) NOT NULL,
        expires_at   timestamptz(3) NOT NULL,
        consumed_at  timestamptz(3),
        voided_at    timestamptz(3),
        CONSTRAINT pk_account_tokens PRIMARY KEY (token_hash),
        CONSTRAINT fk_account_tokens_user FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE,
        CONSTRAINT chk_account_tokens_purpose CHECK (purpose IN ('EMAIL_VERIFICATION', 'PASSWORD_RESET')),
        CONSTRAINT chk_account_tokens_expiry CHECK (expires_at > created_at),
        CONSTRAINT chk_account_tokens_end CHECK (consumed_at IS NULL OR voided_at IS NULL)
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX uq_account_tokens_live ON account_tokens (user_id, purpose)
       WHERE consumed_at IS NULL AND voided_at IS NULL
    `);
    await runner.query('CREATE INDEX idx_account_tokens_user ON account_tokens (user_id)');
    await runner.query('CREATE INDEX idx_account_tokens_expiry ON account_tokens (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_tokens');
  }
}
