import { Clock } from '../src/common/clock.js';
import { SimulatedClock } from '../src/simulator/simulated-clock.js';
import { type ApiResponse, type CallOptions, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { usesPostgres } from './support/test-config.js';
import { bindDevice, refreshTokenOf, withServer } from './support/walk.js';

const SIMULATOR: CallOptions = { headers: { 'x-simulator': '1' } };
const CONTROLS = [
  ['POST', '/simulator/clock/advance'],
  ['GET', '/simulator/outbox'],
  ['POST', '/simulator/reset'],
  ['POST', '/simulator/seed'],
] as const;
const NO_SUCH_ROUTE = [404, 'CIAM_E01_05_004'];
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];

// The controls belong to the embedded engine: PostgreSQL is shown below to have none.
const onEmbedded = usesPostgres ? describe.skip : describe;
const onPostgres = usesPostgres ? describe : describe.skip;

/** A server that tells the time as it does outside of tests: only its own control moves the clock. */
const start = (env: Record<string, string> = {}) =>
  createTestServer({ env, override: (builder) => builder.overrideProvider(Clock).useClass(SimulatedClock) });

onEmbedded('the controls of the simulator, on the embedded engine,', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await start();
  });

  afterEach(() => server.close());

  const control = (method: string, path: string, body?: unknown) =>
    server.api.call(method, `/simulator/${path}`, body, SIMULATOR);
  const advance = (seconds: unknown) => control('POST', 'clock/advance', { seconds });
  const outbox = async () => (await control('GET', 'outbox')).body.messages;

  it.each(CONTROLS)('are not there without their header: %s %s', async (method, path) => {
    const none: Record<string, string> = {};
    for (const headers of [none, { 'x-simulator': '0' }, { 'x-simulator': 'true' }]) {
      const answer = await server.api.call(method, path, method === 'POST' ? { seconds: 1 } : undefined, {
        headers,
      });
      expect(codeOf(answer)).toEqual(NO_SUCH_ROUTE);
    }
  });

  it('move the clock of the whole server', async () => {
    const { api } = server;
    const before = Date.parse((await api.get('/health')).body.timestamp);
    const answer = await advance(3600);
    expect(answer.status).toBe(200);
    const after = Date.parse((await api.get('/health')).body.timestamp);
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
    expect(Math.abs(after - Date.parse(answer.body.now))).toBeLessThan(60_000);
  });

  it('let a push be answered and a token expire without waiting', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const push = ids(login, await api.push(ids(login)));
    expect((await api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
    await advance(5);
    const success = await api.poll(push);
    expect(success.status).toBe(201);
    await advance(900);
    expect((await api.verifyToken(success.body.access_token)).body).toEqual({ active: false });
  });

  it.each([0, -1, 1.5, '60', null, 400_000_000])('refuse to move the clock by %j', async (seconds) => {
    expect(codeOf(await advance(seconds))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('list what was "sent", in order', async () => {
    const { api } = server;
    expect(await outbox()).toEqual([]);
    const login = await api.login('mfauser');
    const sms = await api.initiate(ids(login), { method: 'sms', mfa_option_id: 2 });
    const call = await api.initiate(ids(login), { method: 'voice', mfa_option_id: 1 });
    const push = await api.push(ids(login));
    const sent = { sent_at: expect.any(String) };
    expect(await outbox()).toEqual([
      {
        kind: 'otp',
        transaction_id: sms.body.transaction_id,
        channel: 'sms',
        to: '5678',
        code: '1234',
        ...sent,
      },
      {
        kind: 'otp',
        transaction_id: call.body.transaction_id,
        channel: 'voice',
        to: '1234',
        code: '1234',
        ...sent,
      },
      {
        kind: 'push',
        transaction_id: push.body.transaction_id,
        context_id: login.body.context_id,
        channel: 'push',
        to: expect.any(String),
        ...sent,
      },
    ]);
  });

  it('put everything back to how it was at the start', async () => {
    const { api, rows, directory } = server;
    const fresh = await rows.counts();
    await bindDevice(api, 'mfauser', { drs_action_token: 'a device to forget' });
    await api.accept(ids(await api.login('complianceuser')));
    await api.refresh(refreshTokenOf(await api.login('testuser')));
    directory.put({ ...(await directory.authenticate('testuser', 'password'))!, standing: 'DISABLED' });
    await advance(86_400);

    const answer = await control('POST', 'reset');
    expect([answer.status, answer.body]).toEqual([200, { success: true }]);
    expect(await rows.counts()).toEqual(fresh);
    expect(await outbox()).toEqual([]);
    const now = Date.parse((await api.get('/health')).body.timestamp);
    expect(Math.abs(now - new Clock().now().getTime())).toBeLessThan(60_000);
    expect((await api.login('testuser')).status).toBe(201);
  });

  it('forget at a reset who has asked too often', async () => {
    await server.close();
    server = await start({ RATE_LIMIT_ENABLED: 'true', RATE_LIMITS: 'login=1/1h' });
    expect((await server.api.login('testuser')).status).toBe(201);
    expect((await server.api.login('testuser')).status).toBe(429);
    await control('POST', 'reset');
    expect((await server.api.login('testuser')).status).toBe(201);
  });

  it('leave a server after a reset that works like a new one', async () => {
    const { api } = server;
    const device = { drs_action_token: 'a device to forget' };
    await bindDevice(api, 'mfauser', device);
    await api.accept(ids(await api.login('complianceuser')));
    const old = await api.login('testuser');
    await control('POST', 'reset');
    expect((await api.login('mfauser', device)).body.response_type_code).toBe('MFA_REQUIRED');
    expect((await api.login('complianceuser')).body.response_type_code).toBe('ESIGN_REQUIRED');
    expect((await api.verifyToken(old.body.access_token)).body).toEqual({ active: false });
    expect(codeOf(await api.refresh(refreshTokenOf(old)))).toEqual([401, 'CIAM_E04_00_002']);
    expect((await api.login('testuser')).status).toBe(201);
  });

  it('are not for pages of other origins, header or not', async () => {
    const headers = { ...SIMULATOR.headers, origin: 'https://evil.example' };
    const answer = await server.api.post('/simulator/reset', {}, { headers });
    expect(codeOf(answer)).toEqual([403, 'CIAM_E01_02_003']);
  });
});

onEmbedded('the controls of the simulator, where people are not simulated,', () => {
  const env = {
    IDENTITY_PROVIDER: 'webhook',
    IDENTITY_WEBHOOK_URL: 'http://127.0.0.1:9/identity',
    IDENTITY_WEBHOOK_SECRET: 'a webhook secret of 32 characters',
  };

  it('are not there', () =>
    withServer({ env }, async ({ api }) => {
      expect(codeOf(await api.get('/simulator/outbox', SIMULATOR))).toEqual(NO_SUCH_ROUTE);
    }));
});

onPostgres('the controls of the simulator, on PostgreSQL,', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  it.each(CONTROLS)('are not there: %s %s', async (method, path) => {
    const before = await server.rows.counts();
    const answer = await server.api.call(
      method,
      path,
      method === 'POST' ? { seconds: 1 } : undefined,
      SIMULATOR,
    );
    expect(codeOf(answer)).toEqual(NO_SUCH_ROUTE);
    expect(await server.rows.counts()).toEqual(before);
  });
});
