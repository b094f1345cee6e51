import type { Rule } from './rules.js';

const whole = (name: string, sql: string): Rule => ({ name, kind: 'half-made', sql });

interface Counted {
  /** SELECT of the ids that must each be named by one audit row, and by no second. */
  readonly rows: string;
  readonly column: 'context_id' | 'transaction_id' | 'session_id';
  readonly types: readonly string[];
}

const ALL = '(SELECT context_id FROM auth_contexts)';

/** Rows and the events that tell of them: written in one transaction, so never the one without the other. */
const COUNTED: Readonly<Record<string, Counted>> = {
  'each login and its audit row': { rows: ALL, column: 'context_id', types: ['auth.password.accepted'] },
  'each completed login and its audit row': {
    rows: `(SELECT context_id FROM auth_contexts WHERE outcome = 'SUCCESS')`,
    column: 'context_id',
    types: ['auth.login.completed'],
  },
  'each session and its audit row': {
    rows: '(SELECT session_id FROM sessions)',
    column: 'session_id',
    types: ['session.started'],
  },
  'each ended session and its audit row': {
    rows: `(SELECT session_id FROM sessions WHERE status = 'REVOKED')`,
    column: 'session_id',
    types: ['session.revoked'],
  },
  'each transaction and the audit row that opened it': {
    rows: '(SELECT transaction_id FROM auth_transactions)',
    column: 'transaction_id',
    types: ['auth.step.required', 'mfa.challenge.sent'],
  },
  'each passed code and its audit row': {
    rows: `(SELECT transaction_id FROM auth_transactions WHERE transaction_type = 'MFA_VERIFY' AND transaction_status = 'CONSUMED')`,
    column: 'transaction_id',
    types: ['mfa.challenge.passed'],
  },
  'each signed transaction and its audit row': {
    rows: `(SELECT transaction_id FROM auth_transactions WHERE transaction_type = 'ESIGN_ACCEPT' AND transaction_status = 'CONSUMED')`,
    column: 'transaction_id',
    types: ['esign.document.accepted'],
  },
  'each acceptance and its audit row': {
    rows: '(SELECT transaction_id FROM esign_acceptances)',
    column: 'transaction_id',
    types: ['esign.document.accepted'],
  },
  'each bound transaction and its audit row': {
    rows: `(SELECT transaction_id FROM auth_transactions WHERE transaction_type = 'DEVICE_BIND' AND transaction_status = 'CONSUMED')`,
    column: 'transaction_id',
    types: ['device.bound'],
  },
};

function counted([name, { rows, column, types }]: [string, Counted]): Rule {
  const list = types.map((type) => `'${type}'`).join(', ');
  return whole(
    name,
    `SELECT coalesce(r.id, a.id) || ': ' || count(r.id) || ' rows, ' || coalesce(min(a.n), 0) || ' in the audit trail'
       FROM (SELECT ${column} AS id FROM ${rows} x) r
       FULL JOIN (SELECT ${column} AS id, count(*) AS n FROM audit_logs WHERE event_type IN (${list}) GROUP BY 1) a ON a.id = r.id
      GROUP BY r.id, a.id HAVING count(r.id) <> 1 OR coalesce(min(a.n), 0) <> 1`,
  );
}

/** The latest that a server's clock is known to have been: by what it wrote down, or by its jobs, which go on when nobody asks for anything. */
const LATEST = `(SELECT greatest((SELECT max(event_timestamp) FROM audit_logs),
                                 (SELECT max(greatest(last_started_at, last_ended_at)) + interval '1 second' FROM leases)))`;

const ROWS: readonly Rule[] = [
  whole(
    'a transaction that is used up has its successor, or the login its session',
    `SELECT t.transaction_id FROM auth_transactions t JOIN auth_contexts c USING (context_id)
       LEFT JOIN sessions s ON s.session_id = t.context_id
      WHERE t.transaction_status = 'CONSUMED' AND NOT (c.outcome = 'SUCCESS' AND s.session_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM auth_transactions n WHERE n.parent_transaction_id = t.transaction_id)`,
  ),
  whole(
    'a completed login has a session, and a session a completed login',
    `SELECT coalesce(c.context_id, s.session_id)
       FROM (SELECT context_id FROM auth_contexts WHERE outcome = 'SUCCESS') c FULL JOIN sessions s ON s.session_id = c.context_id
      WHERE c.context_id IS NULL OR s.session_id IS NULL`,
  ),
  whole(
    'a completed login has no open transaction',
    `SELECT t.transaction_id FROM auth_transactions t JOIN auth_contexts c USING (context_id)
      WHERE c.outcome = 'SUCCESS' AND t.transaction_status IN ('PENDING', 'APPROVED')`,
  ),
  whole(
    'a login under way has one open transaction',
    `SELECT c.context_id FROM auth_contexts c LEFT JOIN auth_transactions t ON t.context_id = c.context_id AND t.transaction_status IN ('PENDING', 'APPROVED')
      WHERE c.outcome = 'IN_PROGRESS' AND c.expires_at > ${LATEST}
        AND NOT EXISTS (SELECT 1 FROM auth_transactions r WHERE r.context_id = c.context_id AND r.transaction_status = 'REJECTED')
      GROUP BY c.context_id HAVING count(t.transaction_id) <> 1`,
  ),
  whole(
    'the transactions of a login have no gap',
    `SELECT context_id FROM auth_transactions GROUP BY context_id HAVING count(*) <> max(sequence_number)`,
  ),
  whole(
    'a session has tokens',
    `SELECT session_id FROM sessions s WHERE NOT EXISTS (SELECT 1 FROM tokens t WHERE t.session_id = s.session_id AND t.parent_token_id IS NULL)`,
  ),
  whole(
    'each generation has its three tokens, once',
    `SELECT session_id || ' below ' || coalesce(parent_token_id::text, 'nothing') FROM tokens
      GROUP BY session_id, parent_token_id HAVING count(*) <> 3 OR count(DISTINCT token_type) <> 3`,
  ),
  whole(
    'a session has as many generations as it was refreshed',
    `SELECT s.session_id FROM sessions s
       LEFT JOIN (SELECT session_id, count(DISTINCT parent_token_id) AS n FROM tokens GROUP BY 1) g USING (session_id)
       LEFT JOIN (SELECT session_id, count(*) AS n FROM audit_logs WHERE event_type = 'token.rotated' GROUP BY 1) a USING (session_id)
      WHERE coalesce(g.n, 0) <> coalesce(a.n, 0)`,
  ),
  whole(
    'a live session has one live refresh token, and an ended one has no live token',
    `SELECT s.session_id FROM sessions s LEFT JOIN tokens t ON t.session_id = s.session_id AND t.status IN ('ACTIVE', 'EXPIRED')
      GROUP BY s.session_id, s.status
     HAVING (s.status = 'ACTIVE' AND count(*) FILTER (WHERE t.token_type = 'REFRESH') <> 1)
         OR (s.status = 'REVOKED' AND count(*) FILTER (WHERE t.status = 'ACTIVE') > 0)`,
  ),
  whole(
    'a refresh token that has successors is not live',
    `SELECT DISTINCT p.token_id::text FROM tokens p JOIN tokens n ON n.parent_token_id = p.token_id WHERE p.status = 'ACTIVE'`,
  ),
  whole(
    'a signed transaction and an acceptance come together',
    `SELECT coalesce(t.transaction_id, a.transaction_id)
       FROM (SELECT * FROM auth_transactions WHERE transaction_type = 'ESIGN_ACCEPT' AND transaction_status = 'CONSUMED') t
       FULL JOIN esign_acceptances a USING (transaction_id)
      WHERE t.transaction_id IS NULL OR a.transaction_id IS NULL`,
  ),
  whole(
    'a bound transaction has a device',
    `SELECT t.transaction_id FROM auth_transactions t JOIN auth_contexts c USING (context_id)
       LEFT JOIN trusted_devices d ON d.cupid = c.cupid AND d.device_fingerprint_hash = c.device_fingerprint_hash
      WHERE t.transaction_type = 'DEVICE_BIND' AND t.transaction_status = 'CONSUMED' AND d.device_id IS NULL`,
  ),
  whole(
    'each hand-off and its audit rows',
    `SELECT 'hand-offs' FROM (SELECT count(*) AS made, count(used_at) AS used FROM cross_app_sessions) x,
        (SELECT count(*) FILTER (WHERE event_type = 'cross_app.created') AS made,
                count(*) FILTER (WHERE event_type = 'cross_app.used') AS used FROM audit_logs) a
      WHERE x.made <> a.made OR x.used <> a.used`,
  ),
];

/** What holds of the rows, whatever anybody was told. */
export const WHOLE_RULES: readonly Rule[] = [...ROWS, ...Object.entries(COUNTED).map(counted)];
