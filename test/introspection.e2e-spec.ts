import { createTestServer, type TestServer } from './support/create-app.js';
import { codeOf } from './support/hand-offs.js';
import { basic, CLIENT, GATEWAY, introspect, isActive, postForm, STRANGERS } from './support/oauth.js';
import { newPerson, signIn, withServer } from './support/walk.js';

const INACTIVE = { active: false };

describe('introspection', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

  it('tells a client what an access token is worth', async () => {
    const person = await newPerson(server, 'testuser');
    const { accessToken, sessionId } = await signIn(server.api, person.username);
    const answer = await introspect(server.api, accessToken);
    const now = server.clock.now().getTime() / 1000;
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      active: true,
      scope: claimsOf(accessToken).scope,
      client_id: 'tuvens',
      username: person.username,
      token_type: 'Bearer',
      exp: now + 900,
      iat: now,
      sub: person.cupid,
      aud: 'sallyport',
      iss: 'http://localhost:8080',
      jti: claimsOf(accessToken).jti,
      sid: sessionId,
    });
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('tells a client what a refresh token is worth', async () => {
    const { refreshToken, sessionId } = await signIn(server.api);
    const { body } = await introspect(server.api, refreshToken);
    expect(body).toMatchObject({ active: true, token_type: 'refresh_token', sid: sessionId });
    expect(body.exp - body.iat).toBe(14 * 86_400);
  });

  it('takes the client’s credentials in the form too', async () => {
    const { accessToken } = await signIn(server.api);
    expect((await introspect(server.api, accessToken, {}, CLIENT)).body.active).toBe(true);
  });

  it.each(['access_token', 'refresh_token', 'a_new_kind'])(
    'takes %s for no more than a hint',
    async (hint) => {
      const { accessToken, refreshToken } = await signIn(server.api);
      for (const token of [accessToken, refreshToken])
        expect((await introspect(server.api, token, GATEWAY, { token_type_hint: hint })).body.active).toBe(
          true,
        );
    },
  );

  it.each(STRANGERS)('tells %s only that a live token is not active', async (_who, call) => {
    const { accessToken } = await signIn(server.api);
    const { status, body } = await call(introspect, server.api, accessToken);
    expect([status, body]).toEqual([200, INACTIVE]);
  });

  it('says of what it does not know only that it is not active', async () => {
    const { idToken, accessToken } = await signIn(server.api);
    for (const token of ['nonsense', 'a.b.c', idToken, `${accessToken}x`])
      expect((await introspect(server.api, token)).body).toEqual(INACTIVE);
  });

  it('follows a token to its end', async () => {
    const { api, clock } = server;
    const { accessToken, refreshToken } = await signIn(api);
    clock.advance(899);
    expect(await isActive(api, accessToken)).toBe(true);
    clock.advance(1);
    expect((await introspect(api, accessToken)).body).toEqual(INACTIVE);
    expect(await isActive(api, refreshToken)).toBe(true);
    clock.advance(86_400 - 900);
    expect((await introspect(api, refreshToken)).body).toEqual(INACTIVE);
  });

  it('knows a refresh token that was used from its successor, and no access token less for it', async () => {
    const { api } = server;
    const { accessToken, refreshToken } = await signIn(api);
    const refreshed = await api.refresh(refreshToken);
    expect((await introspect(api, refreshToken)).body).toEqual(INACTIVE);
    expect(await isActive(api, refreshed.cookies.refresh_token?.value ?? '')).toBe(true);
    expect(await isActive(api, refreshed.body.access_token)).toBe(true);
    expect(await isActive(api, accessToken)).toBe(true);
  });

  it('knows of a logout at once', async () => {
    const { accessToken, refreshToken } = await signIn(server.api);
    await server.api.logout(refreshToken);
    for (const token of [accessToken, refreshToken])
      expect((await introspect(server.api, token)).body).toEqual(INACTIVE);
  });

  it('takes forms alone', async () => {
    const { accessToken } = await signIn(server.api);
    const json = await server.api.post('/auth/introspect', { token: accessToken }, { headers: GATEWAY });
    expect(codeOf(json)).toEqual([415, 'CIAM_E01_05_001']);
    const none = await server.api.call('POST', '/auth/introspect', undefined, { headers: GATEWAY });
    expect(codeOf(none)).toEqual([400, 'CIAM_E01_05_001']);
  });

  it.each(['', 'token=', 'token=a&token=b', 'token=a&client_id=x&client_id=x', `token=${'x'.repeat(8193)}`])(
    'refuses the form %.40s',
    async (form) => {
      const answer = await postForm(server.api, '/auth/introspect', form, GATEWAY);
      expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    },
  );

  it('leaves forms to the endpoints of the RFCs', async () => {
    const login = await postForm(server.api, '/auth/login', { username: 'testuser', password: 'password' });
    expect(codeOf(login)).toEqual([415, 'CIAM_E01_05_001']);
  });

  it('lets a client use either of two secrets while they overlap, and any character in them', () => {
    const env = { OAUTH_CLIENTS: 'gateway:old_secret+%:1,gateway:new,other:third' };
    return withServer({ env }, async ({ api }) => {
      const { accessToken } = await signIn(api);
      const encoded = encodeURIComponent('old_secret+%:1');
      const active = async (id: string, secret: string) =>
        (await introspect(api, accessToken, basic(id, secret))).body.active;
      expect(await active('gateway', encoded)).toBe(true);
      expect(await active('gateway', 'new')).toBe(true);
      expect(await active('other', 'third')).toBe(true);
      expect(await active('other', 'new')).toBe(false);
      expect(await active('gateway', CLIENT.client_secret)).toBe(false);
    });
  });
});
