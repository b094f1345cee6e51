import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chain of seals over the audit trail, and the order in which its rows are sealed. */
export class CreateAuditSeals1735689600015 implements MigrationInterface {
  readonly name = 'CreateAuditSeals1735689600015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_seals (
        sequence_number   integer NOT NULL,
        supplements       integer,
        after_timestamp   timestamptz(3) NOT NULL,
        after_log_id      uuid NOT NULL,
        through_timestamp timestamptz(3) NOT NULL,
        through_log_id    uuid NOT NULL,
        row_count         integer NOT NULL,
        digests           bytea NOT NULL,
        digests_hash      varchar(64) NOT NULL,
        previous_hash     varchar(64) NOT NULL,
        seal_hash         varchar(64) NOT NULL,
        key_id            varchar(43) NOT NULL,
        signature         varchar(86) NOT NULL,
        sealed_at         timestamptz(3) NOT NULL,
        CONSTRAINT pk_audit_seals PRIMARY KEY (sequence_number),
        CONSTRAINT chk_audit_seals_numbers CHECK (sequence_number > 0 AND row_count > 0),
        CONSTRAINT chk_audit_seals_supplements CHECK (supplements < sequence_number)
      )
    `);
    await runner.query(`CREATE INDEX idx_audit_seals_sealed ON audit_seals (sealed_at)`);
    await runner.query(
      `CREATE INDEX idx_audit_seals_supplements ON audit_seals (supplements) WHERE supplements IS NOT NULL`,
    );
    // Partitions that have such an index already, built CONCURRENTLY by a DBA, only lend it to this one.
    await runner.query(
      `CREATE INDEX IF NOT EXISTS idx_audit_logs_time ON audit_logs (event_timestamp, log_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS idx_audit_logs_time');
    await runner.query('DROP TABLE audit_seals');
  }
}
