import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements on a table of millions that is written all the time: nobody may wait for them. */
const UP = [
  // What an attempt that was broken off has left is of no use.
  'DROP INDEX CONCURRENTLY IF EXISTS idx_tokens_short_ended',
  `CREATE INDEX CONCURRENTLY idx_tokens_short_ended ON tokens (expires_at) WHERE token_type <> 'REFRESH' AND status <> 'ACTIVE'`,
  'DROP INDEX CONCURRENTLY IF EXISTS idx_tokens_short_expiry',
];

/** TypeORM takes a migration back in a transaction, always: writing waits while the index is made. */
const DOWN = [
  `CREATE INDEX idx_tokens_short_expiry ON tokens (expires_at) WHERE token_type <> 'REFRESH'`,
  'DROP INDEX idx_tokens_short_ended',
];

/** The last access and id tokens of live sessions are left to the next refresh: the job that removes tokens passes none of them. */
export class IndexEndedTokens1735689600024 implements MigrationInterface {
  readonly name = 'IndexEndedTokens1735689600024';
  /** CONCURRENTLY is not possible in a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
