import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements on a table of millions that is written all the time: nobody may wait for them. */
const UP = [
  // What an attempt that was broken off has left is of no use.
  'DROP INDEX CONCURRENTLY IF EXISTS idx_tokens_active_expiry',
  `CREATE INDEX CONCURRENTLY idx_tokens_active_expiry ON tokens (expires_at) WHERE status = 'ACTIVE'`,
  'DROP INDEX CONCURRENTLY IF EXISTS idx_tokens_short_expiry',
  `CREATE INDEX CONCURRENTLY idx_tokens_short_expiry ON tokens (expires_at) WHERE token_type <> 'REFRESH'`,
  // Refresh tokens that were rotated stay for weeks: an index of all would lead a job past every one of them.
  'DROP INDEX CONCURRENTLY IF EXISTS idx_tokens_expiry',
];

/** TypeORM takes a migration back in a transaction, always: writing waits while the index is made. */
const DOWN = [
  'CREATE INDEX idx_tokens_expiry ON tokens (expires_at)',
  'DROP INDEX idx_tokens_short_expiry',
  'DROP INDEX idx_tokens_active_expiry',
];

/** Indexes by which jobs find the tokens that have ended. */
export class IndexTokensForJobs1735689600021 implements MigrationInterface {
  readonly name = 'IndexTokensForJobs1735689600021';
  /** CONCURRENTLY is not possible in a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
