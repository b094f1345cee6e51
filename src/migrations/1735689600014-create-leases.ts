import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who runs which job, and indexes by which jobs find tokens that have ended. */
export class CreateLeases1735689600014 implements MigrationInterface {
  readonly name = 'CreateLeases1735689600014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE leases (
        name            varchar(64) NOT NULL,
        holder          varchar(128),
        expires_at      timestamptz(3),
        next_run_at     timestamptz(3) NOT NULL,
        last_started_at timestamptz(3),
        last_ended_at   timestamptz(3),
        last_outcome    varchar(16),
        last_rows       integer,
        CONSTRAINT pk_leases PRIMARY KEY (name),
        CONSTRAINT chk_leases_holder CHECK ((holder IS NULL) = (expires_at IS NULL)),
        CONSTRAINT chk_leases_outcome CHECK (last_outcome IN ('DONE', 'UNFINISHED', 'FAILED'))
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE leases');
  }
}
