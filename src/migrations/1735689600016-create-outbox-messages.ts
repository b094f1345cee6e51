import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which audit events are still to be sent elsewhere. */
export class CreateOutboxMessages1735689600016 implements MigrationInterface {
  readonly name = 'CreateOutboxMessages1735689600016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_messages (
        id              uuid NOT NULL,
        event_timestamp timestamptz(3) NOT NULL,
        attempts        integer NOT NULL,
        claim           uuid,
        held_until      timestamptz(3),
        ended_at        timestamptz(3),
        last_error      varchar(255),
        CONSTRAINT pk_outbox_messages PRIMARY KEY (id),
        CONSTRAINT chk_outbox_messages_attempts CHECK (attempts >= 0),
        CONSTRAINT chk_outbox_messages_claim CHECK (claim IS NULL OR held_until IS NOT NULL),
        CONSTRAINT chk_outbox_messages_end CHECK (ended_at IS NULL OR held_until IS NULL)
      )
    `);
    await runner.query(
      `CREATE INDEX idx_outbox_messages_ended ON outbox_messages (ended_at) WHERE ended_at IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX idx_outbox_messages_held ON outbox_messages (held_until) WHERE held_until IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX idx_outbox_messages_waiting ON outbox_messages (id) WHERE ended_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_messages');
  }
}
