import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { callEndpoint, type Endpoint, plausibleBody, postEndpoints } from './support/endpoints.js';
import { expectRefusal } from './support/error-shape.js';
import { signIn } from './support/walk.js';

const PUBLIC_URL = 'https://login.example.com';
const APPS = ['https://app.example.com', 'http://localhost:3000'];
const FOREIGN = [
  'https://evil.example',
  'http://app.example.com',
  'https://app.example.com:8443',
  'https://app.example.com.evil.example',
  'https://evil-app.example.com',
  'https://sub.app.example.com',
  'https://app.example.com/',
  'https://APP.example.com',
  'https://app.example.com, https://evil.example',
  'http://localhost:3001',
  'http://127.0.0.1:3000',
  'http://login.example.com',
  'null',
  '',
  '*',
  'file://',
  'undefined',
];

describe('a request from a page', () => {
  let server: TestServer;
  let endpoints: Endpoint[];

  beforeAll(async () => {
    server = await createTestServer({ env: { PUBLIC_URL, CORS_ORIGINS: APPS.join(',') } });
    endpoints = await postEndpoints(server.api);
  });

  afterAll(() => server.close());

  const from = (headers: Record<string, string>): CallOptions => ({ headers });

  async function expectForbidden(headers: Record<string, string>): Promise<void> {
    for (const endpoint of endpoints) {
      expectRefusal(
        await callEndpoint(server.api, endpoint, plausibleBody(endpoint), from(headers)),
        403,
        'E01_02_003',
      );
    }
  }

  it.each(FOREIGN)(
    'of a foreign origin gets 403 at every POST endpoint, is written down, and nothing else happens: "%s"',
    async (origin) => {
      const { audit_logs: audited = 0, ...before } = await server.rows.counts();
      await expectForbidden({ origin });
      const { audit_logs: now, ...after } = await server.rows.counts();
      expect([after, now]).toEqual([before, audited + endpoints.length]);
    },
  );

  it.each(['cross-site', 'same-site', 'unknown', ''])(
    'without Origin gets 403 when the browser calls its site "%s"',
    async (site) => {
      await expectForbidden({ 'sec-fetch-site': site });
    },
  );

  it('of a foreign origin gets 403 although its browser should call it the same', async () => {
    await expectForbidden({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' });
  });

  it('of a foreign origin gets 403 before its body is read', async () => {
    for (const body of ['{', 'x'.repeat(70_000)]) {
      const answer = await server.api.post('/auth/login', body, from({ origin: 'https://evil.example' }));
      expectRefusal(answer, 403, 'E01_02_003');
    }
  });

  it('of a foreign origin ends no session and rotates no token, although the browser added the cookie', async () => {
    const { refreshToken, accessToken } = await signIn(server.api);
    const evil = from({ origin: 'https://evil.example' });
    const cookies = { refresh_token: refreshToken };
    expectRefusal(await server.api.post('/auth/logout', {}, { ...evil, cookies }), 403, 'E01_02_003');
    expectRefusal(await server.api.post('/auth/refresh', {}, { ...evil, cookies }), 403, 'E01_02_003');
    expect((await server.api.verifyToken(accessToken)).body).toMatchObject({ active: true });
    expect(await server.rows.count('tokens', "status = 'ROTATED'")).toBe(0);
  });

  it.each([...APPS, PUBLIC_URL])('of an origin that is allowed is served: %s', async (origin) => {
    expect((await server.api.login('testuser', {}, from({ origin }))).status).toBe(201);
    expect(
      (await server.api.login('testuser', {}, from({ origin, 'sec-fetch-site': 'cross-site' }))).status,
    ).toBe(201);
  });

  it.each(['same-origin', 'none'])(
    'without Origin is served when the browser calls its site %s',
    async (site) => {
      expect((await server.api.login('testuser', {}, from({ 'sec-fetch-site': site }))).status).toBe(201);
    },
  );

  it('with neither Origin nor Sec-Fetch-Site comes from no browser and is served', async () => {
    expect((await server.api.login('testuser')).status).toBe(201);
  });

  it.each(['localhost:8081', '127.0.0.1:8081', '[::1]:8081', 'localhost'])(
    'of the server’s own address on loopback is served: %s',
    async (host) => {
      expect((await server.api.login('testuser', {}, from({ host, origin: `http://${host}` }))).status).toBe(
        201,
      );
    },
  );

  it.each([
    ['evil.example', 'http://evil.example'],
    ['localhost.evil.example', 'http://localhost.evil.example'],
    ['localhost:8081', 'https://localhost:8081'],
    ['localhost:8081', 'http://localhost:8082'],
    ['127.0.0.1:8081', 'http://localhost:8081'],
  ])('sent to a host %s that only claims to be the server’s own, from %s, gets 403', async (host, origin) => {
    expectRefusal(await server.api.login('testuser', {}, from({ host, origin })), 403, 'E01_02_003');
  });

  describe('by CORS', () => {
    const corsOf = ({ headers }: ApiResponse) => [
      headers['access-control-allow-origin'],
      headers['access-control-allow-credentials'],
    ];
    const preflight = (origin: string) =>
      server.api.call(
        'OPTIONS',
        '/auth/login',
        undefined,
        from({ origin, 'access-control-request-method': 'POST' }),
      );

    it.each(APPS)('may read its answer with credentials, and no other may: %s', async (origin) => {
      const answer = await server.api.login('testuser', {}, from({ origin }));
      expect(corsOf(answer)).toEqual([origin, 'true']);
      expect(answer.headers.vary).toContain('Origin');
      expect(answer.headers['access-control-expose-headers']).toBe(
        'x-correlation-id, retry-after, ratelimit, ratelimit-policy',
      );
    });

    it('may read an error too', async () => {
      const answer = await server.api.post('/auth/login', {}, from({ origin: APPS[0] }));
      expectRefusal(answer, 400, 'E01_05_001');
      expect(corsOf(answer)).toEqual([APPS[0], 'true']);
    });

    it.each(FOREIGN)('of a foreign origin may read nothing: "%s"', async (origin) => {
      const read = await server.api.get('/.well-known/jwks.json', from({ origin }));
      expect([read.status, read.headers['access-control-allow-origin']]).toEqual([200, undefined]);
      expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
    });

    it('learns from the preflight which methods and headers it may send', async () => {
      const { status, headers } = await preflight(APPS[0]);
      expect(status).toBe(204);
      expect(headers['access-control-allow-origin']).toBe(APPS[0]);
      expect(headers['access-control-allow-credentials']).toBe('true');
      expect(String(headers['access-control-allow-methods']).split(', ')).toContain('POST');
      expect(String(headers['access-control-allow-headers']).split(', ')).toEqual(
        expect.arrayContaining([
          ...[
            'content-type',
            'authorization',
            'x-correlation-id',
            'x-app-id',
            'x-app-version',
            'x-client-id',
          ],
        ]),
      );
    });

    it('gets an answer to an OPTIONS that is no preflight, without an error of another shape', async () => {
      const { status, text } = await server.api.call('OPTIONS', '/auth/login');
      expect([status, text]).toEqual([204, '']);
    });
  });
});
