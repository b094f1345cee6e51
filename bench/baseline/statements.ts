/** The statements of the product, written by hand; `name` lets PostgreSQL keep their plans. */

const TOKEN_COLUMNS =
  'token_id, session_id, token_type, token_value_hash, claims, kid, parent_token_id, status, revoke_reason, created_at, updated_at, expires_at, rotated_at';
const AUDIT_COLUMNS =
  'log_id, event_timestamp, event_type, event_category, event_severity, event_outcome, context_id, transaction_id, session_id, cupid, correlation_id, ip_address, user_agent, event_details, error_code, error_message';

export const UNSIGNED_DOCUMENTS = {
  name: 'unsigned_documents',
  text: `SELECT d.document_id, d.version, d.content_sha256, d.mandatory, d.audience
    FROM esign_documents d
   WHERE d.retired_at IS NULL AND d.published_at <= $2
     AND NOT EXISTS (SELECT 1 FROM esign_documents n
                      WHERE n.document_id = d.document_id AND n.retired_at IS NULL
                        AND n.published_at <= $2 AND n.published_at > d.published_at)
     AND NOT EXISTS (SELECT 1 FROM esign_acceptances a
                      WHERE a.cupid = $1 AND a.document_id = d.document_id AND a.version = d.version
                        AND a.decision = 'ACCEPTED')
   ORDER BY d.mandatory DESC, d.document_id`,
};

/** $1 context · $2 cupid · $3 guid · $4 correlation · $5 address · $6 agent · $7 now · $8 end of the login · $9 evaluation ·
 * $10 idle end · $11 absolute end · $12–$20 tokens · $21 kid · $22 end of the access token · $23–$26 audit ids */
export const LOGIN = {
  name: 'login',
  text: `WITH w1 AS (
    INSERT INTO auth_contexts (context_id, cupid, guid, correlation_id, app_id, app_version, outcome, ip_address, user_agent,
                               device_fingerprint_hash, challenge_count, push_count, created_at, updated_at, expires_at, completed_at)
    VALUES ($1, $2, $3, $4, NULL, NULL, 'SUCCESS', $5, $6, NULL, 0, 0, $7, $7, $8, $7)
  ), w2 AS (
    INSERT INTO drs_evaluations (evaluation_id, context_id, cupid, drs_action_token_hash, risk_score, risk_level, recommendation, device_id,
                                 device_reputation, behavioral_score, velocity_score, location_risk, evaluation_metadata, created_at)
    VALUES ($9, $1, $2, NULL, 10, 'LOW', 'ALLOW', NULL, NULL, NULL, NULL, NULL, '{"simulated":true}', $7)
  ), w3 AS (
    INSERT INTO sessions (session_id, context_id, cupid, device_fingerprint_hash, ip_address, user_agent, client_id, auth_time, amr, acr,
                          scope, status, revoke_reason, revoked_by, revoked_at, last_activity_at, created_at, updated_at, expires_at,
                          absolute_expires_at)
    VALUES ($1, $1, $2, NULL, $5, $6, 'tuvens', $7, '["pwd"]', 'aal1', 'openid profile email', 'ACTIVE', NULL, NULL, NULL, $7, $7, $7, $10, $11)
  ), w4 AS (
    INSERT INTO tokens (${TOKEN_COLUMNS}) VALUES
      ($12, $1, 'ACCESS', $13, $14, $21, NULL, 'ACTIVE', NULL, $7, $7, $22, NULL),
      ($15, $1, 'ID', $16, $17, $21, NULL, 'ACTIVE', NULL, $7, $7, $22, NULL),
      ($18, $1, 'REFRESH', $19, $20, NULL, NULL, 'ACTIVE', NULL, $7, $7, $11, NULL)
  )
  INSERT INTO audit_logs (${AUDIT_COLUMNS}) VALUES
    ($23, $7, 'device.risk.evaluated', 'DEVICE', 'INFO', 'SUCCESS', $1, NULL, NULL, $2, $4, $5, $6, '{"risk_score":10,"risk_level":"LOW","recommendation":"ALLOW"}', NULL, NULL),
    ($24, $7, 'auth.password.accepted', 'AUTH', 'INFO', 'SUCCESS', $1, NULL, NULL, $2, $4, $5, $6, '{"trusted_device_id":null}', NULL, NULL),
    ($25, $7, 'session.started', 'SESSION', 'INFO', 'SUCCESS', $1, NULL, $1, $2, $4, $5, $6, '{"client_id":"tuvens","amr":["pwd"],"acr":"aal1"}', NULL, NULL),
    ($26, $7, 'auth.login.completed', 'AUTH', 'INFO', 'SUCCESS', $1, NULL, $1, $2, $4, $5, $6, '{"amr":["pwd"]}', NULL, NULL)`,
};

export const STANDING = {
  name: 'standing',
  text: `SELECT t.token_id, t.status AS token_status, t.rotated_at, s.*
      FROM tokens t JOIN sessions s ON s.session_id = t.session_id WHERE t.token_value_hash = $1`,
};

export const LIVE_SESSION = {
  name: 'live_session',
  text: `SELECT s.session_id, s.cupid, s.client_id
      FROM tokens t JOIN sessions s ON s.session_id = t.session_id
     WHERE t.token_id = $1 AND t.status <> 'REVOKED' AND s.status = 'ACTIVE' AND s.expires_at > $2`,
};

export const TOUCH = {
  name: 'touch',
  text: `UPDATE sessions SET last_activity_at = $2, updated_at = $2, expires_at = $3, ip_address = $4, user_agent = $5
    WHERE session_id = $1 AND status = 'ACTIVE' AND expires_at > $2`,
};

export const ROTATE = {
  name: 'rotate',
  text: `UPDATE tokens SET status = 'ROTATED', rotated_at = $3, updated_at = $3
    WHERE session_id = $1 AND status = 'ACTIVE'
      AND EXISTS (SELECT 1 FROM tokens r WHERE r.token_id = $2 AND r.status = 'ACTIVE')`,
};

/** $1 session · $2 cupid · $3 now · $4–$12 tokens · $13 kid · $14 end of the access token · $15 absolute end · $16 parent ·
 * $17 audit id · $18 correlation · $19 address · $20 agent · $21 details */
export const SUCCESSORS = {
  name: 'successors',
  text: `WITH w1 AS (
    INSERT INTO tokens (${TOKEN_COLUMNS}) VALUES
      ($4, $1, 'ACCESS', $5, $6, $13, $16, 'ACTIVE', NULL, $3, $3, $14, NULL),
      ($7, $1, 'ID', $8, $9, $13, $16, 'ACTIVE', NULL, $3, $3, $14, NULL),
      ($10, $1, 'REFRESH', $11, $12, NULL, $16, 'ACTIVE', NULL, $3, $3, $15, NULL)
  )
  INSERT INTO audit_logs (${AUDIT_COLUMNS}) VALUES
    ($17, $3, 'token.rotated', 'TOKEN', 'INFO', 'SUCCESS', $1, NULL, $1, $2, $18, $19, $20, $21, NULL, NULL)`,
};

/** Everything a refresh reads and writes, in one statement: the limit. The same parameters, and $22 the idle end. */
export const REFRESH_AT_ONCE = {
  name: 'refresh_at_once',
  text: `WITH held AS (
    UPDATE sessions SET last_activity_at = $3, updated_at = $3, expires_at = LEAST($22, absolute_expires_at), ip_address = $19, user_agent = $20
     WHERE session_id = $1 AND status = 'ACTIVE' AND expires_at > $3 RETURNING session_id
  ), rotated AS (
    UPDATE tokens t SET status = 'ROTATED', rotated_at = $3, updated_at = $3 FROM held
     WHERE t.session_id = held.session_id AND t.status = 'ACTIVE'
       AND EXISTS (SELECT 1 FROM tokens r WHERE r.token_id = $16 AND r.status = 'ACTIVE')
    RETURNING t.token_id
  ), issued AS (
    INSERT INTO tokens (${TOKEN_COLUMNS})
    SELECT v.id, $1, v.type, v.hash, v.claims, v.kid, $16, 'ACTIVE', NULL, $3, $3, v.expires_at, NULL
      FROM (VALUES ($4::uuid, 'ACCESS', $5, $6::jsonb, $13::varchar, $14::timestamptz),
                   ($7, 'ID', $8, $9, $13, $14),
                   ($10, 'REFRESH', $11, $12, NULL, $15)) AS v (id, type, hash, claims, kid, expires_at)
     WHERE (SELECT count(*) FROM rotated) > 0
    RETURNING token_id
  )
  INSERT INTO audit_logs (${AUDIT_COLUMNS})
  SELECT $17, $3, 'token.rotated', 'TOKEN', 'INFO', 'SUCCESS', $1, NULL, $1, $2, $18, $19, $20, $21, NULL, NULL
   WHERE (SELECT count(*) FROM issued) > 0`,
};
