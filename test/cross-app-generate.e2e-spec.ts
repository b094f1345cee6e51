import { createTestServer, type TestServer } from './support/create-app.js';
import { asApp, bearer, codeOf, generate, validate, visitor } from './support/hand-offs.js';
import { signIn, withServer } from './support/walk.js';

const PATH = '/cross-app/generate-session';

describe('asking for a hand-off', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  it('answers a token of 64 hexadecimal characters that lives 15 minutes', async () => {
    const { accessToken } = await visitor(server);
    const { status, body } = await generate(server.api, accessToken);
    expect(status).toBe(200);
    expect(body).toEqual({
      session_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      expires_at: new Date(server.clock.now().getTime() + 900_000).toISOString(),
      account_id: 'acc-1001',
    });
  });

  it('needs no body at all', async () => {
    const { accessToken } = await visitor(server);
    const json = { headers: { ...bearer(accessToken).headers, 'content-type': 'application/json' } };
    const answers = [
      await server.api.call('POST', PATH, '', json),
      await server.api.call('POST', PATH, undefined, bearer(accessToken)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('gives another token each time', async () => {
    const { accessToken } = await visitor(server);
    const answers = await Promise.all([1, 2, 3].map(() => generate(server.api, accessToken)));
    expect(new Set(answers.map(({ body }) => body.session_token)).size).toBe(3);
  });

  it('takes the account and the target app it is told', async () => {
    const { accessToken } = await visitor(server);
    const wish = { account_id: 'acc-1002', target_app: 'hi-events' };
    const { status, body } = await generate(server.api, accessToken, wish);
    expect([status, body.account_id]).toEqual([200, 'acc-1002']);
  });

  it('answers null to a person who has no account, and the target app learns the same', async () => {
    const { accessToken } = await visitor(server, { accounts: [] });
    const { body } = await generate(server.api, accessToken);
    expect(body.account_id).toBeNull();
    expect((await validate(server.api, body.session_token)).body.account_id).toBeNull();
  });

  it('refuses an account that is not the person’s', async () => {
    const { accessToken } = await visitor(server);
    const answer = await generate(server.api, accessToken, { account_id: 'acc-9999' });
    expect(codeOf(answer)).toEqual([403, 'CIAM_E01_02_003']);
  });

  it.each(['tuvens', 'no-such-app', 'HI-EVENTS'])('refuses the target app %s', async (target) => {
    const { accessToken } = await visitor(server);
    const answer = await generate(server.api, accessToken, { target_app: target });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(answer.body.details).toEqual([{ field: 'target_app', problem: expect.any(String) }]);
  });

  it.each([
    ['account_id', 7],
    ['account_id', ''],
    ['target_app', ['hi-events']],
    ['state', { visitor: 7 }],
    ['state', 'x'.repeat(513)],
    ['state', 'nul \u0000'],
  ])('refuses a malformed %s', async (field, value) => {
    const { accessToken } = await visitor(server);
    const answer = await generate(server.api, accessToken, { [field]: value });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(answer.body.details[0].field).toBe(field);
  });

  it('refuses whoever is not signed in', async () => {
    const { idToken, refreshToken } = await visitor(server);
    expect(codeOf(await server.api.post(PATH))).toEqual([401, 'CIAM_E01_02_001']);
    expect(codeOf(await server.api.post(PATH, {}, asApp()))).toEqual([401, 'CIAM_E01_02_001']);
    for (const token of [idToken, refreshToken, 'nonsense'])
      expect(codeOf(await generate(server.api, token))).toEqual([401, 'CIAM_E01_02_002']);
  });

  it('refuses a person who was disabled since the login', async () => {
    const { accessToken, person } = await visitor(server);
    server.directory.put({ ...person, standing: 'DISABLED' });
    expect(codeOf(await generate(server.api, accessToken))).toEqual([401, 'CIAM_E01_02_002']);
  });

  it('refuses a person who came by an app that is not registered', async () => {
    const { accessToken } = await signIn(server.api, 'testuser', { headers: { 'x-client-id': 'stranger' } });
    expect(codeOf(await generate(server.api, accessToken))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('goes by the app of the login, not by the one that a later request names', async () => {
    const login = { headers: { 'x-client-id': 'hi-events' } };
    const { accessToken } = await signIn(server.api, 'testuser', login);
    const headers = { ...bearer(accessToken).headers, 'x-client-id': 'tuvens' };
    expect((await server.api.post(PATH, {}, { headers })).status).toBe(400);
  });

  it('writes down where it comes from and where it leads', async () => {
    const { accessToken, sessionId, person } = await visitor(server);
    await generate(server.api, accessToken, { state: 'visitor 7' });
    const sql = 'SELECT * FROM cross_app_sessions WHERE session_id = $1';
    expect(await server.rows.select(sql, [sessionId])).toEqual([
      expect.objectContaining({
        user_id: person.cupid,
        account_id: 'acc-1001',
        source_app: 'tuvens',
        target_app: 'hi-events',
        state: 'visitor 7',
        used_at: null,
        revoked_at: null,
      }),
    ]);
    expect(
      await server.rows.count('audit_logs', `event_type = 'cross_app.created' AND session_id = $1`, [
        sessionId,
      ]),
    ).toBe(1);
  });

  it('lives as long as CROSS_APP_TOKEN_TTL says', () =>
    withServer({ env: { CROSS_APP_TOKEN_TTL: '90s' } }, async ({ api, clock }) => {
      const { accessToken } = await signIn(api);
      const { body } = await generate(api, accessToken);
      expect(Date.parse(body.expires_at) - clock.now().getTime()).toBe(90_000);
    }));
});
