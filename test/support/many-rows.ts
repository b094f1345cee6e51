import type { TestServer } from './create-app.js';
import { usesPostgres } from './test-config.js';

type Rows = Pick<TestServer, 'rows'>;

const SESSION = `cupid, device_fingerprint_hash, ip_address, user_agent, client_id, auth_time, amr, acr, scope, status, revoke_reason,
  revoked_by, revoked_at, last_activity_at, created_at, updated_at, expires_at, absolute_expires_at`;
const TOKEN = 'claims, kid, created_at, updated_at, expires_at';
const ID = usesPostgres ? 'gen_random_uuid()' : 'lower(hex(randomblob(16)))';
const HASH = usesPostgres ? 'md5(random()::text) || md5(random()::text)' : 'lower(hex(randomblob(32)))';

const upTo = (times: number) =>
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${times})`;

/** So many sessions more like this one, each with its live tokens. The database makes them itself: to sign in so often would take minutes. */
export async function addSessionsLike({ rows }: Rows, sessionId: string, times: number): Promise<void> {
  const name = `'copy-' || CAST(n.i AS varchar(10)) || '-' || session_id`;
  await rows.execute(
    `INSERT INTO sessions (session_id, context_id, ${SESSION})
     ${upTo(times)} SELECT ${name}, NULL, ${SESSION} FROM sessions, n WHERE session_id = $1`,
    [sessionId],
  );
  await rows.execute(
    `INSERT INTO tokens (token_id, session_id, token_type, token_value_hash, status, ${TOKEN})
     ${upTo(times)} SELECT ${ID}, ${name}, token_type, ${HASH}, status, ${TOKEN} FROM tokens, n WHERE session_id = $1`,
    [sessionId],
  );
}

/** What so many refreshes of a session leave of its refresh tokens. */
export async function addRotatedTokens({ rows }: Rows, sessionId: string, times: number): Promise<void> {
  await rows.execute(
    `INSERT INTO tokens (token_id, session_id, token_type, token_value_hash, parent_token_id, status, rotated_at, ${TOKEN})
     ${upTo(times)} SELECT ${ID}, session_id, token_type, ${HASH}, token_id, 'ROTATED', created_at, ${TOKEN}
       FROM tokens, n WHERE session_id = $1 AND token_type = 'REFRESH' AND status = 'ACTIVE'`,
    [sessionId],
  );
}
