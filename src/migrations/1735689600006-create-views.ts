import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people look at. `now()` here is the database's clock: these are for reading, the server never asks them. */
export class CreateViews1735689600006 implements MigrationInterface {
  readonly name = 'CreateViews1735689600006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW v_active_sessions AS
      SELECT session_id, cupid, client_id, ip_address, user_agent, amr, acr,
             auth_time, last_activity_at, expires_at, absolute_expires_at
        FROM sessions
       WHERE status = 'ACTIVE' AND expires_at > now()
    `);
    await runner.query(`
      CREATE VIEW v_pending_transactions AS
      SELECT t.transaction_id, t.context_id, c.cupid, t.sequence_number, t.transaction_type, t.phase,
             t.mfa_method, t.attempt_count, t.created_at, t.expires_at
        FROM auth_transactions t
        JOIN auth_contexts c ON c.context_id = t.context_id
       WHERE t.transaction_status = 'PENDING' AND t.expires_at > now()
    `);
    await runner.query(`
      CREATE VIEW v_high_risk_logins AS
      SELECT e.evaluation_id, e.context_id, e.cupid, e.risk_score, e.risk_level, e.recommendation,
             c.outcome, c.ip_address, c.user_agent, e.created_at
        FROM drs_evaluations e
        JOIN auth_contexts c ON c.context_id = e.context_id
       WHERE e.risk_score >= 70
    `);
    await runner.query(`
      CREATE VIEW v_token_rotation_chains AS
      WITH RECURSIVE chain AS (
        SELECT token_id, session_id, parent_token_id, status, created_at, rotated_at, 1 AS generation
          FROM tokens
         WHERE token_type = 'REFRESH' AND parent_token_id IS NULL
        UNION ALL
        SELECT t.token_id, t.session_id, t.parent_token_id, t.status, t.created_at, t.rotated_at, c.generation + 1
          FROM tokens t
          JOIN chain c ON t.parent_token_id = c.token_id
         WHERE t.token_type = 'REFRESH'
      )
      SELECT session_id, generation, token_id, parent_token_id, status, created_at, rotated_at FROM chain
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW v_token_rotation_chains');
    await runner.query('DROP VIEW v_high_risk_logins');
    await runner.query('DROP VIEW v_pending_transactions');
    await runner.query('DROP VIEW v_active_sessions');
  }
}
