import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { toEpochSeconds } from '../src/common/clock.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bindDevice, newPerson, passMfa, type SignedIn, signIn, withServer } from './support/walk.js';

const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('the tokens', () => {
  let server: TestServer;
  let keys: JSONWebKeySet;

  beforeAll(async () => {
    server = await createTestServer({
      env: { JWT_ISSUER: 'https://login.example.com', JWT_AUDIENCE: 'the-apis' },
    });
    keys = (await server.api.get('/.well-known/jwks.json')).body;
  });

  afterAll(() => server.close());

  const asOf = () => ({ issuer: 'https://login.example.com', currentDate: server.clock.now() });
  const signedIn = (): Promise<SignedIn> =>
    signIn(server.api, 'adminuser', { headers: { 'x-client-id': 'web-client' } });

  it('come with public keys only, each named by its thumbprint', async () => {
    const answer = await server.api.get('/.well-known/jwks.json');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.body).toEqual({
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          x: expect.any(String),
          y: expect.any(String),
          kid: expect.stringMatching(/^[\w-]{43}$/),
          alg: 'ES256',
          use: 'sig',
        },
      ],
    });
  });

  it('verify with the published keys alone', async () => {
    const { accessToken, idToken } = await signedIn();
    const jwks = createLocalJWKSet(keys);
    const access = await jwtVerify(accessToken, jwks, {
      ...asOf(),
      audience: 'the-apis',
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });
    const id = await jwtVerify(idToken, jwks, {
      ...asOf(),
      audience: 'web-client',
      typ: 'JWT',
      algorithms: ['ES256'],
    });
    expect(id.payload.sub).toBe(access.payload.sub);
  });

  it('name their key and nothing else in the header', async () => {
    const { accessToken, idToken, refreshToken } = await signedIn();
    const kid = keys.keys[0]?.kid;
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid });
    expect(decodeProtectedHeader(idToken)).toEqual({ alg: 'ES256', typ: 'JWT', kid });
    expect(decodeProtectedHeader(refreshToken)).toMatchObject({ alg: 'HS256' });
  });

  it('say in the access token what RFC 9068 asks for, and who may do what', async () => {
    const { accessToken, sessionId } = await signedIn();
    const now = toEpochSeconds(server.clock.now());
    const person = await server.directory.authenticate('adminuser', 'password');
    expect(decodeJwt(accessToken)).toEqual({
      iss: 'https://login.example.com',
      aud: 'the-apis',
      sub: person?.cupid,
      client_id: 'web-client',
      sid: sessionId,
      jti: expect.stringMatching(UUID_V7),
      iat: now,
      exp: now + 900,
      auth_time: now,
      amr: ['pwd'],
      acr: 'aal1',
      scope: 'openid profile email',
      preferred_username: 'adminuser',
      roles: ['user', 'admin'],
    });
  });

  it('say in the id token what OpenID Connect asks for, to the client that signed in', async () => {
    const { idToken, sessionId } = await signedIn();
    const now = toEpochSeconds(server.clock.now());
    const person = await server.directory.authenticate('adminuser', 'password');
    expect(decodeJwt(idToken)).toEqual({
      iss: 'https://login.example.com',
      aud: 'web-client',
      sub: person?.cupid,
      sid: sessionId,
      jti: expect.stringMatching(UUID_V7),
      iat: now,
      exp: now + 900,
      auth_time: now,
      amr: ['pwd'],
      acr: 'aal1',
      preferred_username: 'adminuser',
      roles: ['user', 'admin'],
      email: 'adminuser@example.test',
      email_verified: true,
      given_name: person?.givenName,
      family_name: person?.familyName,
    });
  });

  it('say nothing of the person in the refresh token', async () => {
    const claims = decodeJwt((await signedIn()).refreshToken);
    expect(Object.keys(claims).sort()).toEqual(['client_id', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
  });

  it('say how the person signed in: a trusted device spares the second factor, it does not stand for it', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfauser');
    const device = { drs_action_token: 'a device that stands for a factor' };
    const withCode = await passMfa(api, await api.login(username));
    await bindDevice(api, username, device);
    const onDevice = await api.login(username, device);
    const said = [withCode, onDevice].map(({ body }) => decodeJwt(body.access_token));
    expect(said.map(({ amr, acr }) => [amr, acr])).toEqual([
      [['pwd', 'mfa', 'otp', 'sms'], 'aal2'],
      [['pwd'], 'aal1'],
    ]);
  });

  it('have ids of their own, all different', async () => {
    const { accessToken, idToken, refreshToken } = await signedIn();
    expect(new Set([accessToken, idToken, refreshToken].map((token) => decodeJwt(token).jti)).size).toBe(3);
  });

  it('are stored as hashes only', async () => {
    const { accessToken, idToken, refreshToken } = await signedIn();
    const dump = await server.rows.dump();
    for (const token of [accessToken, idToken, refreshToken]) {
      const [, payload, signature] = token.split('.');
      expect(dump).not.toContain(signature);
      expect(dump).not.toContain(payload);
    }
  });

  it('live as long as ACCESS_TOKEN_TTL says', () =>
    withServer({ env: { ACCESS_TOKEN_TTL: '5m' } }, async ({ api }) => {
      const { body } = await api.login('testuser');
      const { iat = 0, exp } = decodeJwt(body.access_token);
      expect([body.expires_in, exp]).toEqual([300, iat + 300]);
    }));
});
