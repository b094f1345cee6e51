/** A rule is a question to the database whose answer should be empty: each row names one breach. */
export interface Rule {
  readonly name: string;
  /** What a breach means, as the report counts it. */
  readonly kind: 'lost' | 'half-made' | 'used twice' | 'answer';
  /** A SELECT of one text. `told` is what clients were told, `good` what of it was acknowledged. */
  readonly sql: string;
}

const lost = (name: string, sql: string): Rule => ({ name, kind: 'lost', sql });

/** The rows that an acknowledged step promises. */
const PROMISED: readonly Rule[] = [
  lost(
    'the login is there',
    `SELECT g.context FROM good g LEFT JOIN auth_contexts c ON c.context_id = g.context AND c.cupid = g.cupid
      WHERE g.step = 'login' AND c.context_id IS NULL`,
  ),
  lost(
    'the next transaction is there, behind the one before it',
    `SELECT g.next FROM good g LEFT JOIN auth_transactions t ON t.transaction_id = g.next AND t.context_id = g.context
        AND (g.sent IS NULL OR g.sent = g.next OR t.parent_transaction_id = g.sent)
      WHERE g.next IS NOT NULL AND t.transaction_id IS NULL`,
  ),
  lost(
    'the transaction is used up',
    `SELECT g.sent FROM good g LEFT JOIN auth_transactions t ON t.transaction_id = g.sent AND t.transaction_status = 'CONSUMED'
      WHERE g.step IN ('verify', 'accept', 'bind') AND t.transaction_id IS NULL`,
  ),
  lost(
    'the session is there',
    `SELECT g.context FROM good g LEFT JOIN sessions s ON s.session_id = g.context AND s.cupid = g.cupid
      WHERE g.access IS NOT NULL AND s.session_id IS NULL`,
  ),
  lost(
    'each token is there',
    `SELECT x.kind || ' of ' || g.context FROM good g
       CROSS JOIN LATERAL (VALUES ('ACCESS', g.access), ('ID', g.id), ('REFRESH', g.refresh)) x (kind, hash)
       LEFT JOIN tokens t ON t.token_value_hash = x.hash AND t.session_id = g.context AND t.token_type = x.kind
      WHERE g.access IS NOT NULL AND t.token_id IS NULL`,
  ),
  lost(
    'the refresh token is traded in',
    `SELECT g.context FROM good g LEFT JOIN tokens t ON t.token_value_hash = g.presented AND t.status <> 'ACTIVE'
      WHERE g.step = 'refresh' AND t.token_id IS NULL`,
  ),
  lost(
    'the acceptance is there',
    `SELECT g.sent FROM good g LEFT JOIN esign_acceptances a ON a.transaction_id = g.sent AND a.context_id = g.context
        AND a.cupid = g.cupid AND a.decision = 'ACCEPTED'
      WHERE g.step = 'accept' AND a.acceptance_id IS NULL`,
  ),
  lost(
    'the device is trusted',
    `SELECT g.cupid FROM good g LEFT JOIN trusted_devices d ON d.cupid = g.cupid AND d.status = 'TRUSTED'
      WHERE g.step = 'bind' AND d.device_id IS NULL`,
  ),
  lost(
    'the session has ended, with its tokens',
    `SELECT g.context FROM good g JOIN sessions s ON s.session_id = g.context
      WHERE g.step = 'logout' AND (s.status = 'ACTIVE'
         OR EXISTS (SELECT 1 FROM tokens t WHERE t.session_id = g.context AND t.status = 'ACTIVE'))`,
  ),
  lost(
    'the hand-off is there, and used where it was',
    `SELECT g.context FROM good g
       LEFT JOIN cross_app_sessions x ON x.token_hash = coalesce(g.hand_off, g.presented)
         AND (g.step = 'hand off' OR x.used_at IS NOT NULL)
      WHERE g.step IN ('hand off', 'arrive') AND x.id IS NULL`,
  ),
  lost(
    'the wrong code is counted',
    `SELECT o.sent FROM told o LEFT JOIN auth_transactions t ON t.transaction_id = o.sent AND t.attempt_count > 0
      WHERE o.step = 'wrong code' AND o.status = 400 AND o.kind = 'CIAM_E01_01_017' AND t.transaction_id IS NULL`,
  ),
];

/** The audit rows that each answer stands for. */
const AUDITED = `VALUES
  ('login', NULL, 'auth.password.accepted'), ('login', 'SUCCESS', 'session.started'), ('login', 'SUCCESS', 'auth.login.completed'),
  ('login', 'MFA_REQUIRED', 'auth.step.required'), ('initiate', NULL, 'mfa.challenge.sent'),
  ('verify', NULL, 'mfa.challenge.passed'), ('verify', 'SUCCESS', 'session.started'), ('verify', 'ESIGN_REQUIRED', 'auth.step.required'),
  ('accept', NULL, 'esign.document.accepted'), ('accept', 'SUCCESS', 'session.started'),
  ('accept', 'DEVICE_BIND_REQUIRED', 'auth.step.required'),
  ('bind', NULL, 'device.bound'), ('bind', 'SUCCESS', 'session.started'), ('bind', 'SUCCESS', 'auth.login.completed'),
  ('hand off', NULL, 'cross_app.created'), ('arrive', NULL, 'cross_app.used')`;

const AUDIT: readonly Rule[] = [
  lost(
    'the audit rows of an acknowledged step are there',
    `SELECT g.step || ': ' || w.type FROM good g JOIN (${AUDITED}) w (step, kind, type) ON w.step = g.step AND coalesce(w.kind, g.kind) = g.kind
       LEFT JOIN audit_logs a ON a.correlation_id = g.correlation AND a.event_type = w.type
      WHERE a.log_id IS NULL`,
  ),
  lost(
    'the audit row of a refresh is there',
    `SELECT g.context FROM good g LEFT JOIN audit_logs a ON a.correlation_id = g.correlation
        AND a.event_type IN ('token.rotated', 'token.rotation.replayed')
      WHERE g.step = 'refresh' AND a.log_id IS NULL`,
  ),
  lost(
    'the audit row of a failure that was told is there',
    `SELECT o.step FROM told o JOIN (VALUES ('wrong password', 'CIAM_E01_01_001', 'auth.login.failed'), ('wrong code', 'CIAM_E01_01_017', 'mfa.challenge.failed'))
        w (step, kind, type) ON w.step = o.step AND w.kind = o.kind
       LEFT JOIN audit_logs a ON a.correlation_id = o.correlation AND a.event_type = w.type
      WHERE a.log_id IS NULL`,
  ),
  lost(
    'the audit row of a logout is there',
    `SELECT g.context FROM good g LEFT JOIN audit_logs a ON a.session_id = g.context AND a.event_type = 'session.revoked'
      WHERE g.step = 'logout' AND a.log_id IS NULL`,
  ),
];

/** What a client may not be told. */
const ANSWERS: readonly Rule[] = [
  {
    name: 'no answer is an unforeseen error',
    kind: 'answer',
    sql: `SELECT step || ' ' || status || ' ' || kind FROM told WHERE status >= 500 AND status <> 503`,
  },
  {
    name: 'every 503 says when to try again',
    kind: 'answer',
    sql: `SELECT step || ' ' || coalesce(retry_after, 'without') FROM told WHERE status = 503 AND coalesce(retry_after, '') !~ '^[1-9][0-9]*$'`,
  },
  {
    name: 'nobody is refused without a reason',
    kind: 'answer',
    sql: `SELECT step || ' ' || status || ' ' || kind FROM told
           WHERE status BETWEEN 300 AND 499 AND NOT again AND step NOT IN ('wrong password', 'wrong code')`,
  },
  {
    name: 'the access token of a live session is good',
    kind: 'answer',
    sql: `SELECT context FROM good WHERE step = 'check' AND kind <> 'ACTIVE' AND NOT again`,
  },
  {
    name: 'no transaction is passed twice',
    kind: 'used twice',
    sql: `SELECT step || ' ' || sent FROM good WHERE step IN ('verify', 'accept', 'bind') GROUP BY step, sent HAVING count(*) > 1`,
  },
  {
    name: 'no hand-off is used twice',
    kind: 'used twice',
    sql: `SELECT min(context) FROM good WHERE step = 'arrive' GROUP BY presented HAVING count(*) > 1`,
  },
  {
    name: 'nobody who is wrong is let in',
    kind: 'answer',
    sql: `SELECT step FROM good WHERE step IN ('wrong password', 'wrong code')`,
  },
];

export const TOLD_RULES: readonly Rule[] = [...PROMISED, ...AUDIT, ...ANSWERS];
