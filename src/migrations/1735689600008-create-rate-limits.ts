import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of requests, shared by all replicas. Its columns are those that rate-limiter-flexible expects, in its order. */
export class CreateRateLimits1735689600008 implements MigrationInterface {
  readonly name = 'CreateRateLimits1735689600008';

  async up(runner: QueryRunner): Promise<void> {
    // Room in each page for the next version of a row: a counter changes often, and its index entries need not.
    await runner.query(`
      CREATE TABLE rate_limits (
        key    varchar(255) NOT NULL,
        points integer NOT NULL DEFAULT 0,
        expire bigint,
        CONSTRAINT pk_rate_limits PRIMARY KEY (key)
      ) WITH (fillfactor = 50)
    `);
    await runner.query(`CREATE INDEX idx_rate_limits_expire ON rate_limits (expire)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limits');
  }
}
