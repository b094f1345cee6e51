import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What makes a changed audit row show is kept as the rows are: nobody changes, removes or empties seals. */
export class MakeSealsAppendOnly1735689600022 implements MigrationInterface {
  readonly name = 'MakeSealsAppendOnly1735689600022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TRIGGER trg_audit_seals_rows BEFORE UPDATE OR DELETE ON audit_seals
        FOR EACH ROW EXECUTE FUNCTION audit_logs_append_only()
    `);
    await runner.query(`
      CREATE TRIGGER trg_audit_seals_truncate BEFORE TRUNCATE ON audit_seals
        FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_append_only()
    `);
    // ALWAYS: session_replication_role would switch off a trigger of the usual kind.
    await runner.query('ALTER TABLE audit_seals ENABLE ALWAYS TRIGGER trg_audit_seals_rows');
    await runner.query('ALTER TABLE audit_seals ENABLE ALWAYS TRIGGER trg_audit_seals_truncate');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER trg_audit_seals_truncate ON audit_seals');
    await runner.query('DROP TRIGGER trg_audit_seals_rows ON audit_seals');
  }
}
