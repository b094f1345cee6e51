import { decodeJwt } from 'jose';
import { SessionService } from '../src/modules/session/session.service.js';
import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { signIn, withServer } from './support/walk.js';

const KEY: CallOptions = { headers: { 'x-api-key': 'dev-gateway-key' } };
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];

describe('what a gateway learns of a token', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const verify = (body: unknown, options = KEY) => server.api.post('/auth/token/verify', body, options);

  it('of a live access token: whose it is, and for how long', async () => {
    const { accessToken, sessionId } = await signIn(server.api);
    server.clock.advance(300);
    const answer = await verify({ token: accessToken });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      active: true,
      expires_in: 600,
      sub: decodeJwt(accessToken).sub,
      session_id: sessionId,
      scope: 'openid profile email',
    });
  });

  it.each<[string, CallOptions]>([
    ['no key', {}],
    ['a wrong key', { headers: { 'x-api-key': 'dev-gateway-kez' } }],
    ['an empty key', { headers: { 'x-api-key': '' } }],
    ['the key in another place', { headers: { authorization: 'Bearer dev-gateway-key' } }],
  ])('nothing with %s', async (_kind, options) => {
    const { accessToken } = await signIn(server.api);
    const answer = await verify({ token: accessToken }, options);
    expect(codeOf(answer)).toEqual([401, 'CIAM_E04_00_010']);
    expect(answer.body).not.toHaveProperty('active');
  });

  it.each([
    [['openid'], true],
    [['email', 'openid'], true],
    [[], true],
    [undefined, true],
    [['openid', 'payments'], false],
    [['OPENID'], false],
    [['openid profile'], false],
  ])('whether it carries all the scopes %j: %p', async (scopes, active) => {
    const { accessToken } = await signIn(server.api);
    const { status, body } = await verify({ token: accessToken, scopes });
    expect([status, body.active]).toEqual([200, active]);
    if (!active) expect(body).toEqual({ active: false });
  });

  it.each([
    [{}],
    [{ token: '' }],
    [{ token: 7 }],
    [{ token: 'x', scopes: 'openid' }],
    [{ token: 'x', scopes: [1] }],
  ])('nothing for a request like %j', async (body) => {
    expect(codeOf(await verify(body))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('that it has expired, to the second', async () => {
    const { accessToken } = await signIn(server.api);
    server.clock.advance(899);
    expect((await verify({ token: accessToken })).body).toMatchObject({ active: true, expires_in: 1 });
    server.clock.advance(1);
    expect((await verify({ token: accessToken })).body).toEqual({ active: false });
  });

  it('nothing of an id token, a refresh token, or anything else', async () => {
    const { idToken, refreshToken, sessionId } = await signIn(server.api);
    for (const token of [idToken, refreshToken, sessionId, 'nonsense', 'a.b.c'])
      expect((await verify({ token })).body).toEqual({ active: false });
  });

  it('that it ended with its session', async () => {
    const { accessToken, sessionId } = await signIn(server.api);
    await server.app.get(SessionService).revoke(sessionId, 'ADMIN', 'the-administrator');
    expect((await verify({ token: accessToken })).body).toEqual({ active: false });
  });

  it.each([`status = 'EXPIRED'`, 'expires_at = $2'])(
    'that its session has ended, though its own row says nothing of it: %s',
    async (change) => {
      const { accessToken, sessionId } = await signIn(server.api);
      server.clock.advance(60);
      const parameters = change.includes('$2') ? [sessionId, server.clock.now()] : [sessionId];
      await server.rows.execute(`UPDATE sessions SET ${change} WHERE session_id = $1`, parameters);
      expect((await verify({ token: accessToken })).body).toEqual({ active: false });
    },
  );

  it('that it ended with all sessions of the person but the one that stays', async () => {
    const [one, two, stays] = [await signIn(server.api), await signIn(server.api), await signIn(server.api)];
    const { sub } = decodeJwt(one.accessToken);
    await server.app.get(SessionService).revokeAll(sub ?? '', 'USER_LOGOUT', sub ?? '', stays.sessionId);
    const states = [];
    for (const { accessToken } of [one, two, stays])
      states.push((await verify({ token: accessToken })).body.active);
    expect(states).toEqual([false, false, true]);
  });

  it('that it was revoked by itself, though its session lives', async () => {
    const { accessToken, refreshToken } = await signIn(server.api);
    await server.rows.execute(`UPDATE tokens SET status = 'REVOKED' WHERE token_id = $1`, [
      decodeJwt(accessToken).jti,
    ]);
    expect((await verify({ token: accessToken })).body).toEqual({ active: false });
    expect((await server.api.refresh(refreshToken)).status).toBe(200);
  });

  it('that an older one is good after a refresh, to its own end', async () => {
    const { accessToken, refreshToken } = await signIn(server.api);
    server.clock.advance(600);
    const refreshed = await server.api.refresh(refreshToken);
    expect((await verify({ token: accessToken })).body).toMatchObject({ active: true, expires_in: 300 });
    expect((await verify({ token: refreshed.body.access_token })).body).toMatchObject({ expires_in: 900 });
    server.clock.advance(300);
    expect((await verify({ token: accessToken })).body).toEqual({ active: false });
    expect((await verify({ token: refreshed.body.access_token })).body).toMatchObject({ expires_in: 600 });
  });
});

describe('what a gateway learns of a token, where settings differ', () => {
  it('lets every configured key in, and the development key no more', () =>
    withServer({ env: { GATEWAY_API_KEYS: 'first-key,second-key' } }, async ({ api }) => {
      const { accessToken: token } = await signIn(api);
      const ask = (key: string) =>
        api.post('/auth/token/verify', { token }, { headers: { 'x-api-key': key } });
      expect((await ask('first-key')).body.active).toBe(true);
      expect((await ask('second-key')).body.active).toBe(true);
      expect((await ask('dev-gateway-key')).status).toBe(401);
    }));

  it('takes no id token although its audience is the gateway’s: the type must be right too', () =>
    withServer({ env: { JWT_AUDIENCE: 'tuvens', DEFAULT_CLIENT_ID: 'tuvens' } }, async ({ api }) => {
      const { accessToken, idToken } = await signIn(api);
      expect((await api.verifyToken(idToken)).body).toEqual({ active: false });
      expect((await api.verifyToken(accessToken)).body).toMatchObject({ active: true });
    }));

  it('has no access token outlive a short session', () =>
    withServer({ env: { SESSION_TTL: '5m', ACCESS_TOKEN_TTL: '5m' } }, async ({ api, clock }) => {
      const { accessToken } = await signIn(api);
      clock.advance(299);
      expect((await api.verifyToken(accessToken)).body).toMatchObject({ active: true, expires_in: 1 });
      clock.advance(1);
      expect((await api.verifyToken(accessToken)).body).toEqual({ active: false });
    }));
});
