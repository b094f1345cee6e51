import { DataSource } from 'typeorm';
import type { CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { withServer } from './support/walk.js';

const KEY: CallOptions = { headers: { 'x-api-key': 'dev-gateway-key' } };
/** The tables of the contract. */
const ROUTES = [
  'post /auth/login',
  'post /auth/mfa/initiate',
  'post /auth/mfa/otp/verify',
  'post /auth/mfa/transactions/{transaction_id}',
  'post /auth/mfa/transactions/{transaction_id}/approve',
  'get /auth/mfa/transactions/{transaction_id}/otp',
  'get /auth/esign/documents/{document_id}',
  'post /auth/esign/accept',
  'post /auth/esign/decline',
  'post /auth/device/bind',
  'post /auth/refresh',
  'post /auth/logout',
  'post /auth/token/verify',
  'post /auth/introspect',
  'post /auth/revoke',
  'get /auth/sessions',
  'delete /auth/sessions/{session_id}',
  'post /auth/logout/others',
  'post /auth/logout/all',
  'get /auth/devices',
  'patch /auth/devices/{device_id}',
  'delete /auth/devices/{device_id}',
  'post /cross-app/generate-session',
  'post /cross-app/validate-session',
  'get /cross-app/user-accounts',
  'post /cross-app/validate-permission',
  'post /cross-app/revoke-session',
  'get /cross-app/statistics',
  'get /admin/audit-logs',
  'get /admin/audit-logs/export',
  'get /admin/audit-logs/tail',
  'get /admin/contexts/{context_id}',
  'get /admin/anomalies',
  'get /.well-known/jwks.json',
  'get /health',
  'get /health/live',
  'get /health/ready',
  'get /metrics',
];

describe('what operators look at', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  it.each(['/health', '/health/live', '/health/ready'])(
    '%s says OK and the time, to a stranger no more',
    async (url) => {
      const answer = await server.api.get(url);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ status: 'OK', timestamp: server.clock.now().toISOString() });
    },
  );

  it('/health/ready shows each dependency to who has an API key', async () => {
    const { status, body } = await server.api.get('/health/ready', KEY);
    expect(status).toBe(200);
    expect(body.dependencies).toMatchObject([
      { name: 'database', status: 'OK', latency_ms: expect.any(Number) },
      { name: 'memory', status: 'OK', latency_ms: expect.any(Number) },
      { name: 'schema', status: 'OK', latency_ms: expect.any(Number) },
    ]);
    const wrong = await server.api.get('/health/ready', { headers: { 'x-api-key': 'wrong' } });
    expect(wrong.body).not.toHaveProperty('dependencies');
  });

  it('/metrics counts requests by route template, and names no id', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    await api.poll({ context_id: login.body.context_id, transaction_id: 'tx-of-somebody' });
    const { status, headers, text } = await api.get('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(/^# TYPE sallyport_http_request_duration_seconds histogram$/m);
    expect(text).toMatch(/_count\{method="POST",route="\/auth\/login",status="200"\} 1$/m);
    expect(text).toMatch(
      /_count\{method="POST",route="\/auth\/mfa\/transactions\/:transaction_id",status="404"\} 1$/m,
    );
    expect(text).not.toContain('tx-of-somebody');
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  });

  it('/docs-json describes every route of the contract', async () => {
    const { status, body } = await server.api.get('/docs-json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\./);
    const routes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(routes.sort()).toEqual([...ROUTES].sort());
  });

  it('/docs-json describes what each route answers', async () => {
    const { paths } = (await server.api.get('/docs-json')).body;
    expect(Object.keys(paths['/auth/login'].post.responses)).toEqual(
      expect.arrayContaining(['200', '201', '400', '401', '403', '423', '503']),
    );
    for (const path of Object.keys(paths))
      for (const { responses, summary } of Object.values<{ responses: object; summary: string }>(
        paths[path],
      )) {
        expect(summary).toEqual(expect.any(String));
        expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
      }
  });

  it('/docs shows them to people', async () => {
    const { status, headers, text } = await server.api.get('/docs');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).toContain('Swagger UI');
  });

  it('neither needs nor gives a cookie', async () => {
    for (const url of ['/health', '/health/ready', '/metrics', '/docs-json', '/.well-known/jwks.json'])
      expect((await server.api.get(url)).headers['set-cookie']).toBeUndefined();
  });
});

describe('what operators look at, without a database', () => {
  it('says that the server lives but is not ready', () =>
    withServer({}, async ({ api, app }) => {
      await app.get(DataSource).destroy();
      expect((await api.get('/health/live')).status).toBe(200);
      const stranger = await api.get('/health/ready');
      expect(stranger.status).toBe(503);
      expect(stranger.body).toEqual({ status: 'UNAVAILABLE', timestamp: expect.any(String) });
      const { body } = await api.get('/health/ready', KEY);
      expect(body.dependencies[0]).toEqual({
        name: 'database',
        status: 'UNAVAILABLE',
        latency_ms: expect.any(Number),
      });
    }));
});
