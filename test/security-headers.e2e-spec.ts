import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";

describe('security headers', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** An answer of every kind, by what it is. */
  async function everyKind({ api }: TestServer): Promise<Record<string, ApiResponse>> {
    const evil = { headers: { origin: 'https://evil.example' } };
    const plain = { headers: { 'content-type': 'text/plain' } };
    return {
      tokens: await api.login('testuser'),
      'a next step': await api.login('mfauser'),
      'a logout': await api.post('/auth/logout'),
      'a token’s state': await api.verifyToken('x'),
      health: await api.get('/health'),
      metrics: await api.get('/metrics'),
      'the OpenAPI document': await api.get('/docs-json'),
      'a document': await api.get('/auth/esign/documents/terms-v1-2025'),
      'wrong credentials': await api.login('testuser', { password: 'wrong' }),
      'a refused origin': await api.login('testuser', {}, evil),
      'a lock': await api.login('lockeduser'),
      'bad input': await api.post('/auth/login', {}),
      'malformed JSON': await api.post('/auth/login', '{'),
      'another content type': await api.post('/auth/login', 'x', plain),
      'a body too large': await api.post('/auth/login', 'x'.repeat(70_000)),
      'no route': await api.post('/unknown'),
      'a method that is not allowed': await api.get('/auth/login'),
      'a malformed URL': await api.post('/auth/%zz'),
      'no refresh token': await api.post('/auth/refresh'),
      'no transaction': await api.poll({ context_id: 'sess-1', transaction_id: 'tx-1' }),
    };
  }

  const problems = (answers: Record<string, ApiResponse>, wanted: (kind: string) => object): string[] =>
    Object.entries(answers).flatMap(([kind, { headers }]) =>
      Object.entries(wanted(kind))
        .filter(([name, value]) => headers[name] !== value)
        .map(([name]) => `${kind}: ${name} is ${String(headers[name])}`),
    );

  it('are on every answer, refusals of every kind included', async () => {
    expect(problems(await everyKind(server), () => EVERYWHERE)).toEqual([]);
  });

  it('keep every answer out of caches', async () => {
    expect(problems(await everyKind(server), () => ({ 'cache-control': 'no-store' }))).toEqual([]);
  });

  it('let caches keep the public keys, and them alone, for five minutes', async () => {
    const { headers } = await server.api.get('/.well-known/jwks.json');
    expect(headers['cache-control']).toBe('public, max-age=300');
  });

  it('let a page of this server load nothing and nobody frame it', async () => {
    const { 'the OpenAPI document': _docs, ...answers } = await everyKind(server);
    expect(problems(answers, () => ({ 'content-security-policy': NOTHING_RUNS }))).toEqual([]);
  });

  it('let the documentation load its own scripts and styles alone', async () => {
    const policy = String((await server.api.get('/docs')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it('do not tell what the server is made of', async () => {
    const wanted = { server: undefined, 'x-powered-by': undefined, via: undefined };
    expect(problems(await everyKind(server), () => wanted)).toEqual([]);
  });

  it('demand https for a year or longer where the server is reached by https, and not elsewhere', async () => {
    expect(problems(await everyKind(server), () => ({ 'strict-transport-security': undefined }))).toEqual([]);
    const secure = await createTestServer({ env: { PUBLIC_URL: 'https://login.example.com' } });
    const answers = await everyKind(secure);
    await secure.close();
    for (const [kind, { headers }] of Object.entries(answers)) {
      const seconds = /^max-age=(\d+)/.exec(String(headers['strict-transport-security']))?.[1];
      expect([kind, Number(seconds) >= 365 * 24 * 60 * 60]).toEqual([kind, true]);
    }
  });

  it('go along with the correlation id of the request on every answer', async () => {
    const id = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
    const extras: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { 'content-type': 'text/plain' },
    ];
    for (const url of ['/auth/login', '/unknown', '/auth/%zz', '/auth/logout']) {
      for (const extra of extras) {
        const answer = await server.api.post(url, 'x', { headers: { 'x-correlation-id': id, ...extra } });
        expect([url, answer.headers['x-correlation-id']]).toEqual([url, id]);
      }
    }
  });
});
