import { createEmptyDatabase } from './support/empty-database.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { RemoteApi } from './support/remote-api.js';
import { type Ran, runNode } from './support/run-node.js';
import { type ServerEnv, ServerProcess } from './support/server-process.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';

const SESSION_LINE = /^ {2}(sess-[0-9a-f-]{36}) {2}(\w+)$/gm;

const seed = (env: ServerEnv): Promise<Ran> => runNode(['scripts/seed.mjs'], env);

/** How many of a kind it says that it has made. */
function made({ output }: Ran, kind: string): number {
  const line = new RegExp(`^ *(\\d+) ${kind}$`, 'm').exec(output);
  return Number(line?.[1] ?? NaN);
}

const KINDS: readonly [string, number][] = [
  ['sessions, active', 10],
  ['sessions, expired', 4],
  ['sessions, revoked', 3],
  ['devices, trusted', 1],
  ['devices, trust run out', 1],
  ['devices, removed', 1],
  ['hand-offs, unused', 1],
  ['hand-offs, used', 2],
  ['hand-offs, revoked', 1],
  ['hand-offs, expired unused', 1],
  ['logins', 22],
];

describe('npm run seed', () => {
  let database: TestDatabase | undefined;
  let env: ServerEnv;
  let server: ServerProcess;
  let first: Ran;

  beforeAll(async () => {
    database = usesPostgres ? await createTestDatabase() : undefined;
    env = database ? { USE_MOCK_DB: 'false', DATABASE_URL: database.url, ...SIMULATED } : {};
    server = await ServerProcess.start(env);
    env = { ...env, BASE_URL: server.url };
    first = await seed(env);
  }, 180_000);

  afterAll(async () => {
    await server.close();
    await database?.drop();
  });

  it.each(KINDS)('makes rows of each kind: %s', (kind, count) => {
    expect([first.code, made(first, kind)]).toEqual([0, count]);
  });

  it('has every step leave its audit rows, and documents signed', () => {
    expect(made(first, 'audit rows')).toBeGreaterThan(100);
    expect(made(first, 'documents signed or declined')).toBe(2);
  });

  it('names the active sessions, which their person sees', async () => {
    const named = [...first.output.matchAll(SESSION_LINE)].map(([, id, username]) => ({ id, username }));
    expect(named).toHaveLength(10);
    const api = new RemoteApi(server.url);
    const { body } = await api.login('testuser');
    const { sessions } = (
      await api.get('/auth/sessions', { headers: { authorization: `Bearer ${body.access_token}` } })
    ).body;
    const own = sessions.filter(({ current }: { current: boolean }) => !current);
    expect(own.map(({ session_id: id }: { session_id: string }) => id).sort()).toEqual(
      named
        .filter(({ username }) => username === 'testuser')
        .map(({ id }) => id)
        .sort(),
    );
    const machines = own.map(
      ({ user_agent: agent, ip_address: ip }: Record<string, string>) => `${agent} ${ip}`,
    );
    expect(new Set(machines)).toEqual(
      new Set(['Firefox on Linux 192.0.2.17', 'Safari on iOS 198.51.100.23']),
    );
  });

  it('shows how to try one out', () => {
    expect(first.output).toContain(`curl -s ${server.url}/auth/sessions -H "authorization: Bearer $TOKEN"`);
  });

  it('may be run again', async () => {
    const again = await seed(env);
    expect(again.code).toBe(0);
    for (const [kind, count] of KINDS) expect([kind, made(again, kind)]).toEqual([kind, count]);
  });

  it('moves no clock but its own', async () => {
    const { body } = await new RemoteApi(server.url).get('/health');
    expect(Math.abs(Date.parse(body.timestamp) - Date.now())).toBeLessThan(60_000);
  });

  it('writes nothing in production, wherever the database is', async () => {
    const api = new RemoteApi(server.url);
    const sessionsOf = async (): Promise<number> => {
      const { body } = await api.login('adminuser');
      return (await api.get('/auth/sessions', { headers: { authorization: `Bearer ${body.access_token}` } }))
        .body.sessions.length;
    };
    const before = await sessionsOf();
    for (const where of [
      env,
      { BASE_URL: server.url },
      { ...env, DATABASE_URL: 'postgres://db.example/other' },
    ]) {
      const { code, output } = await seed({ ...where, NODE_ENV: 'production' });
      expect([code, output]).toEqual([1, expect.stringMatching(/no place in production/)]);
    }
    expect(await sessionsOf()).toBe(before + 1);
  });
});

describe('npm run seed, where it cannot', () => {
  it('says that no server answers', async () => {
    const { code, output } = await seed({ BASE_URL: 'http://127.0.0.1:9' });
    expect([code, output]).toEqual([1, expect.stringContaining('No server answers at http://127.0.0.1:9')]);
  });

  it('names every fault of the settings', async () => {
    const { code, output } = await seed({ USE_MOCK_DB: 'false' });
    expect([code, output]).toEqual([1, expect.stringMatching(/DATABASE_URL[^]*IDENTITY_PROVIDER/)]);
  });

  it('refuses to let its people meet a real gateway', async () => {
    const webhook = {
      ...SIMULATED,
      OTP_SENDER: 'webhook',
      OTP_WEBHOOK_URL: 'http://127.0.0.1:9/otp',
      OTP_WEBHOOK_SECRET: 'a webhook secret of 32 characters',
    };
    const url = 'postgres://postgres:password@127.0.0.1:9/nothing';
    const { code, output } = await seed({ USE_MOCK_DB: 'false', DATABASE_URL: url, ...webhook });
    expect([code, output]).toEqual([1, expect.stringContaining('OTP_SENDER')]);
  });
});

// Only PostgreSQL has migrations that can be pending.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('npm run seed, on a schema that lacks migrations (SQLite builds its own),', () => {
  it('refuses as the server does', async () => {
    const empty = await createEmptyDatabase();
    try {
      const { code, output } = await seed({ USE_MOCK_DB: 'false', DATABASE_URL: empty.url, ...SIMULATED });
      expect([code, output]).toEqual([1, expect.stringContaining('pending migrations')]);
    } finally {
      await empty.drop();
    }
  });

  it('points at the settings when the running server is not on the embedded engine', async () => {
    const database = await createTestDatabase();
    const server = await ServerProcess.start({
      USE_MOCK_DB: 'false',
      DATABASE_URL: database.url,
      ...SIMULATED,
    });
    try {
      const { code, output } = await seed({ BASE_URL: server.url });
      expect([code, output]).toEqual([1, expect.stringContaining('is not on the embedded database')]);
    } finally {
      await server.close();
      await database.drop();
    }
  });
});
