import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { expectRefusal } from './support/error-shape.js';
import { assemble, dissect, type Json, newKey, signES256, signHS256, spoil } from './support/forgery.js';
import { StatementCounter } from './support/statement-counter.js';
import { refreshTokenOf } from './support/walk.js';

const SECRET = 'the secret of refresh tokens, long enough';
const FAMILY_LIFE = 14 * 24 * 60 * 60;

describe('a forged refresh token', () => {
  const signingKey = newKey();
  let server: TestServer;
  let statements: StatementCounter;
  let login: ApiResponse;
  let real: string;
  let header: Json;
  let claims: Json;

  beforeAll(async () => {
    const pem = signingKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    server = await createTestServer({ env: { JWT_PRIVATE_KEYS: pem, JWT_REFRESH_SECRET: SECRET } });
    statements = new StatementCounter(server);
  });

  beforeEach(async () => {
    login = await server.api.login('testuser');
    real = refreshTokenOf(login);
    ({ header, claims } = dissect(real));
  });

  afterAll(async () => {
    statements.detach();
    await server.close();
  });

  const byBody = (token: string) => server.api.post('/auth/refresh', { refresh_token: token });

  async function expectRefused(
    name: string,
    ask: () => Promise<ApiResponse>,
    code: string,
    asked: number,
  ): Promise<void> {
    let answer: ApiResponse | undefined;
    const all = await statements.during(async () => (answer = await ask()));
    const sent = all.filter((sql) => !/^(BEGIN|COMMIT)\b/.test(sql));
    expect([name, answer!.body.error_code, sent.length]).toEqual([name, `CIAM_${code}`, asked]);
    expectRefusal(answer!, 401, code);
    expect(answer!.cookies.refresh_token).toBeUndefined();
  }

  /** Refused from a cookie and from a body alike, found out without a look into the database, and of no use to log out. */
  async function expectUnreadable(tokens: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, token] of Object.entries(tokens)) {
      await expectRefused(`${name}, body`, () => byBody(token), 'E04_00_001', 0);
      await expectRefused(
        `${name}, cookie`,
        () => server.api.refresh(encodeURIComponent(token)),
        'E04_00_001',
        0,
      );
      const ended = await statements.during(async () => {
        expect((await server.api.post('/auth/logout', { refresh_token: token })).status).toBe(200);
        expect((await server.api.logout(encodeURIComponent(token))).status).toBe(200);
      });
      expect([name, ended]).toEqual([name, []]);
    }
    await expectStillGood();
  }

  async function expectStillGood(): Promise<void> {
    expect((await server.api.verifyToken(login.body.access_token)).body).toMatchObject({ active: true });
    expect((await server.api.refresh(real)).status).toBe(200);
  }

  it('is told from a real one, even when that is signed once more', async () => {
    expect(signHS256(header, claims, SECRET)).toBe(real);
    await expectStillGood();
  });

  it('is refused when it was spoilt: no algorithm, changed, cut, with more or other parts', async () => {
    const { 'NUL at its end': atEnd = '', 'NUL in its middle': inside = '', ...others } = spoil(real);
    for (const token of [atEnd, inside]) expectRefusal(await byBody(token), 400, 'E01_05_001');
    await expectRefused(
      'NUL in a cookie',
      () => server.api.refresh(encodeURIComponent(atEnd)),
      'E04_00_001',
      0,
    );
    await expectUnreadable(others);
  });

  it('is refused when another secret signed it', async () => {
    const secrets = [
      '',
      'secret',
      SECRET.toUpperCase(),
      `${SECRET} `,
      String(dissect(login.body.access_token).header.kid),
    ];
    await expectUnreadable(
      Object.fromEntries(secrets.map((secret) => [`"${secret}"`, signHS256(header, claims, secret)])),
    );
  });

  it.each(['HS384', 'HS512', 'ES256', 'RS256', 'hs256', 'none'])(
    'is refused when it names the algorithm %s, though the secret is right',
    async (alg) => {
      await expectUnreadable({ [alg]: signHS256({ ...header, alg }, claims, SECRET) });
    },
  );

  it('is refused when the key of access tokens signed it', async () => {
    await expectUnreadable({
      'as it is': signES256(header, claims, signingKey),
      'with its algorithm': signES256({ ...header, alg: 'ES256' }, claims, signingKey),
      'with another key': signES256({ ...header, alg: 'ES256' }, claims, newKey()),
    });
  });

  it('is refused when it is a real token of another kind', async () => {
    await expectUnreadable({ access: login.body.access_token, id: login.body.id_token });
  });

  it.each([
    ['typ', ['JWT', 'at+jwt', '', null, undefined]],
    ['iss', ['https://evil.example', null, undefined]],
    ['sub', [null, undefined, 1]],
    ['sid', [null, undefined, 1]],
    ['jti', [null, undefined, 1]],
    ['exp', ['9999999999', null, undefined]],
  ])('is refused when its %s is not right, even signed with the right secret', async (name, values) => {
    const tokenWith = (value: unknown): string =>
      name === 'typ'
        ? signHS256({ ...header, typ: value }, claims, SECRET)
        : signHS256(header, { ...claims, [name]: value }, SECRET);
    await expectUnreadable(
      Object.fromEntries(values.map((value) => [JSON.stringify(value) ?? 'gone', tokenWith(value)])),
    );
  });

  it('is refused after one look, and written down, when it is signed right but was never issued', async () => {
    const unknown = signHS256(header, { ...claims, jti: '01920000-0000-7000-8000-000000000000' }, SECRET);
    await expectRefused('unknown', () => byBody(unknown), 'E04_00_002', 2);
    const longer = signHS256(header, { ...claims, exp: Number(claims.exp) + 1 }, SECRET);
    await expectRefused('longer', () => byBody(longer), 'E04_00_002', 2);
    await expectStillGood();
  });

  it('is of no use from the second on in which its family ends, and until then it is', async () => {
    const almost = signHS256(header, { ...claims, exp: Number(claims.iat) + 60 }, SECRET);
    server.clock.advance(59);
    await expectRefused('not yet', () => byBody(almost), 'E04_00_002', 2);
    server.clock.advance(1);
    await expectRefused('now', () => byBody(almost), 'E04_00_002', 1);
    server.clock.advance(FAMILY_LIFE);
    await expectRefused('the real one', () => byBody(real), 'E04_00_002', 1);
  });

  it('is refused unread when it is longer than any token', async () => {
    expectRefusal(
      await byBody(assemble(header, { ...claims, filler: 'x'.repeat(4096) }, 'x')),
      400,
      'E01_05_001',
    );
    await expectRefused('in a cookie', () => server.api.refresh('x'.repeat(8000)), 'E04_00_001', 0);
  });
});
