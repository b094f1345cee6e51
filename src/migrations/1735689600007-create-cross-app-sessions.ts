import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hand-offs of signed-in people from app to app, their archive by month in UTC, and their daily figures. */
export class CreateCrossAppSessions1735689600007 implements MigrationInterface {
  readonly name = 'CreateCrossAppSessions1735689600007';

  async up(runner: QueryRunner): Promise<void> {
    await this.createTable(runner);
    await this.createArchive(runner);
    await runner.query(`
      CREATE VIEW v_cross_app_daily AS
      WITH hand_offs AS (
        SELECT created_at, source_app, target_app, used_at, revoked_at, expires_at FROM cross_app_sessions
        UNION ALL
        SELECT created_at, source_app, target_app, used_at, revoked_at, expires_at FROM cross_app_sessions_archive
      )
      SELECT (created_at AT TIME ZONE 'UTC')::date AS day, source_app, target_app,
             count(*) AS created,
             count(used_at) AS used,
             count(revoked_at) AS revoked,
             count(*) FILTER (WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at <= now()) AS expired
        FROM hand_offs
       GROUP BY 1, 2, 3
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW v_cross_app_daily');
    await runner.query('DROP TABLE cross_app_sessions_archive');
    await runner.query('DROP TABLE cross_app_sessions');
  }

  private async createTable(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cross_app_sessions (
        id         uuid NOT NULL,
        token_hash char(64) NOT NULL,
        user_id    varchar(64) NOT NULL,
        account_id varchar(64),
        session_id varchar(64),
        source_app varchar(64) NOT NULL DEFAULT 'tuvens',
        target_app varchar(64) NOT NULL DEFAULT 'hi-events',
        state      varchar(512),
        expires_at timestamptz(3) NOT NULL,
        created_at timestamptz(3) NOT NULL,
        used_at    timestamptz(3),
        revoked_at timestamptz(3),
        user_agent varchar(512),
        ip_address varchar(45),
        CONSTRAINT pk_cross_app_sessions PRIMARY KEY (id),
        CONSTRAINT fk_cross_app_sessions_session FOREIGN KEY (session_id) REFERENCES sessions(session_id) ON DELETE SET NULL,
        CONSTRAINT chk_cross_app_sessions_expiry CHECK (expires_at > created_at)
      )
    `);
    await runner.query(`CREATE INDEX idx_cross_app_sessions_created ON cross_app_sessions (created_at)`);
    await runner.query(`CREATE INDEX idx_cross_app_sessions_expiry ON cross_app_sessions (expires_at)`);
    await runner.query(`CREATE INDEX idx_cross_app_sessions_session ON cross_app_sessions (session_id)`);
    await runner.query(`CREATE UNIQUE INDEX uq_cross_app_sessions_token ON cross_app_sessions (token_hash)`);
  }

  private async createArchive(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cross_app_sessions_archive (
        id          uuid NOT NULL,
        created_at  timestamptz(3) NOT NULL,
        token_hash  char(64) NOT NULL,
        user_id     varchar(64) NOT NULL,
        account_id  varchar(64),
        session_id  varchar(64),
        source_app  varchar(64) NOT NULL,
        target_app  varchar(64) NOT NULL,
        state       varchar(512),
        expires_at  timestamptz(3) NOT NULL,
        used_at     timestamptz(3),
        revoked_at  timestamptz(3),
        user_agent  varchar(512),
        ip_address  varchar(45),
        archived_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_cross_app_sessions_archive PRIMARY KEY (id, created_at)
      ) PARTITION BY RANGE (created_at)
    `);
    await runner.query(
      `CREATE INDEX idx_cross_app_sessions_archive_user ON cross_app_sessions_archive (user_id, created_at)`,
    );
    await runner.query(
      `CREATE INDEX idx_cross_app_sessions_archive_created ON cross_app_sessions_archive (created_at)`,
    );
    await runner.query(
      'CREATE TABLE cross_app_sessions_archive_default PARTITION OF cross_app_sessions_archive DEFAULT',
    );
    await runner.query(`
      DO $$
      DECLARE
        month date := date_trunc('month', now() AT TIME ZONE 'UTC') - interval '2 months';
      BEGIN
        FOR i IN 0..14 LOOP
          EXECUTE format(
            'CREATE TABLE cross_app_sessions_archive_%s PARTITION OF cross_app_sessions_archive FOR VALUES FROM (%L) TO (%L)',
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
}
