import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createTestServer, type TestServer } from './support/create-app.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';
import { refreshTokenOf, signIn } from './support/walk.js';

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const [OLD, NEW, OTHER] = [newKey(), newKey(), newKey()];
const pem = (...keys: readonly KeyObject[]) =>
  keys.map((key) => key.export({ type: 'pkcs8', format: 'pem' }).toString()).join('');
const jwks = (...keys: readonly KeyObject[]) =>
  JSON.stringify({ keys: keys.map((key) => key.export({ format: 'jwk' })) });
const SETTINGS = {
  JWT_ISSUER: 'https://login.example.com',
  JWT_REFRESH_SECRET: 'one refresh secret for all of them',
};

// Each embedded server has its own database in memory, so no second one knows the first one's sessions.
const onPostgres = usesPostgres ? describe : describe.skip;

const kidOf = (token: string) => decodeProtectedHeader(token).kid;

describe('signing keys', () => {
  const open: TestServer[] = [];
  let database: TestDatabase | undefined;

  beforeAll(async () => {
    if (usesPostgres) database = await createTestDatabase();
  });

  afterAll(async () => {
    await database?.drop();
  });

  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  async function serverWith(JWT_PRIVATE_KEYS: string): Promise<TestServer> {
    const server = await createTestServer({
      env: { ...SETTINGS, JWT_PRIVATE_KEYS },
      databaseUrl: database?.url,
    });
    open.push(server);
    return server;
  }

  const publishedBy = async ({ api }: TestServer) => (await api.get('/.well-known/jwks.json')).body;
  const kidsOf = async (server: TestServer) =>
    (await publishedBy(server)).keys.map(({ kid }: { kid: string }) => kid) as string[];

  it.each([
    ['PEM', pem(NEW, OLD)],
    ['PEM on one line', pem(NEW, OLD).replaceAll('\n', '\\n')],
    ['a JWK Set', jwks(NEW, OLD)],
  ])('from %s: the first signs, all are published, nothing of them is private', async (_form, keys) => {
    const server = await serverWith(keys);
    const before = await serverWith(pem(NEW));
    const [newKid] = await kidsOf(before);
    const kids = await kidsOf(server);
    expect(kids).toHaveLength(2);
    expect(kids[0]).toBe(newKid);
    expect(kidOf((await signIn(server.api)).accessToken)).toBe(newKid);
    expect(JSON.stringify(await publishedBy(server))).not.toContain('"d"');
  });

  it('verify, once replaced, what they signed before with the new server’s published keys', async () => {
    const { accessToken } = await signIn((await serverWith(pem(OLD))).api);
    const after = await serverWith(pem(NEW, OLD));
    const { payload } = await jwtVerify(accessToken, createLocalJWKSet(await publishedBy(after)), {
      currentDate: after.clock.now(),
      issuer: SETTINGS.JWT_ISSUER,
    });
    expect(payload.sub).toEqual(expect.any(String));
  });

  it('are not published any more once they are taken away', async () => {
    const [oldKid] = await kidsOf(await serverWith(pem(OLD)));
    expect(await kidsOf(await serverWith(pem(NEW)))).not.toContain(oldKid);
  });

  onPostgres('of two servers on one database, which embedded ones cannot share,', () => {
    it('rotate with overlap: tokens of either are good at both', async () => {
      const [before, after] = [await serverWith(pem(OLD, NEW)), await serverWith(pem(NEW, OLD))];
      const [first, second] = [await signIn(before.api), await signIn(after.api)];
      expect(kidOf(first.accessToken)).not.toBe(kidOf(second.accessToken));
      for (const { api } of [before, after])
        for (const { accessToken } of [first, second])
          expect((await api.verifyToken(accessToken)).body).toMatchObject({ active: true });
    });

    it('sign anew at the next refresh', async () => {
      const [before, after] = [await serverWith(pem(OLD)), await serverWith(pem(NEW, OLD))];
      const first = await signIn(before.api);
      const refreshed = await after.api.refresh(first.refreshToken);
      expect(refreshed.status).toBe(200);
      expect(kidOf(refreshed.body.access_token)).toBe((await kidsOf(after))[0]);
    });

    it('replay inside the grace what the other server signed, with the key that signed it', async () => {
      const [before, after] = [await serverWith(pem(OLD)), await serverWith(pem(NEW, OLD))];
      const first = await signIn(before.api);
      const rotated = await before.api.refresh(first.refreshToken);
      const replayed = await after.api.refresh(first.refreshToken);
      expect(refreshTokenOf(replayed)).toBe(refreshTokenOf(rotated));
      expect(kidOf(replayed.body.access_token)).toBe(kidOf(rotated.body.access_token));
      expect((await after.api.verifyToken(rotated.body.access_token)).body).toMatchObject({ active: true });
    });

    it('refuse what was signed by a key that is gone, while the session goes on', async () => {
      const [before, after] = [await serverWith(pem(OLD)), await serverWith(pem(NEW))];
      const first = await signIn(before.api);
      expect((await after.api.verifyToken(first.accessToken)).body).toEqual({ active: false });
      expect((await after.api.refresh(first.refreshToken)).status).toBe(200);
    });

    it('refuse what a server with other keys has signed', async () => {
      const [ours, stranger] = [await serverWith(pem(NEW, OLD)), await serverWith(pem(OTHER))];
      const { accessToken } = await signIn(stranger.api);
      expect((await ours.api.verifyToken(accessToken)).body).toEqual({ active: false });
    });
  });
});
