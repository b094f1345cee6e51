import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which letters are due, and what became of those that were. */
export class CreateMailOutbox1735689600010 implements MigrationInterface {
  readonly name = 'CreateMailOutbox1735689600010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_outbox (
        id              uuid NOT NULL,
        kind            varchar(64) NOT NULL,
        reference       varchar(512),
        status          varchar(16) NOT NULL,
        attempts        integer NOT NULL,
        next_attempt_at timestamptz(3) NOT NULL,
        claim           uuid,
        claimed_until   timestamptz(3),
        created_at      timestamptz(3) NOT NULL,
        ended_at        timestamptz(3),
        last_error      varchar(255),
        CONSTRAINT pk_mail_outbox PRIMARY KEY (id),
        CONSTRAINT chk_mail_outbox_attempts CHECK (attempts >= 0),
        CONSTRAINT chk_mail_outbox_claim CHECK ((status = 'SENDING') = (claim IS NOT NULL) AND (claim IS NULL) = (claimed_until IS NULL)),
        CONSTRAINT chk_mail_outbox_end CHECK ((status IN ('PENDING', 'SENDING')) = (ended_at IS NULL) AND (ended_at IS NULL) = (reference IS NOT NULL)),
        CONSTRAINT chk_mail_outbox_status CHECK (status IN ('PENDING', 'SENDING', 'SENT', 'DISCARDED', 'FAILED'))
      )
    `);
    await runner.query(
      `CREATE INDEX idx_mail_outbox_claimed ON mail_outbox (claimed_until) WHERE status = 'SENDING'`,
    );
    await runner.query(
      `CREATE INDEX idx_mail_outbox_due ON mail_outbox (next_attempt_at) WHERE status = 'PENDING'`,
    );
    await runner.query(
      `CREATE INDEX idx_mail_outbox_ended ON mail_outbox (ended_at) WHERE ended_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_outbox');
  }
}
