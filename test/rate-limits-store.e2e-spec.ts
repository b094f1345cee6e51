import { serverEnv } from './support/cluster.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { expectThrottled, limitedServer, repeat, statuses } from './support/limits.js';
import { LogCapture } from './support/log-capture.js';
import { createTestDatabase } from './support/postgres.js';
import { RemoteApi } from './support/remote-api.js';
import { ServerProcess } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

// On the embedded engine the counters are in the process, which is the only one there is.
const onPostgres = usesPostgres ? describe : describe.skip;
const LIMITS = 'login=5/1m,login-address=1000/1m';

onPostgres('the counters in the database', () => {
  const wrong = { password: 'wrong' };

  it('hold across replicas and restarts', async () => {
    const database = await createTestDatabase();
    const env = { ...serverEnv(database.url), RATE_LIMIT_ENABLED: 'true', RATE_LIMITS: LIMITS };
    const [one, other] = await Promise.all([ServerProcess.start(env), ServerProcess.start(env)]);
    const guess = ({ url }: ServerProcess) => new RemoteApi(url).login('mfauser', wrong);
    const both = await Promise.all([one, other, one, other, one, other, one, other].map(guess));
    expect(statuses(both).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    await Promise.all([one.close(), other.close()]);
    const third = await ServerProcess.start(env);
    expect((await guess(third)).status).toBe(429);
    await third.close();
    await database.drop();
  });

  describe('of one server', () => {
    let server: TestServer;
    let log: LogCapture;

    beforeEach(async () => {
      log = new LogCapture();
      server = await limitedServer(LIMITS, { log: { level: 'warn', destination: log } });
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await server.close();
    });

    const guess = () => server.api.login('mfauser', wrong);
    const messages = () => log.entries.map(({ level, msg }) => [level, msg]);

    it('are replaced by its own when they cannot be reached, and that is logged once', async () => {
      await server.rows.execute('ALTER TABLE rate_limits RENAME TO out_of_reach');
      expect(statuses(await repeat(6, guess))).toEqual([401, 401, 401, 401, 401, 429]);
      expect(messages()).toEqual([
        ['error', 'The store of rate limits failed; each server counts by itself now'],
      ]);
      await server.rows.execute('ALTER TABLE out_of_reach RENAME TO rate_limits');
      server.clock.advance(5);
      expect((await guess()).status).toBe(401);
      expect(messages().at(-1)).toEqual(['warn', 'The store of rate limits answers again']);
    });

    it('name nobody and no password: people are written as a keyed hash', async () => {
      await server.api.login('hunter2-typed-into-the-wrong-field', wrong);
      await server.api.login('testuser');
      const keys = (await server.rows.select('SELECT key FROM rate_limits')).map(({ key }) => String(key));
      expect(keys.length).toBeGreaterThan(3);
      expect(keys.filter((key) => /hunter2|testuser/.test(key))).toEqual([]);
    });

    it('are cleared away in portions an hour after they have run out', async () => {
      await server.rows.execute(
        `INSERT INTO rate_limits SELECT 'old:' || n, 1, $1 FROM generate_series(1, 1500) AS n`,
        [server.clock.now().getTime() - 3_600_001],
      );
      const old = async () =>
        (await server.rows.select(`SELECT 1 FROM rate_limits WHERE key LIKE 'old:%'`)).length;
      const verify = () => server.api.post('/auth/mfa/otp/verify', {});
      await repeat(199, verify);
      expect(await old()).toBe(1500);
      await verify();
      expect(await old()).toBe(500);
    });

    it('are not asked again about who is refused already', async () => {
      // The sixth is the first too many, and the seventh is told for how long.
      await repeat(7, guess);
      const [before] = await server.rows.select(`SELECT points FROM rate_limits WHERE key LIKE 'login:%'`);
      expectThrottled(await guess(), 60);
      expect(await server.rows.select(`SELECT points FROM rate_limits WHERE key LIKE 'login:%'`)).toEqual([
        before,
      ]);
    });
  });
});

describe('the limits of a server that shares nothing', () => {
  it('are its own', async () => {
    const servers = await Promise.all([limitedServer(LIMITS), createTestServer()]);
    jest.restoreAllMocks();
    const [limited, unlimited] = servers;
    await repeat(6, () => limited.api.login('mfauser', { password: 'wrong' }));
    expect((await limited.api.login('mfauser')).status).toBe(429);
    expect((await unlimited.api.login('mfauser')).status).toBe(200);
    for (const server of servers) await server.close();
  });
});
