import { Tracing } from '../src/common/tracing.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { OtlpReceiver, type ReceivedSpan } from './support/otlp-receiver.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';
import { refreshTokenOf } from './support/walk.js';
import { answer, WEBHOOK_SECRET, WebhookReceiver } from './support/webhook-receiver.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const TRACED = { headers: { traceparent: `00-${TRACE}-${CALLER}-01` } };

describe('traces, where OTEL_EXPORTER_OTLP_ENDPOINT names a collector,', () => {
  let collector: OtlpReceiver;
  let gateway: WebhookReceiver;
  let server: TestServer;
  let closed: Promise<void> | undefined;

  async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    server = await createTestServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, ...env } });
    closed = undefined;
  }

  /** What is left is handed over when the server ends. */
  const close = () => (closed ??= server.close());

  beforeEach(async () => {
    collector = await OtlpReceiver.start();
    gateway = await WebhookReceiver.start();
  });

  afterEach(async () => {
    await close();
    await collector.stop();
    await gateway.stop();
  });

  async function spans(): Promise<ReceivedSpan[]> {
    await close();
    return collector.spans;
  }

  const childrenOf = (all: readonly ReceivedSpan[], parent: ReceivedSpan | undefined) =>
    all.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);

  // First, since the exporter goes on trying for a while after its server has ended.
  it('hold nothing up when the collector is away', async () => {
    await start();
    await collector.stop();
    expect((await server.api.login('testuser')).status).toBe(201);
    await close();
    collector = await OtlpReceiver.start();
  });

  it('go on where the caller’s came from, down to the statements of a transaction', async () => {
    await start();
    await server.api.login('testuser', {}, TRACED);
    const all = (await spans()).filter(({ traceId }) => traceId === TRACE);
    const [request] = all.filter(({ parentSpanId }) => parentSpanId === CALLER);
    expect(request).toMatchObject({
      name: 'POST /auth/login',
      kind: 2,
      attributes: { 'http.route': '/auth/login', 'http.response.status_code': 201 },
    });
    const [transaction] = childrenOf(all, request).filter(({ name }) => name === 'transaction');
    const statements = usesPostgres ? childrenOf(all, transaction) : all;
    const [insert] = statements.filter(({ attributes }) =>
      String(attributes['db.query.text']).includes('INSERT INTO'),
    );
    expect(insert?.attributes['db.system.name']).toBe(usesPostgres ? 'postgresql' : 'sqlite');
    const known = new Set([CALLER, ...all.map(({ spanId }) => spanId)]);
    expect(all.filter(({ parentSpanId = '' }) => !known.has(parentSpanId))).toEqual([]);
  });

  it('hold no value of a statement, no secret and nothing of a person', async () => {
    await start();
    const login = await server.api.login('testuser', { drs_action_token: 'the-risk-token' }, TRACED);
    const refreshed = await server.api.refresh(refreshTokenOf(login), TRACED);
    await server.api.verifyToken(refreshed.body.access_token);
    await spans();
    const [signature = ''] = refreshed.body.access_token.split('.').slice(-1);
    expect(collector.text).toContain('POST /auth/refresh');
    const secrets = [
      'testuser',
      'password"',
      'the-risk-token',
      '127.0.0.1',
      login.body.context_id,
      signature,
    ];
    for (const secret of secrets) expect(collector.text).not.toContain(secret);
  });

  it('name what failed by its code or class: a message quotes values', async () => {
    await start();
    const { tracer } = server.app.get(Tracing);
    const unitOfWork = server.app.get(UnitOfWork);
    const fails = tracer?.run('a request', {}, () =>
      unitOfWork.run(() => unitOfWork.query('SELECT a_value_of_somebody FROM nowhere_at_all')),
    );
    await expect(fails).rejects.toThrow();
    await spans();
    const failed = collector.spans.filter(({ status }) => status.code === 2);
    expect(failed.map(({ name }) => name).sort()).toEqual(['SELECT', 'a request', 'transaction']);
    const [statement] = failed.filter(({ name }) => name === 'SELECT');
    expect(statement?.attributes['error.type']).toBe(usesPostgres ? '42P01' : 'QueryFailedError');
    expect(collector.text).not.toMatch(/does not exist|no such table/);
  });

  it('go on in webhooks', async () => {
    gateway.willAnswer(answer({ delivery_id: 'sent' }));
    await start({
      ...SIMULATED,
      OTP_SENDER: 'webhook',
      OTP_WEBHOOK_URL: `${gateway.url}?key=of-the-url`,
      OTP_WEBHOOK_SECRET: WEBHOOK_SECRET,
    });
    const login = await server.api.login('mfauser');
    const choice = { ...ids(login), method: 'sms', mfa_option_id: 1 };
    expect((await server.api.post('/auth/mfa/initiate', choice, TRACED)).status).toBe(200);
    const [call] = (await spans()).filter(({ name }) => name === 'webhook POST');
    expect(gateway.calls[0]?.headers.traceparent).toBe(`00-${TRACE}-${call?.spanId}-01`);
    expect(call).toMatchObject({ kind: 3, attributes: { 'http.response.status_code': 200 } });
    expect(collector.text).not.toContain('of-the-url');
  });

  it('begin here when the caller has none, and not at all for probes', async () => {
    await start();
    for (const url of ['/health', '/health/ready', '/metrics']) await server.api.get(url);
    await server.api.get('/.well-known/jwks.json', { headers: { traceparent: 'no trace at all' } });
    const servers = (await spans()).filter(({ kind }) => kind === 2);
    expect(servers.map(({ name }) => name)).toEqual(['GET /.well-known/jwks.json']);
    expect(servers[0]?.parentSpanId).toBeUndefined();
  });

  it('are recorded in part, but for those that a caller records', async () => {
    await start({ OTEL_TRACES_SAMPLER_ARG: '0' });
    await server.api.login('testuser');
    await server.api.login('testuser', {}, TRACED);
    const servers = (await spans()).filter(({ kind }) => kind === 2);
    expect(servers.map(({ traceId }) => traceId)).toEqual([TRACE]);
  });

  it('carry the headers that the collector wants, and the name of the server', async () => {
    await start({ OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=a%20key', OTEL_SERVICE_NAME: 'sallyport-eu' });
    await server.api.login('testuser');
    await spans();
    expect(collector.calls[0]?.headers['x-api-key']).toBe('a key');
    expect(collector.text).toContain('"sallyport-eu"');
  });
});
