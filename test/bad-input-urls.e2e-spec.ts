import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { type Endpoint, postEndpoints, urlOf } from './support/endpoints.js';
import { expectRefusal, shapeProblems } from './support/error-shape.js';

/** Methods that Node lets through and that no endpoint of a POST alone has. */
const OTHER_METHODS = [
  'GET',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'QUERY',
  'PROPFIND',
  'SEARCH',
  'PURGE',
  'LINK',
];
const MALFORMED = ['%', '%zz', '%u0041', '%c3%28', '%ed%a0%80', '%ff', 'a%', '%e0%80%80', '%fe%fe'];

describe('a URL or method that is no proper request', () => {
  let server: TestServer;
  let endpoints: Endpoint[];

  beforeAll(async () => {
    server = await createTestServer();
    endpoints = await postEndpoints(server.api);
  });

  afterAll(() => server.close());

  async function nothingWritten(work: () => Promise<void>): Promise<void> {
    const before = await server.rows.counts();
    await work();
    expect(await server.rows.counts()).toEqual(before);
  }

  const post = (url: string, body: object = { context_id: 'sess-unknown' }): Promise<ApiResponse> =>
    server.api.post(url, body);

  it('gets 405 with the methods that are allowed, whatever else is tried on an endpoint', async () => {
    await nothingWritten(async () => {
      for (const endpoint of endpoints) {
        for (const method of OTHER_METHODS) {
          const answer = await server.api.call(method, urlOf(endpoint));
          expect([method, endpoint.path, answer.status]).toEqual([method, endpoint.path, 405]);
          expectRefusal(answer, 405, 'E01_05_004');
          expect(answer.headers.allow).toBe('POST');
        }
      }
    });
  });

  it('gets 405 with all methods of a route that has more than one', async () => {
    for (const url of ['/health', '/health/ready', '/.well-known/jwks.json', '/docs-json', '/metrics']) {
      const answer = await post(url);
      expectRefusal(answer, 405, 'E01_05_004');
      expect(answer.headers.allow).toBe('GET, HEAD');
    }
  });

  it('gets 405 before anybody looks at its body', async () => {
    const answer = await server.api.call('PUT', '/auth/login', '<xml/>', {
      headers: { 'content-type': 'application/xml' },
    });
    expectRefusal(answer, 405, 'E01_05_004');
  });

  it.each([
    '/',
    '/auth',
    '/auth/',
    '/auth/login/',
    '/auth//login',
    '//auth/login',
    '/AUTH/login',
    '/auth/login;x=1',
    '/auth/login%00',
    '/auth%2flogin',
    '/auth/mfa/transactions/',
    '/auth/mfa/transactions/tx-1/approve/more',
    '/admin',
    '/.env',
    '/constructor',
    '/__proto__',
    '/malformed%20url',
  ])('gets 404 where there is no route: %s', async (url) => {
    await nothingWritten(async () => expectRefusal(await post(url), 404, 'E01_05_004'));
  });

  it('gets 404 for an unknown route whatever its body', async () => {
    for (const body of ['{', '[]', 'x'.repeat(70_000)]) {
      expectRefusal(await server.api.post('/unknown', body), 404, 'E01_05_004');
    }
    const headers = { 'content-type': 'text/plain' };
    expectRefusal(await server.api.post('/unknown', 'x', { headers }), 404, 'E01_05_004');
  });

  it.each(MALFORMED)('gets 400 when its path cannot be decoded: %s', async (garbage) => {
    await nothingWritten(async () => {
      for (const url of [
        `/${garbage}`,
        `/auth/mfa/transactions/${garbage}`,
        `/auth/mfa/transactions/${garbage}/approve`,
      ]) {
        const answer = await post(url);
        expectRefusal(answer, 400, 'E01_05_001');
        expect(answer.body.details).toEqual([{ field: 'url', problem: 'must be a well-formed URL' }]);
        expect(answer.headers['x-content-type-options']).toBe('nosniff');
      }
    });
  });

  it.each(MALFORMED)('may have anything in its query, which no POST reads: %s', async (garbage) => {
    expect((await post(`/auth/logout?${garbage}=${garbage}&a[b]=c&__proto__=x`, {})).status).toBe(200);
  });

  it.each([
    ['NUL', '%00'],
    ['NUL inside', 'tx%00-1'],
    ['64 characters and one', 'a'.repeat(65)],
    ['100 characters', 'a'.repeat(100)],
    ['101 characters', 'a'.repeat(101)],
    ['10 000 characters', 'a'.repeat(10_000)],
    ['characters of more than one byte', '%F0%9F%98%80'.repeat(40)],
  ])('gets 400 for an id in its path with %s, of a login that exists too', async (_name, id) => {
    const { context_id: contextId } = ids(await server.api.login('mfauser'));
    await nothingWritten(async () => {
      for (const suffix of ['', '/approve']) {
        const body = { context_id: contextId, selected_number: 1 };
        const answer = await post(`/auth/mfa/transactions/${id}${suffix}`, body);
        expectRefusal(answer, 400, 'E01_05_001');
        expect(answer.body.details[0].field).toBe('transaction_id');
      }
    });
  });

  it.each([
    'a'.repeat(64),
    '%F0%9F%98%80'.repeat(32),
    "'%3B%20DROP%20TABLE%20sessions%3B--",
    '%2e%2e%2f',
    '%0d%0aX:1',
  ])('gets 404 for an id in its path that is merely unknown: %s', async (id) => {
    const { context_id: contextId } = ids(await server.api.login('mfauser'));
    expectRefusal(await post(`/auth/mfa/transactions/${id}`, { context_id: contextId }), 404, 'E01_03_001');
    expectRefusal(await post(`/auth/mfa/transactions/${id}`), 404, 'E01_03_001');
  });

  it('gets 400 for a query parameter given twice, or one that is too long', async () => {
    const document = '/auth/esign/documents/terms-v1-2025';
    for (const query of [
      'version=1.0&version=2.0',
      `version=${'1'.repeat(1000)}`,
      'version[a]=1',
      'version=%00',
    ]) {
      const answer = await server.api.get(`${document}?${query}`);
      if (answer.status !== 200) expect(shapeProblems(answer)).toEqual([]);
      expect([query, answer.status < 500]).toEqual([query, true]);
    }
    expectRefusal(await server.api.get(`${document}?version=1&version=2`), 400, 'E01_05_001');
    expectRefusal(await server.api.get('/auth/esign/documents/%00'), 400, 'E01_05_001');
    expectRefusal(await server.api.get(`/auth/esign/documents/${'x'.repeat(65)}`), 400, 'E01_05_001');
  });
});
