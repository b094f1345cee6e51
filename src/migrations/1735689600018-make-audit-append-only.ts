import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second wall behind the rights: nobody changes, removes or empties audit rows, not even the owner of the table. */
export class MakeAuditAppendOnly1735689600018 implements MigrationInterface {
  readonly name = 'MakeAuditAppendOnly1735689600018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_logs_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% of % refused: the audit trail is append-only', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'insufficient_privilege';
      END
      $$
    `);
    // Partitions have it too, now and when they are attached.
    await runner.query(`
      CREATE TRIGGER trg_audit_logs_rows BEFORE UPDATE OR DELETE ON audit_logs
        FOR EACH ROW EXECUTE FUNCTION audit_logs_append_only()
    `);
    // ALWAYS: session_replication_role would switch off a trigger of the usual kind.
    await runner.query('ALTER TABLE audit_logs ENABLE ALWAYS TRIGGER trg_audit_logs_rows');
    await runner.query(`
      DO $$
      DECLARE
        relation regclass;
      BEGIN
        FOR relation IN SELECT relid FROM pg_partition_tree('audit_logs') LOOP
          EXECUTE format(
            'CREATE TRIGGER trg_audit_logs_truncate BEFORE TRUNCATE ON %s
               FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_append_only()', relation);
          EXECUTE format('ALTER TABLE ONLY %s ENABLE ALWAYS TRIGGER trg_audit_logs_truncate', relation);
        END LOOP;
      END
      $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$
      DECLARE
        relation regclass;
      BEGIN
        FOR relation IN SELECT relid FROM pg_partition_tree('audit_logs') LOOP
          EXECUTE format('DROP TRIGGER IF EXISTS trg_audit_logs_truncate ON %s', relation);
        END LOOP;
      END
      $$
    `);
    await runner.query('DROP TRIGGER trg_audit_logs_rows ON audit_logs');
    await runner.query('DROP FUNCTION audit_logs_append_only()');
  }
}
