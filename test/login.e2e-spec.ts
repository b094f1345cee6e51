import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';

const THIRTEEN_MONTHS = 400 * 24 * 60 * 60;

describe('signing in', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const contextOf = async (contextId: string) => {
    const [row] = await server.rows.select('SELECT * FROM auth_contexts WHERE context_id = $1', [contextId]);
    return row;
  };

  it('lets a person without further steps in at once', async () => {
    const answer = await server.api.login('testuser');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      response_type_code: 'SUCCESS',
      access_token: expect.any(String),
      id_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      context_id: expect.any(String),
      device_bound: false,
    });
  });

  it('walks the whole chain from the password to the bound device', async () => {
    const { api } = server;
    const login = await api.login('mfaesignuser', { drs_action_token: 'whole-chain' });
    expect(login.body.response_type_code).toBe('MFA_REQUIRED');
    const sent = await api.initiate(ids(login));
    expect(sent.body.response_type_code).toBe('OTP_VERIFY_REQUIRED');
    const esign = await api.verify(ids(login, sent));
    expect(esign.body.response_type_code).toBe('ESIGN_REQUIRED');
    const binding = await api.accept(ids(login, esign));
    expect(binding.body.response_type_code).toBe('DEVICE_BIND_REQUIRED');
    const success = await api.bind(ids(login, binding));
    expect(success.status).toBe(200);
    expect(success.body).toMatchObject({
      response_type_code: 'SUCCESS',
      device_bound: true,
      context_id: login.body.context_id,
    });
    expect((await api.verifyToken(success.body.access_token)).body).toMatchObject({ active: true });
  });

  it('gives context and transaction the ids that the contract promises', async () => {
    const { body } = await server.api.login('mfauser');
    expect(body.context_id).toMatch(/^sess-[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);
    const [, milliseconds, random] = /^tx-(\d+)-(.+)$/.exec(body.transaction_id) ?? [];
    expect(Number(milliseconds)).toBe(server.clock.now().getTime());
    // 128 bits in hexadecimal.
    expect(random).toMatch(/^[\da-f]{32,}$/);
  });

  it('keeps the context id through the chain and gives every step a transaction of its own', async () => {
    const { api } = server;
    const login = await api.login('firsttimeuser', { drs_action_token: 'id-chain' });
    const sent = await api.initiate(ids(login));
    const esign = await api.verify(ids(login, sent));
    const binding = await api.accept(ids(login, esign));
    const steps = [login, sent, esign, binding];
    expect(new Set(steps.map(({ body }) => body.transaction_id)).size).toBe(4);
    const contextIds = [login, esign, binding].map(({ body }) => body.context_id);
    expect(new Set(contextIds)).toEqual(new Set([login.body.context_id]));
  });

  it('ignores the fields that deployed clients send besides', async () => {
    const answer = await server.api.login('testuser', {
      method: 'password',
      transmit_aid: 7,
      extra: { a: [1] },
    });
    expect(answer.status).toBe(201);
  });

  it('notes the app that the body names', async () => {
    const { body } = await server.api.login('testuser', { app_id: 'body-app', app_version: '1.2' });
    expect(await contextOf(body.context_id)).toMatchObject({ app_id: 'body-app', app_version: '1.2' });
  });

  it('notes the app that the headers name, whatever the body says', async () => {
    const headers = { 'x-app-id': 'header-app', 'x-app-version': '3.4' };
    const extra = { app_id: 'body-app', app_version: '1.2' };
    const { body } = await server.api.login('testuser', extra, { headers });
    expect(await contextOf(body.context_id)).toMatchObject({ app_id: 'header-app', app_version: '3.4' });
  });

  it('notes where a login came from and by which correlation id', async () => {
    const correlationId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
    const headers = { 'x-correlation-id': correlationId, 'user-agent': 'Test/1.0' };
    const answer = await server.api.login('testuser', {}, { headers });
    expect(answer.headers['x-correlation-id']).toBe(correlationId);
    expect(await contextOf(answer.body.context_id)).toMatchObject({
      correlation_id: correlationId,
      user_agent: 'Test/1.0',
      ip_address: '127.0.0.1',
    });
  });

  it('names a browser by a cookie of 256 random bits that script cannot read', async () => {
    const { cookies } = await server.api.login('mfauser');
    expect(cookies.device_id).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/auth',
      maxAge: THIRTEEN_MONTHS,
    });
    expect(Buffer.from(cookies.device_id?.value ?? '', 'base64url')).toHaveLength(32);
  });

  it('names a browser once: who brings the cookie gets no other', async () => {
    const device = (await server.api.login('testuser')).cookies.device_id?.value ?? '';
    const again = await server.api.login('testuser', {}, { cookies: { device_id: device } });
    expect(again.cookies.device_id).toBeUndefined();
  });

  it('names a browser anew whose cookie was not made here', async () => {
    const answer = await server.api.login('testuser', {}, { cookies: { device_id: 'my-own-device' } });
    expect(answer.cookies.device_id?.value).toMatch(/^[\w-]{43}$/);
  });

  it('keeps the name of a browser as a hash only', async () => {
    const first = (await server.api.login('testuser')).cookies.device_id?.value ?? '';
    await server.api.login('testuser', {}, { cookies: { device_id: first } });
    expect(first).not.toBe('');
    expect(await server.rows.dump()).not.toContain(first);
  });

  it('gives a native client the refresh token in the body and no cookie at all', async () => {
    const headers = { 'x-token-delivery': 'body' };
    const answer = await server.api.login('testuser', {}, { headers });
    expect(answer.body.refresh_token).toEqual(expect.any(String));
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('runs out of time when the context does', async () => {
    const { api, clock } = server;
    const login = await api.login('mfauser');
    clock.advance(15 * 60 - 1);
    expect((await api.initiate(ids(login))).status).toBe(200);
    clock.advance(1);
    const late = await api.initiate(ids(login));
    expect(late.status).toBe(410);
    expect(late.body).toMatchObject({ error_code: 'CIAM_E01_03_002', transaction_status: 'EXPIRED' });
  });
});
