import { createPublicKey } from 'node:crypto';
import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { dissect, type Json, newKey, signES256, signHS256, spoil } from './support/forgery.js';
import { StatementCounter } from './support/statement-counter.js';
import { refreshTokenOf } from './support/walk.js';

const REFRESH_SECRET = 'the secret of refresh tokens, long enough';
const ACCESS_LIFE = 900;

describe('a forged access token', () => {
  const signingKey = newKey();
  let server: TestServer;
  let statements: StatementCounter;
  let login: ApiResponse;
  let header: Json;
  let claims: Json;

  beforeAll(async () => {
    const pem = signingKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    server = await createTestServer({ env: { JWT_PRIVATE_KEYS: pem, JWT_REFRESH_SECRET: REFRESH_SECRET } });
    statements = new StatementCounter(server);
  });

  beforeEach(async () => {
    login = await server.api.login('testuser');
    ({ header, claims } = dissect(login.body.access_token));
  });

  afterAll(async () => {
    statements.detach();
    await server.close();
  });

  const isLive = async () => (await server.api.verifyToken(login.body.access_token)).body.active as boolean;

  /** Worth nothing to a gateway or for a logout, and found out without a look into the database. */
  async function expectWorthless(tokens: Readonly<Record<string, string>>, asked = 0): Promise<void> {
    for (const [name, token] of Object.entries(tokens)) {
      let body: unknown;
      const verifying = await statements.during(async () => ({ body } = await server.api.verifyToken(token)));
      expect([name, body]).toEqual([name, { active: false }]);
      expect([name, verifying.length]).toEqual([name, asked]);
      // Not those that are real once a header has lost its blanks.
      if (/[^\x21-\x7e]/.test(token)) continue;
      const headers = { authorization: `Bearer ${token}` };
      const ended = await statements.during(() => server.api.post('/auth/logout', {}, { headers }));
      if (asked === 0) expect([name, ended]).toEqual([name, []]);
    }
  }

  it('is told from a real one, which is live and takes a look into the database', async () => {
    expect(await isLive()).toBe(true);
    const same = signES256(header, claims, signingKey);
    expect((await server.api.verifyToken(same)).body).toMatchObject({ active: true });
    expect(await statements.during(isLive)).toHaveLength(1);
  });

  it('is worth nothing when it was spoilt: no algorithm, changed, cut, with more or other parts', async () => {
    const {
      'NUL at its end': atEnd = '',
      'NUL in its middle': inside = '',
      ...others
    } = spoil(login.body.access_token);
    for (const token of [atEnd, inside]) expect((await server.api.verifyToken(token)).status).toBe(400);
    await expectWorthless(others);
    expect(await isLive()).toBe(true);
  });

  it('is worth nothing when the public key was taken for a secret', async () => {
    const publicKey = createPublicKey(signingKey);
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const jwk = (await server.api.get('/.well-known/jwks.json')).body.keys[0] as Json;
    const secrets: Record<string, string | Buffer> = {
      PEM: pem,
      'PEM without its last line break': pem.trim(),
      DER: publicKey.export({ type: 'spki', format: 'der' }),
      JWK: JSON.stringify(jwk),
      'bare JWK': JSON.stringify(publicKey.export({ format: 'jwk' })),
      'JWK Set': JSON.stringify({ keys: [jwk] }),
      'x of the JWK': String(jwk.x),
      'bytes of the point': Buffer.from(String(jwk.x), 'base64url'),
      'key id': String(header.kid),
      nothing: '',
    };
    for (const alg of ['HS256', 'HS384', 'HS512', 'ES256']) {
      const forged = Object.entries(secrets).map(([name, secret]) => [
        `${alg} with ${name}`,
        signHS256({ ...header, alg }, claims, secret),
      ]);
      await expectWorthless(Object.fromEntries(forged));
    }
    expect(await isLive()).toBe(true);
  });

  it.each(['RS256', 'PS256', 'ES384', 'ES512', 'ES256K', 'EdDSA', 'es256', 'ES256 ', 'HS256'])(
    'is worth nothing when it names the algorithm %s, though the key is right',
    async (alg) => {
      await expectWorthless({ [alg]: signES256({ ...header, alg }, claims, signingKey) });
    },
  );

  it('is worth nothing when another key signed it, whatever it says of its key', async () => {
    const other = newKey();
    const jwk = createPublicKey(other).export({ format: 'jwk' });
    const kids = [
      header.kid,
      'unknown',
      '',
      '../../dev/null',
      "' OR 1=1 --",
      '__proto__',
      'constructor',
      null,
      0,
      [header.kid],
      {},
    ];
    const byOther = (extra: object) => signES256({ ...header, ...extra }, claims, other);
    await expectWorthless({
      ...Object.fromEntries(kids.map((kid) => [`kid ${JSON.stringify(kid)}`, byOther({ kid })])),
      'no kid': byOther({ kid: undefined }),
      jwk: byOther({ jwk }),
      'jwk with a kid of its own': byOther({ jwk: { ...jwk, kid: 'mine' }, kid: 'mine' }),
      jku: byOther({ jku: 'https://evil.example/jwks.json' }),
      x5u: byOther({ x5u: 'https://evil.example/cert.pem' }),
      x5c: byOther({ x5c: ['MIIB'] }),
      crit: byOther({ crit: ['exp'], b64: false }),
    });
    expect(await isLive()).toBe(true);
  });

  it('is worth nothing when it is a real token of another kind', async () => {
    const { id_token: idToken } = login.body;
    const refreshToken = refreshTokenOf(login);
    await expectWorthless({ id: idToken });
    const verified = await statements.during(async () => {
      expect((await server.api.verifyToken(refreshToken)).body).toEqual({ active: false });
    });
    expect(verified).toEqual([]);
  });

  it.each([
    ['typ', ['JWT', 'refresh+jwt', 'at', '', null, undefined, ['at+jwt'], 'at+jwt;'], 'header'],
    ['iss', ['https://evil.example', '', null, undefined, ['x'], 'http://localhost:8080/'], 'claims'],
    ['aud', ['tuvens', 'another', '', null, undefined, [], ['another'], { a: 'sallyport' }], 'claims'],
    ['exp', ['9999999999', null, undefined, true, {}], 'claims'],
    ['sub', [null, undefined, 1, {}], 'claims'],
    ['sid', [null, undefined, 1, {}], 'claims'],
    ['jti', [null, undefined, 1, {}], 'claims'],
  ])(
    'is worth nothing when its %s is not right, even signed by the right key',
    async (name, values, part) => {
      const tokenWith = (value: unknown): string =>
        part === 'header'
          ? signES256({ ...header, [name]: value }, claims, signingKey)
          : signES256(header, { ...claims, [name]: value }, signingKey);
      await expectWorthless(
        Object.fromEntries(values.map((value) => [`${name} ${JSON.stringify(value)}`, tokenWith(value)])),
      );
      expect(await isLive()).toBe(true);
    },
  );

  it('is worth nothing when it is signed by the right key for a token that never was', async () => {
    const jti = '01920000-0000-7000-8000-000000000000';
    await expectWorthless({ unknown: signES256(header, { ...claims, jti }, signingKey) }, 1);
  });

  it('is good until the last second of its life and not one longer', async () => {
    server.clock.advance(ACCESS_LIFE - 1);
    expect((await server.api.verifyToken(login.body.access_token)).body).toMatchObject({
      active: true,
      expires_in: 1,
    });
    server.clock.advance(1);
    await expectWorthless({ expired: login.body.access_token });
    server.clock.advance(1);
    await expectWorthless({ 'a second later': login.body.access_token });
  });

  it('is not good before its time', async () => {
    const nbf = Number(claims.iat) + 10;
    await expectWorthless({ early: signES256(header, { ...claims, nbf }, signingKey) });
  });

  it('is refused unread when it is longer than any token', async () => {
    const { status } = await server.api.verifyToken(
      `${login.body.access_token as string}${'A'.repeat(8192)}`,
    );
    expect(status).toBe(400);
  });

  it('is worth nothing when a key of another curve signed it', async () => {
    const forged = ['secp256k1', 'P-384'].map((curve) => [curve, signES256(header, claims, newKey(curve))]);
    await expectWorthless(Object.fromEntries(forged));
  });
});
