import { decodeJwt } from 'jose';
import { type CallOptions, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';

const KNOWN: CallOptions = { headers: { 'x-client-id': 'web' } };
const STRANGERS: readonly [string, Record<string, string>][] = [
  ['no client id', {}],
  ['an unknown client id', { 'x-client-id': 'stranger' }],
  ['a client id in other case', { 'x-client-id': 'WEB' }],
];
const GUARDED = [
  '/auth/login',
  '/auth/mfa/initiate',
  '/auth/mfa/otp/verify',
  '/auth/mfa/transactions/tx-1',
  '/auth/esign/accept',
  '/auth/esign/decline',
  '/auth/device/bind',
  '/auth/refresh',
  '/auth/logout',
];
const EXEMPT = [
  '/health',
  '/health/live',
  '/health/ready',
  '/metrics',
  '/docs-json',
  '/.well-known/jwks.json',
  '/auth/esign/documents/terms-v1-2025',
];

describe('clients, where CLIENT_IDS names them', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: { CLIENT_IDS: 'web,mobile' } });
  });

  afterAll(() => server.close());

  describe.each(STRANGERS)('a request with %s', (_kind, headers) => {
    it.each(GUARDED)('is refused at %s, and nothing but that is written', async (url) => {
      const before = await server.rows.counts();
      const answer = await server.api.post(url, { username: 'testuser', password: 'password' }, { headers });
      expect(answer.status).toBe(401);
      expect(answer.body.error_code).toBe('CIAM_E01_02_004');
      expect(await server.rows.counts()).toEqual({ ...before, audit_logs: (before.audit_logs ?? 0) + 1 });
    });
  });

  it('lets a known client in and names it in the tokens and the session', async () => {
    const { status, body } = await server.api.login('testuser', {}, KNOWN);
    expect(status).toBe(201);
    expect(decodeJwt(body.access_token)['client_id']).toBe('web');
    expect(decodeJwt(body.id_token).aud).toBe('web');
    expect(
      await server.rows.count('sessions', `session_id = $1 AND client_id = 'web'`, [body.context_id]),
    ).toBe(1);
  });

  it.each(EXEMPT)('asks nobody at %s', async (url) => {
    expect((await server.api.get(url)).status).toBe(200);
  });

  it('asks neither the gateway nor the phone, which are no clients', async () => {
    const { api } = server;
    const login = await api.login('mfauser', {}, KNOWN);
    const step = { ...ids(login), method: 'push' };
    const push = await api.post('/auth/mfa/initiate', step, KNOWN);
    const { display_number: number } = push.body;
    expect((await api.approve(ids(login, push), { selected_number: number })).status).toBe(200);
    const polled = await api.poll(ids(login, push), KNOWN);
    expect((await api.verifyToken(polled.body.access_token)).body).toMatchObject({ active: true });
    const code = await api.get('/auth/mfa/transactions/tx-unknown/otp');
    expect(code.body.error_code).toBe('CIAM_E01_03_001');
  });
});

describe('clients, where CLIENT_IDS names none', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: { DEFAULT_CLIENT_ID: 'house' } });
  });

  afterAll(() => server.close());

  it('may all call, and a login that names none gets the default one', async () => {
    const named = await server.api.login('testuser', {}, { headers: { 'x-client-id': 'anything' } });
    const unnamed = await server.api.login('testuser');
    const clientOf = ({ body }: typeof named) => decodeJwt(body.access_token)['client_id'];
    expect([named, unnamed].map(clientOf)).toEqual(['anything', 'house']);
  });
});
