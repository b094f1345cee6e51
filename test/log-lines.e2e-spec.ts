import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';
import { request, sendRaw } from './support/raw-http.js';

const INJECTIONS = [
  'x\r\n{"level":"info","msg":"forged"}',
  'x\n{"level":"info","msg":"forged"}',
  'x\r{"level":"info","msg":"forged"}',
  'x\u2028{"level":"info","msg":"forged"}',
  'x","msg":"forged","y":"',
  '\u001b[2J\u001b[31mforged',
];

describe('the log', () => {
  const log = new LogCapture();
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ log: { level: 'trace', destination: log } });
    await server.app.listen(0, '127.0.0.1');
  });

  beforeEach(() => log.clear());

  afterAll(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const requests = () => log.entries.filter(({ msg }) => msg === 'request');

  it('has one line for each request, with correlation id, method, route, status and duration', async () => {
    const id = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
    await server.api.login('testuser', {}, { headers: { 'x-correlation-id': id } });
    expect(log.entries).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        correlation_id: id,
        method: 'POST',
        route: '/auth/login',
        status: 201,
        duration_ms: expect.any(Number),
        msg: 'request',
      },
    ]);
  });

  it('names the template of the route, never the URL with its ids', async () => {
    const door = ids(await server.api.login('mfauser'));
    log.clear();
    await server.api.poll(door);
    await server.api.approve(door, { decision: 'deny' });
    await server.api.get(`/auth/mfa/transactions/${door.transaction_id}/otp`);
    await server.api.get('/auth/esign/documents/terms-v1-2025?version=1.0');
    expect(requests().map(({ route, status }) => [route, status])).toEqual([
      ['/auth/mfa/transactions/:transaction_id', 404],
      ['/auth/mfa/transactions/:transaction_id/approve', 404],
      ['/auth/mfa/transactions/:transaction_id/otp', 404],
      ['/auth/esign/documents/:document_id', 200],
    ]);
    expect(log.text).not.toContain(door.transaction_id);
    expect(log.text).not.toContain('terms-v1-2025');
  });

  it.each([
    ['an unknown route', () => server.api.post('/auth/unknown/secret-in-the-path?token=secret'), 404],
    ['a method that is not allowed', () => server.api.get('/auth/login?password=secret'), 405],
    ['a malformed URL', () => server.api.post('/auth/%zz/secret'), 400],
  ])(
    'calls a request without a route unmatched, and shows nothing of its URL: %s',
    async (_name, send, status) => {
      await send();
      expect(requests().map((entry) => [entry.route, entry.status])).toEqual([['unmatched', status]]);
      expect(log.text).not.toContain('secret');
    },
  );

  it.each([
    ['malformed JSON', () => server.api.post('/auth/login', '{'), 400],
    ['a body too large', () => server.api.post('/auth/login', 'x'.repeat(70_000)), 413],
    [
      'another content type',
      () => server.api.post('/auth/login', '{}', { headers: { 'content-type': 'text/plain' } }),
      415,
    ],
    [
      'a foreign origin',
      () => server.api.post('/auth/login', {}, { headers: { origin: 'https://evil.example' } }),
      403,
    ],
  ])('has a line, with the route, for a request refused early: %s', async (_name, send, status) => {
    const { body } = await send();
    expect(requests()).toMatchObject([{ route: '/auth/login', status, correlation_id: body.correlation_id }]);
  });

  it('has the correlation id of the answer, given or made', async () => {
    const answers = [
      await server.api.login('testuser'),
      await server.api.login('nobody'),
      await server.api.get('/health'),
    ];
    expect(requests().map((entry) => entry.correlation_id)).toEqual(
      answers.map(({ headers }) => headers['x-correlation-id']),
    );
  });

  it.each(INJECTIONS)('keeps one line a request, whatever is sent: %j', async (injection) => {
    const encoded = encodeURIComponent(injection);
    await server.api.login(injection, { app_id: injection.slice(0, 60), drs_action_token: injection });
    await server.api.poll({ context_id: injection, transaction_id: encoded });
    await server.api.get(`/auth/esign/documents/${encoded}`);
    await server.api.post(`/${encoded}`);
    await server.api.post('/auth/refresh', { refresh_token: injection });
    expect(log.lines.filter((line) => !/^\{[^\r\n\u2028]*\}\n$/.test(line))).toEqual([]);
    expect(requests()).toHaveLength(5);
    expect(log.text).not.toContain('forged');
  });

  it.each(INJECTIONS)('keeps one line an error, whatever the error says: %j', async (injection) => {
    const failure = new Error(injection);
    failure.stack = `Error: ${injection}\n    at ${injection}\n    at real (file.js:1:1)`;
    jest.spyOn(server.directory, 'authenticate').mockRejectedValueOnce(failure);
    expect((await server.api.login('testuser')).status).toBe(500);
    expect(log.lines).toHaveLength(2);
    for (const line of log.lines) expect(line).toMatch(/^\{[^\r\n]*\}\n$/);
    expect(log.entries.map(({ msg }) => msg)).toEqual(['unforeseen error', 'request']);
  });

  it('cannot be written to by a header: what would break a line is no HTTP', async () => {
    const before = log.lines.length;
    const bytes = request('POST /auth/login HTTP/1.1', ['User-Agent: x\r{"msg":"forged"}', 'x-app-id: y\0z']);
    expect((await sendRaw(server, bytes)).status).toBe(400);
    await sendRaw(
      server,
      request('GET /health HTTP/1.1', ['User-Agent: x"} {"msg":"forged"}', 'x-correlation-id: forged']),
    );
    expect(log.lines.length - before).toBe(1);
    expect(log.text).not.toContain('forged');
  });
});
