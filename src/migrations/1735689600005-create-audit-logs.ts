import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail, by month in UTC: this month, twelve ahead, and a default partition so that no insert fails for want of one. */
export class CreateAuditLogs1735689600005 implements MigrationInterface {
  readonly name = 'CreateAuditLogs1735689600005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_logs (
        log_id          uuid NOT NULL,
        event_timestamp timestamptz(3) NOT NULL,
        event_type      varchar(64) NOT NULL,
        event_category  varchar(16) NOT NULL,
        event_severity  varchar(8) NOT NULL,
        event_outcome   varchar(8) NOT NULL,
        context_id      varchar(64),
        transaction_id  varchar(64),
        session_id      varchar(64),
        cupid           varchar(64),
        correlation_id  varchar(36) NOT NULL,
        ip_address      varchar(45),
        user_agent      varchar(512),
        event_details   jsonb NOT NULL,
        error_code      varchar(32),
        error_message   varchar(512),
        CONSTRAINT pk_audit_logs PRIMARY KEY (log_id, event_timestamp),
        CONSTRAINT chk_audit_logs_category CHECK (event_category IN ('AUTH', 'SESSION', 'TOKEN', 'MFA', 'ESIGN', 'DEVICE', 'USER', 'ADMIN', 'SECURITY')),
        CONSTRAINT chk_audit_logs_outcome CHECK (event_outcome IN ('SUCCESS', 'FAILURE', 'PENDING')),
        CONSTRAINT chk_audit_logs_severity CHECK (event_severity IN ('INFO', 'WARN', 'ERROR', 'CRITICAL'))
      ) PARTITION BY RANGE (event_timestamp)
    `);
    await runner.query(
      `CREATE INDEX idx_audit_logs_category ON audit_logs (event_category, event_timestamp)`,
    );
    await runner.query(`CREATE INDEX idx_audit_logs_context ON audit_logs (context_id)`);
    await runner.query(`CREATE INDEX idx_audit_logs_correlation ON audit_logs (correlation_id)`);
    await runner.query(`CREATE INDEX idx_audit_logs_cupid ON audit_logs (cupid, event_timestamp)`);
    await runner.query(`CREATE INDEX idx_audit_logs_session ON audit_logs (session_id)`);
    await runner.query(
      `CREATE INDEX idx_audit_logs_severity ON audit_logs (event_severity, event_timestamp) WHERE event_severity IN ('ERROR', 'CRITICAL')`,
    );
    await runner.query(`CREATE INDEX idx_audit_logs_transaction ON audit_logs (transaction_id)`);
    await runner.query(`CREATE INDEX idx_audit_logs_type ON audit_logs (event_type, event_timestamp)`);
    await runner.query('CREATE TABLE audit_logs_default PARTITION OF audit_logs DEFAULT');
    await runner.query(`
      DO $$
      DECLARE
        month date := date_trunc('month', now() AT TIME ZONE 'UTC');
      BEGIN
        FOR i IN 0..12 LOOP
          EXECUTE format(
            'CREATE TABLE audit_logs_%s PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)',
            to_char(month, 'YYYY_MM'),
            to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00'
          );
          month := month + interval '1 month';
        END LOOP;
      END
      $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_logs');
  }
}
