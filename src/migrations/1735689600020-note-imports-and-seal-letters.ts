import type { MigrationInterface, QueryRunner } from 'typeorm';

const END = `(status IN ('PENDING', 'SENDING')) = (ended_at IS NULL) AND (ended_at IS NULL) = (reference IS NOT NULL)`;

/** The check names the column, so PostgreSQL would write it anew, and otherwise than a new table has it. */
async function widen(runner: QueryRunner, length: number): Promise<void> {
  await runner.query('ALTER TABLE mail_outbox DROP CONSTRAINT chk_mail_outbox_end');
  await runner.query(`ALTER TABLE mail_outbox ALTER COLUMN reference TYPE varchar(${length})`);
  await runner.query(`ALTER TABLE mail_outbox ADD CONSTRAINT chk_mail_outbox_end CHECK (${END})`);
}

/**
 * Tells people who were taken over with a password from those who have typed one themselves, and makes room for ciphertext
 * in the outbox. Neither rewrites a table: the new column has no value, and the other's limit is longer than it was. The check
 * is read through the outbox once, which keeps a month of mails.
 */
export class NoteImportsAndSealLetters1735689600020 implements MigrationInterface {
  readonly name = 'NoteImportsAndSealLetters1735689600020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ADD COLUMN imported_at timestamptz(3)');
    await widen(runner, 2048);
  }

  /** Fails where mails wait whose reference is sealed and long: have them sent first. */
  async down(runner: QueryRunner): Promise<void> {
    await widen(runner, 512);
    await runner.query('ALTER TABLE users DROP COLUMN imported_at');
  }
}
