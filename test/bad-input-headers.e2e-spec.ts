import { createTestServer, type TestServer } from './support/create-app.js';
import { expectRefusal } from './support/error-shape.js';
import { request, sendRaw } from './support/raw-http.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;
const GOOD_ID = '6BA7B810-9DAD-41D1-80B4-00C04FD430C8';
const LOGIN = JSON.stringify({ username: 'testuser', password: 'password' });
const JSON_TYPE = 'Content-Type: application/json';

const login = (...headers: string[]) => request('POST /auth/login HTTP/1.1', [JSON_TYPE, ...headers], LOGIN);

describe('header junk', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: { TRUST_PROXY: '1' } });
    await server.app.listen(0, '127.0.0.1');
  });

  afterAll(() => server.close());

  it('is no correlation id unless it is a UUID, and then it is given back everywhere', async () => {
    const answer = await server.api.login('testuser', {}, { headers: { 'x-correlation-id': GOOD_ID } });
    expect(answer.headers['x-correlation-id']).toBe(GOOD_ID.toLowerCase());
    const rows = await server.rows.select(
      'SELECT DISTINCT correlation_id FROM audit_logs WHERE context_id = $1',
      [answer.body.context_id],
    );
    expect(rows).toEqual([{ correlation_id: GOOD_ID.toLowerCase() }]);
  });

  it.each([
    ['empty', ''],
    ['no UUID', 'abc'],
    ['a UUID and more', `${GOOD_ID}0`],
    ['two UUIDs', `${GOOD_ID}, ${GOOD_ID}`],
    ['in braces', `{${GOOD_ID}}`],
    ['SQL', "'; DROP TABLE sessions; --"],
    ['huge', 'x'.repeat(8000)],
    ['not ASCII', '\xe9'.repeat(36)],
  ])('as a correlation id is replaced by a new one: %s', async (_name, given) => {
    const answer = await sendRaw(server, login(`x-correlation-id: ${given}`));
    expect(answer.status).toBe(201);
    expect(answer.headers['x-correlation-id']).toMatch(UUID);
    expect(answer.headers['x-correlation-id']).not.toBe(GOOD_ID.toLowerCase());
  });

  it('in a correlation id sent twice is replaced by a new one', async () => {
    const answer = await sendRaw(
      server,
      login(`x-correlation-id: ${GOOD_ID}`, `x-correlation-id: ${GOOD_ID}`),
    );
    expect(answer.headers['x-correlation-id']).toMatch(UUID);
    expect(answer.headers['x-correlation-id']).not.toBe(GOOD_ID.toLowerCase());
  });

  it.each([
    'user-agent',
    'x-client-id',
    'x-app-id',
    'x-app-version',
    'x-token-delivery',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'accept',
    'accept-language',
    'accept-encoding',
    'if-none-match',
    'range',
    'cookie',
    'authorization',
    'referer',
  ])('in %s keeps nobody out, and what is kept of it fits', async (name) => {
    for (const junk of [
      'x'.repeat(4000),
      '\xff\xfe\x80\xe9',
      "';--",
      '=;=,;',
      '%00',
      '999.999.999.999',
      '::1%zone',
    ]) {
      const answer = await sendRaw(server, login(`${name}: ${junk}`));
      expect([junk.slice(0, 20), answer.status]).toEqual([junk.slice(0, 20), 201]);
    }
  });

  it('in X-Forwarded-For is not taken for an address', async () => {
    const { body } = await sendRaw(server, login(`x-forwarded-for: ${'z'.repeat(60)}`));
    const [row] = await server.rows.select('SELECT ip_address FROM sessions WHERE session_id = $1', [
      body.context_id,
    ]);
    expect(row).toEqual({ ip_address: null });
  });

  it('in Authorization is no token, and logging out with it ends nothing', async () => {
    for (const junk of [
      'Bearer',
      'Bearer ',
      'bearer x y',
      'Basic eDp5',
      'Bearer ..',
      `Bearer ${'x'.repeat(8000)}`,
    ]) {
      const answer = await server.api.post('/auth/logout', {}, { headers: { authorization: junk } });
      expect([junk.slice(0, 20), answer.status]).toEqual([junk.slice(0, 20), 200]);
    }
    expect(await server.rows.count('sessions', "status <> 'ACTIVE'")).toBe(0);
  });

  it.each([
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc'],
    ['an unknown method', request('FETCH /auth/login HTTP/1.1')],
    ['an unknown version', request('GET /health HTTP/9.9')],
    ['NUL in a header', login('x-app-id: a\0b')],
    ['a line feed alone in a header', login('x-app-id: a\nb: c')],
    ['a header without a name', login(': x')],
    ['two lengths', request('POST /auth/logout HTTP/1.1', ['Content-Length: 1', 'Content-Length: 2'], '{}')],
    [
      'a length and chunks',
      request('POST /auth/logout HTTP/1.1', ['Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
    [
      'chunks without a length',
      request('POST /auth/login HTTP/1.1', [JSON_TYPE, 'Transfer-Encoding: chunked', '\r\nzz']),
    ],
    ['a negative length', request('POST /auth/login HTTP/1.1', [JSON_TYPE, 'Content-Length: -1'])],
    ['bytes that no URL has', request('POST /auth/\xe9\xff HTTP/1.1')],
    ['more headers than fit', login(`x-app-id: ${'x'.repeat(20_000)}`)],
    ['a URL longer than fits', request(`POST /${'x'.repeat(20_000)} HTTP/1.1`)],
  ])('that is %s gets 400 in the one shape, and the server goes on', async (_name, bytes) => {
    const before = await server.rows.counts();
    const answer = await sendRaw(server, bytes);
    expectRefusal(answer, 400, 'E01_05_001');
    expect(await server.rows.counts()).toEqual(before);
    expect((await sendRaw(server, request('GET /health HTTP/1.1'))).status).toBe(200);
  });

  it('in a body that is no UTF-8 makes it a user nobody knows', async () => {
    const body = '{"username":"\xff\xfe\xed\xa0\x80","password":"\xc3\x28"}';
    const answer = await sendRaw(server, request('POST /auth/login HTTP/1.1', [JSON_TYPE], body));
    expectRefusal(answer, 401, 'E01_01_001');
  });

  it.each([
    `/auth/${'x'.repeat(12_000)}`,
    '/auth/login/../logout',
    '/auth/%2e%2e/auth/logout',
    '/../../etc/passwd',
    '*',
  ])('or a path that wanders off has no route and gets 404: %.40s', async (path) => {
    expectRefusal(await sendRaw(server, request(`POST ${path} HTTP/1.1`)), 404, 'E01_05_004');
  });
});
