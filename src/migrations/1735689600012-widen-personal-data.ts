import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Room for ciphertext: of 128 letters that take four bytes each it has 744 characters. A longer limit rewrites no table. */
export class WidenPersonalData1735689600012 implements MigrationInterface {
  readonly name = 'WidenPersonalData1735689600012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ALTER COLUMN username TYPE varchar(1024)');
    await runner.query('ALTER TABLE trusted_devices ALTER COLUMN device_name TYPE varchar(1024)');
  }

  /** Fails where there is ciphertext: decrypt it first. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trusted_devices ALTER COLUMN device_name TYPE varchar(128)');
    await runner.query('ALTER TABLE users ALTER COLUMN username TYPE varchar(128)');
  }
}
