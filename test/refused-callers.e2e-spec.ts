import type { ApiResponse, CallOptions } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { limitedServer, repeat, statuses } from './support/limits.js';
import { postForm } from './support/oauth.js';

const LIMITS = 'default=10/1m';
const HAND_OFF = { session_token: '0123456789abcdef'.repeat(4) };
const IDS = { context_id: 'sess-unknown', transaction_id: 'tx-1-unknown' };
const bearer: CallOptions = { headers: { authorization: 'Bearer no-token-at-all' } };
const secret: CallOptions = { headers: { 'x-shared-secret': 'wrong' } };
const key: CallOptions = { headers: { 'x-api-key': 'wrong' } };
const client = { token: 'a.b.c', client_id: 'gateway', client_secret: 'wrong' };

type Call = (server: TestServer) => Promise<ApiResponse>;

const STRANGERS: readonly (readonly [string, number, boolean, Call])[] = [
  ['a bearer token that is none', 401, true, ({ api }) => api.get('/auth/sessions', bearer)],
  ['no bearer token', 401, true, ({ api }) => api.get('/auth/devices')],
  ['a wrong key', 401, true, ({ api }) => api.post('/auth/token/verify', { token: 'x' }, key)],
  [
    'a wrong secret of an app',
    401,
    true,
    ({ api }) => api.post('/cross-app/validate-session', HAND_OFF, secret),
  ],
  ['a wrong secret of a client, to revoke', 401, true, ({ api }) => postForm(api, '/auth/revoke', client)],
  [
    'a wrong secret of a client, to introspect',
    200,
    true,
    ({ api }) => postForm(api, '/auth/introspect', client),
  ],
  ['a refresh token that is none', 401, false, ({ api }) => api.refresh('no-token-at-all')],
  [
    'a login that there is not',
    404,
    false,
    ({ api }) => api.post('/auth/mfa/initiate', { ...IDS, method: 'sms', mfa_option_id: 1 }),
  ],
  ['a route that there is not', 404, false, ({ api }) => api.get('/no/such/route')],
];

describe('who is refused before it is known who they are', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await limitedServer(LIMITS);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  it.each(STRANGERS)('is counted by address, with %s', async (_what, status, _isAudited, call) => {
    const answers = await repeat(12, () => call(server));
    expect(statuses(answers)).toEqual([...Array<number>(10).fill(status), 429, 429]);
    server.clock.advance(60);
    expect((await call(server)).status).toBe(status);
  });

  it.each(STRANGERS.filter(([, , isAudited]) => isAudited))(
    'leaves an audit row each time, with %s, until there are too many',
    async (_what, _status, _isAudited, call) => {
      const before = await server.rows.counts();
      const [{ body }] = await repeat(15, () => call(server));
      const rows = await server.rows.select(
        `SELECT event_category, event_severity, event_outcome FROM audit_logs WHERE event_type = 'security.access.refused'`,
      );
      const row = { event_category: 'SECURITY', event_severity: 'WARN', event_outcome: 'FAILURE' };
      expect(rows).toEqual(Array(10).fill(row));
      expect(await server.rows.counts()).toEqual({ ...before, audit_logs: (before.audit_logs ?? 0) + 11 });
      expect(body.access_token).toBeUndefined();
    },
  );

  it('says nothing of a token or key in its audit row', async () => {
    for (const [, , , call] of STRANGERS) await call(server);
    const dump = await server.rows.dump();
    for (const sent of ['no-token-at-all', HAND_OFF.session_token, 'a.b.c']) expect(dump).not.toContain(sent);
  });
});
