import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { addRotatedTokens } from './support/many-rows.js';
import { refreshTokenOf, type SignedIn, signIn } from './support/walk.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const bearer = (token: string): CallOptions => ({ headers: { authorization: `Bearer ${token}` } });
const cookie = (token: string): CallOptions => ({ cookies: { refresh_token: token } });

describe('signing out', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const isActive = async ({ accessToken }: SignedIn) =>
    (await server.api.verifyToken(accessToken)).body.active as boolean;
  const logout = (body: unknown, options?: CallOptions) => server.api.post('/auth/logout', body, options);

  const ways: Record<string, (session: SignedIn) => Promise<ApiResponse>> = {
    'the cookie': ({ refreshToken }) => logout({}, cookie(refreshToken)),
    'a refresh token in the body': ({ refreshToken }) => logout({ refresh_token: refreshToken }),
    'an access token': ({ accessToken }) => logout({}, bearer(accessToken)),
    'an access token and no body': ({ accessToken }) => logout('', bearer(accessToken)),
  };

  it.each(Object.entries(ways))('by %s ends the session and its tokens at once', async (_way, signOut) => {
    const session = await signIn(server.api);
    expect(await isActive(session)).toBe(true);
    const answer = await signOut(session);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ success: true, message: expect.any(String) });
    expect(await isActive(session)).toBe(false);
    expect(codeOf(await server.api.refresh(session.refreshToken))).toEqual([401, 'CIAM_E04_00_002']);
  });

  it('leaves the session REVOKED by its person, its tokens too, and a row in the audit', async () => {
    const { api, rows, clock } = server;
    const { sessionId, refreshToken } = await signIn(api);
    clock.advance(5);
    await api.logout(refreshToken);
    const [session] = await rows.select('SELECT * FROM sessions WHERE session_id = $1', [sessionId]);
    expect(session).toMatchObject({
      status: 'REVOKED',
      revoke_reason: 'USER_LOGOUT',
      revoked_by: session?.cupid,
      revoked_at: expect.anything(),
    });
    const where = `session_id = $1 AND status = 'REVOKED' AND revoke_reason = 'USER_LOGOUT'`;
    expect(await rows.count('tokens', where, [sessionId])).toBe(3);
    expect((await rows.eventsOf(sessionId)).at(-1)).toBe('session.revoked');
  });

  it('ends the tokens of every generation', async () => {
    const { api } = server;
    const first = await signIn(api);
    const second = await api.refresh(first.refreshToken);
    await api.logout(refreshTokenOf(second));
    for (const token of [first.accessToken, second.body.access_token])
      expect((await api.verifyToken(token)).body).toEqual({ active: false });
    // After a logout a rotated token is no theft: there is nothing left to end.
    expect(codeOf(await api.refresh(first.refreshToken))).toEqual([401, 'CIAM_E04_00_002']);
    expect(await server.rows.eventsOf(first.sessionId)).not.toContain('token.reuse.detected');
  });

  it('leaves the rows of rotated tokens as they are, for there can be too many of them', async () => {
    const { api, rows } = server;
    const { sessionId, refreshToken } = await signIn(api);
    const second = await api.refresh(refreshToken);
    await addRotatedTokens(server, sessionId, 500);
    await api.logout(refreshTokenOf(second));
    const statuses =
      'SELECT status, count(*) AS n FROM tokens WHERE session_id = $1 GROUP BY status ORDER BY status';
    expect((await rows.select(statuses, [sessionId])).map(({ status, n }) => [status, Number(n)])).toEqual([
      ['REVOKED', 3],
      ['ROTATED', 503],
    ]);
  });

  it('works with a refresh token that has been rotated: it still names its session', async () => {
    const first = await signIn(server.api);
    await server.api.refresh(first.refreshToken);
    await server.api.logout(first.refreshToken);
    expect(await isActive(first)).toBe(false);
  });

  it('ends every session that is named', async () => {
    const { api } = server;
    const [one, two, three, other] = [
      await signIn(api),
      await signIn(api),
      await signIn(api),
      await signIn(api),
    ];
    const answer = await logout(
      { refresh_token: two.refreshToken },
      { ...cookie(one.refreshToken), ...bearer(three.accessToken) },
    );
    expect(answer.status).toBe(200);
    expect(await Promise.all([one, two, three, other].map(isActive))).toEqual([false, false, false, true]);
  });

  it('leaves other sessions of the same person alone', async () => {
    const [ended, other] = [await signIn(server.api), await signIn(server.api)];
    await server.api.logout(ended.refreshToken);
    expect(await isActive(other)).toBe(true);
    expect((await server.api.refresh(other.refreshToken)).status).toBe(200);
  });

  it('clears the cookie, on the path where it was set', async () => {
    const { refreshToken } = await signIn(server.api);
    const answer = await server.api.logout(refreshToken);
    expect(answer.cookies.refresh_token).toMatchObject({ value: '', path: '/auth', httpOnly: true });
    expect(String(answer.headers['set-cookie'])).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect(answer.cookies.device_id).toBeUndefined();
  });

  it.each<[string, unknown, CallOptions | undefined]>([
    ['without credentials', {}, undefined],
    ['with an empty body', '', undefined],
    ['with a refresh token that is none', { refresh_token: 'nonsense' }, undefined],
    ['with a cookie that is none', {}, cookie('nonsense')],
    ['with an access token that is none', {}, bearer('nonsense')],
    ['with another kind of authorization', {}, { headers: { authorization: 'Basic abc' } }],
  ])('succeeds %s and writes nothing', async (_kind, body, options) => {
    const before = await server.rows.counts();
    const answer = await logout(body, options);
    expect(answer.status).toBe(200);
    expect(answer.body.success).toBe(true);
    expect(answer.cookies.refresh_token?.value).toBe('');
    expect(await server.rows.counts()).toEqual(before);
  });

  it('succeeds a second time and changes nothing', async () => {
    const { refreshToken, accessToken } = await signIn(server.api);
    await server.api.logout(refreshToken);
    const before = await server.rows.dump();
    const again = await logout({}, { ...cookie(refreshToken), ...bearer(accessToken) });
    expect(again.status).toBe(200);
    expect(await server.rows.dump()).toBe(before);
  });

  it('names no session by a token that somebody else has signed', async () => {
    const session = await signIn(server.api);
    const [header, payload] = session.accessToken.split('.');
    const [refreshHeader, refreshPayload] = session.refreshToken.split('.');
    await logout(
      { refresh_token: `${refreshHeader}.${refreshPayload}.c2lnbmVk` },
      bearer(`${header}.${payload}.c2lnbmVk`),
    );
    expect(await isActive(session)).toBe(true);
  });

  it('does not take the id of a session, or its id token, for a credential', async () => {
    const session = await signIn(server.api);
    await logout({ session_id: session.sessionId, context_id: session.sessionId }, bearer(session.idToken));
    expect(await isActive(session)).toBe(true);
  });

  it('is refused from a page of another origin', async () => {
    const session = await signIn(server.api);
    const foreign = { ...cookie(session.refreshToken), headers: { origin: 'https://evil.example' } };
    expect(codeOf(await logout({}, foreign))).toEqual([403, 'CIAM_E01_02_003']);
    expect(await isActive(session)).toBe(true);
  });
});
