import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For readers of the audit trail: what did not succeed, and warnings; the acceptances of one login. Whoever has many
 * rows makes them beforehand without a lock (docs/audit.md), and finds them here already.
 */
export class IndexAuditForReaders1735689600017 implements MigrationInterface {
  readonly name = 'IndexAuditForReaders1735689600017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX IF NOT EXISTS idx_audit_logs_outcome ON audit_logs (event_outcome, event_timestamp) WHERE event_outcome <> 'SUCCESS'`,
    );
    await runner.query(
      `CREATE INDEX IF NOT EXISTS idx_audit_logs_warnings ON audit_logs (event_timestamp) WHERE event_severity = 'WARN'`,
    );
    await runner.query(
      `CREATE INDEX IF NOT EXISTS idx_esign_acceptances_context ON esign_acceptances (context_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idx_esign_acceptances_context');
    await runner.query('DROP INDEX idx_audit_logs_warnings');
    await runner.query('DROP INDEX idx_audit_logs_outcome');
  }
}
