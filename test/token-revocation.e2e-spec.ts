import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer, codeOf, NO_HAND_OFF, tokenFor, validate } from './support/hand-offs.js';
import { CLIENT, GATEWAY, isActive, postForm, revokeToken, STRANGERS } from './support/oauth.js';
import { signIn } from './support/walk.js';

describe('taking a token back', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const sessionsWith = async (accessToken: string) =>
    codeOf(await server.api.get('/auth/sessions', bearer(accessToken)));

  it('ends an access token at once, and nothing else', async () => {
    const { api } = server;
    const { accessToken, refreshToken } = await signIn(api);
    const answer = await revokeToken(api, accessToken);
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await sessionsWith(accessToken)).toEqual([401, 'CIAM_E01_02_002']);
    expect(await isActive(api, accessToken)).toBe(false);
    expect(await isActive(api, refreshToken)).toBe(true);
    const refreshed = await api.refresh(refreshToken);
    expect(refreshed.status).toBe(200);
    expect(await sessionsWith(refreshed.body.access_token)).toEqual([200, undefined]);
    expect(await sessionsWith(accessToken)).toEqual([401, 'CIAM_E01_02_002']);
  });

  it('ends an access token that a refresh has followed, and not its successor', async () => {
    const { api } = server;
    const { accessToken, refreshToken } = await signIn(api);
    const refreshed = await api.refresh(refreshToken);
    await revokeToken(api, accessToken);
    expect(await isActive(api, accessToken)).toBe(false);
    expect(await isActive(api, refreshed.body.access_token)).toBe(true);
  });

  it('ends the whole grant with a refresh token', async () => {
    const { api, rows } = server;
    const { accessToken, refreshToken, sessionId } = await signIn(api);
    const handOff = await tokenFor(api, accessToken);
    const other = await signIn(api);
    expect((await revokeToken(api, refreshToken, {}, CLIENT)).status).toBe(200);
    expect(await sessionsWith(accessToken)).toEqual([401, 'CIAM_E01_02_002']);
    expect((await api.refresh(refreshToken)).status).toBe(401);
    expect(codeOf(await validate(api, handOff))).toEqual(NO_HAND_OFF);
    expect(await rows.count('tokens', `session_id = $1 AND status <> 'REVOKED'`, [sessionId])).toBe(0);
    const sql = 'SELECT status, revoke_reason, revoked_by FROM sessions WHERE session_id = $1';
    expect(await rows.select(sql, [sessionId])).toEqual([
      { status: 'REVOKED', revoke_reason: 'CLIENT_REVOKED', revoked_by: 'gateway' },
    ]);
    expect(await sessionsWith(other.accessToken)).toEqual([200, undefined]);
  });

  it('ends the grant with a refresh token that was used already', async () => {
    const { api } = server;
    const { refreshToken } = await signIn(api);
    const refreshed = await api.refresh(refreshToken);
    await revokeToken(api, refreshToken);
    expect(await isActive(api, refreshed.body.access_token)).toBe(false);
    expect(await isActive(api, refreshed.cookies.refresh_token?.value ?? '')).toBe(false);
  });

  it('has nothing to do for a rotated token whose session has ended, and writes nothing down', async () => {
    const { api, rows } = server;
    const { accessToken, refreshToken, sessionId } = await signIn(api);
    const refreshed = await api.refresh(refreshToken);
    await api.logout(refreshed.cookies.refresh_token?.value ?? '');
    const events = await rows.eventsOf(sessionId);
    for (const token of [accessToken, refreshToken]) {
      expect((await revokeToken(api, token)).status).toBe(200);
      expect(await isActive(api, token)).toBe(false);
    }
    expect(await rows.eventsOf(sessionId)).toEqual(events);
  });

  it('writes down which client did it', async () => {
    const { accessToken, sessionId } = await signIn(server.api);
    const events = () => server.rows.eventsOf(sessionId);
    const before = await events();
    await revokeToken(server.api, accessToken);
    await revokeToken(server.api, accessToken);
    expect((await events()).slice(before.length)).toHaveLength(1);
  });

  it('is done as often as it is asked for, and with tokens that nobody knows', async () => {
    const { refreshToken, idToken } = await signIn(server.api);
    await revokeToken(server.api, refreshToken);
    for (const token of [refreshToken, 'nonsense', idToken])
      expect((await revokeToken(server.api, token)).status).toBe(200);
  });

  it('does not end a session with its id token', async () => {
    const { idToken, accessToken } = await signIn(server.api);
    await revokeToken(server.api, idToken);
    expect(await isActive(server.api, accessToken)).toBe(true);
  });

  it.each(STRANGERS)('is not for %s', async (_who, call) => {
    const { api } = server;
    const { accessToken, refreshToken } = await signIn(api);
    for (const token of [accessToken, refreshToken]) {
      const answer = await call(revokeToken, api, token);
      expect(codeOf(answer)).toEqual([401, 'CIAM_E01_02_004']);
      expect(answer.body.error).toBe('invalid_client');
      expect(answer.headers['www-authenticate']).toBe('Basic realm="sallyport"');
    }
    expect(await isActive(api, accessToken)).toBe(true);
  });

  it('takes forms alone, with each parameter once', async () => {
    const { accessToken } = await signIn(server.api);
    const json = await server.api.post('/auth/revoke', { token: accessToken }, { headers: GATEWAY });
    expect(codeOf(json)).toEqual([415, 'CIAM_E01_05_001']);
    const twice = await postForm(server.api, '/auth/revoke', `token=a&token=${accessToken}`, GATEWAY);
    expect(codeOf(twice)).toEqual([400, 'CIAM_E01_05_001']);
    expect(await isActive(server.api, accessToken)).toBe(true);
  });
});
