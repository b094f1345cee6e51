import { sha256 } from '../src/common/digest.js';
import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';

const KEPT_OUT = ['lockeduser', 'disableduser', 'enterpriseblockuser', 'deceaseduser', 'restricteduser'];
const REFUSED = [
  ...KEPT_OUT.map((username) => [username, 'device.risk.evaluated'] as const),
  ['mfalockeduser', 'device.risk.evaluated'] as const,
  ['denyuser', 'device.risk.denied'] as const,
];
const CORRELATION_ID = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';

/** What a stranger could tell two failures apart by. */
function appearance({ status, body, headers }: ApiResponse): object {
  const { correlation_id: _id, timestamp: _time, ...rest } = body;
  return { status, body: rest, headers: Object.keys(headers).sort() };
}

describe('a login that is refused', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** What a call added to each table, where it added anything. */
  async function added(call: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = await server.rows.counts();
    await call();
    const after = await server.rows.counts();
    const growth = Object.entries(after).map(
      ([table, count]) => [table, count - (before[table] ?? 0)] as const,
    );
    return Object.fromEntries(growth.filter(([, more]) => more !== 0));
  }

  async function lastAudit(): Promise<Record<string, unknown> | undefined> {
    const [row] = await server.rows.select(
      'SELECT * FROM audit_logs ORDER BY event_timestamp DESC, log_id DESC',
    );
    return row;
  }

  it.each(REFUSED)(
    'leaves of %s a failed context, its evaluation and its audit',
    async (username, riskEvent) => {
      const { api, rows } = server;
      let answer!: ApiResponse;
      const growth = await added(async () => {
        answer = await api.login(username, {}, { headers: { 'x-correlation-id': CORRELATION_ID } });
      });
      expect(growth).toEqual({ auth_contexts: 1, drs_evaluations: 1, audit_logs: 2 });
      const where = 'context_id = $1';
      const contextId = [answer.body.context_id];
      const [context] = await rows.select(`SELECT * FROM auth_contexts WHERE ${where}`, contextId);
      expect(context).toMatchObject({ outcome: 'FAILURE', completed_at: expect.anything() });
      expect(await rows.count('drs_evaluations', where, contextId)).toBe(1);
      expect(await rows.eventsOf(answer.body.context_id)).toEqual([riskEvent, 'auth.login.refused']);
      const [refusal] = await rows.select(
        `SELECT * FROM audit_logs WHERE ${where} AND event_type = 'auth.login.refused'`,
        contextId,
      );
      expect(refusal).toMatchObject({
        error_code: answer.body.error_code,
        event_outcome: 'FAILURE',
        cupid: context?.cupid,
        correlation_id: CORRELATION_ID,
      });
    },
  );

  it.each(['testuser', 'mfauser', 'nobody', ...KEPT_OUT])(
    'leaves one audit row and nothing else when the password for %s is wrong',
    async (username) => {
      const growth = await added(() => server.api.login(username, { password: 'Password' }));
      expect(growth).toEqual({ audit_logs: 1 });
      expect(await lastAudit()).toMatchObject({
        event_type: 'auth.login.failed',
        event_outcome: 'FAILURE',
        event_severity: 'WARN',
        error_code: 'CIAM_E01_01_001',
        context_id: null,
        cupid: null,
      });
    },
  );

  it('looks the same for an unknown user, a wrong password and a locked account', async () => {
    const { api } = server;
    const unknown = appearance(await api.login('nobody'));
    expect(unknown).toMatchObject({ status: 401, body: { error_code: 'CIAM_E01_01_001' } });
    expect(unknown).not.toHaveProperty('body.context_id');
    const wrong = { password: 'not the password' };
    for (const username of ['testuser', 'mfauser', 'denyuser', 'mfalockeduser', ...KEPT_OUT])
      expect(appearance(await api.login(username, wrong))).toEqual(unknown);
  });

  it('tells of an administrator’s lock only after the right password', async () => {
    expect((await server.api.login('lockeduser', { password: 'wrong' })).status).toBe(401);
    expect((await server.api.login('lockeduser')).status).toBe(423);
  });

  it.each(['te*tuser', '*', 'testuser*'])(
    'answers the masked user name %s with a code of its own',
    async (username) => {
      let answer!: ApiResponse;
      const growth = await added(async () => {
        answer = await server.api.login(username);
      });
      expect(answer.status).toBe(401);
      expect(answer.body.error_code).toBe('CIAM_E01_01_016');
      expect(growth).toEqual({ audit_logs: 1 });
      expect(await lastAudit()).toMatchObject({
        event_type: 'auth.login.failed',
        error_code: 'CIAM_E01_01_016',
      });
    },
  );

  it('keeps of a name that failed a keyed pseudonym only: people type passwords into the wrong field', async () => {
    await server.api.login('my secret, in the wrong field');
    const dump = await server.rows.dump();
    expect(dump).not.toContain('my secret');
    expect(dump).not.toContain(sha256('my secret, in the wrong field'));
    const first = (await lastAudit())?.event_details;
    await server.api.login('My secret, in the wrong field');
    expect((await lastAudit())?.event_details).toEqual(first);
    await server.api.login('another name');
    expect((await lastAudit())?.event_details).not.toEqual(first);
  });

  it('sets no cookie and issues no token', async () => {
    for (const username of ['nobody', 'lockeduser', 'denyuser']) {
      const answer = await server.api.login(username);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.text).not.toContain('_token"');
    }
  });
});
