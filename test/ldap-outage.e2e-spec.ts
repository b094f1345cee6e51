import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { refreshTokenOf } from './support/walk.js';

function expectUnavailable({ status, body, headers, cookies }: ApiResponse): void {
  expect([status, body.error_code]).toEqual([503, 'CIAM_E05_00_002']);
  expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
  expect([body.access_token, cookies.refresh_token]).toEqual([undefined, undefined]);
}

withSlapd('while the LDAP directory is down', () => {
  const log = new LogCapture();
  let slapd: Slapd;
  let server: TestServer;

  beforeAll(async () => {
    slapd = await Slapd.start();
    const env = slapd.env({ LDAP_TIMEOUT: '1000' });
    server = await createTestServer({ env, log: { level: 'info', destination: log } });
  });

  afterEach(() => slapd.resume());

  afterAll(async () => {
    await server.close();
    await slapd.remove();
  });

  it('a login gets 503, leaves its audit row alone behind and works when it is back', async () => {
    const before = await server.rows.counts();
    await slapd.stop();
    for (const username of ['ada', 'nobody']) expectUnavailable(await server.api.login(username));
    expect(await server.rows.counts()).toEqual({ ...before, audit_logs: (before.audit_logs ?? 0) + 2 });
    await slapd.resume();
    expect((await server.api.login('ada')).body.response_type_code).toBe('MFA_REQUIRED');
  });

  it('a code is not used up, and good when it is back', async () => {
    const login = await server.api.login('ada');
    const sent = await server.api.initiate(ids(login));
    await slapd.stop();
    expectUnavailable(await server.api.verify(ids(login, sent)));
    await slapd.resume();
    expect((await server.api.verify(ids(login, sent))).status).toBe(201);
  });

  it('nothing is rotated, the access token stays good, and the refresh works when it is back', async () => {
    const done = await server.api.login('guest');
    await slapd.stop();
    expectUnavailable(await server.api.refresh(refreshTokenOf(done)));
    expect((await server.api.verifyToken(done.body.access_token)).body).toMatchObject({ active: true });
    await slapd.resume();
    expect((await server.api.refresh(refreshTokenOf(done))).status).toBe(200);
  });

  it('it is left alone after five failures, and asked again half a minute later', async () => {
    await slapd.stop();
    for (let attempt = 1; attempt <= 5; attempt += 1) expectUnavailable(await server.api.login('guest'));
    await slapd.resume();
    expectUnavailable(await server.api.login('guest'));
    server.clock.advance(30);
    expect((await server.api.login('guest')).status).toBe(201);
  });

  it('or says nothing, a login is given up in time', async () => {
    const { thaw } = slapd.freeze();
    try {
      expectUnavailable(await server.api.login('guest'));
    } finally {
      thaw();
    }
    expect((await server.api.login('guest')).status).toBe(201);
  });

  it('the log says so with the correlation id, and names nobody', async () => {
    await slapd.stop();
    const answer = await server.api.login('ada');
    const errors = log.about(answer.body.correlation_id).filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([
      { msg: 'dependency unavailable', dependency: 'LDAP directory', err: { type: 'LdapFailure' } },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/\bada\b|uid=|127\.0\.0\.1/);
  });
});
