import { maintenance } from '../src/commands/maintenance.js';
import { Jobs } from '../src/common/jobs.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { connectTo } from './support/partitions.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { runHere } from './support/run-command.js';
import { type Ran, runNode } from './support/run-node.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';
import { answer, WEBHOOK_SECRET, WebhookReceiver } from './support/webhook-receiver.js';

// The command and the test look at one database from two processes.
const onPostgres = usesPostgres ? describe : describe.skip;
const YEARS_AGO = new Date('2020-01-01T00:00:00.000Z');

const run = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> =>
  runHere(maintenance, args, env);

describe('npm run maintenance', () => {
  it('says what it wants, and that an embedded database is not for it', async () => {
    expect(await run({})).toMatchObject({ code: 1, output: expect.stringContaining('--dry-run') });
    expect(await run({}, '--al')).toMatchObject({ code: 1, output: expect.stringContaining('--all') });
    expect(await run({}, '--list', 'x')).toMatchObject({ code: 1 });
    expect(await run({}, '--help')).toMatchObject({ code: 0 });
    expect(await run({}, '--list')).toMatchObject({
      code: 1,
      output: expect.stringContaining('USE_MOCK_DB=false'),
    });
  });
});

onPostgres('npm run maintenance, on PostgreSQL (an embedded database ends with its process),', () => {
  let database: TestDatabase;
  let server: TestServer;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await createTestServer({ databaseUrl: database.url });
    env = { USE_MOCK_DB: 'false', DATABASE_URL: database.url, JOB_BATCH_SIZE: '2', ...SIMULATED };
    for (let logins = 0; logins < 5; logins++) await server.api.login('testuser');
    await server.rows.execute('UPDATE auth_contexts SET created_at = $1', [YEARS_AGO]);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const contexts = () => server.rows.count('auth_contexts');

  it('lists the jobs there are', async () => {
    const { code, output } = await run(env, '--list');
    expect(code).toBe(0);
    expect(output).toMatch(/^purge-contexts +every 600 s +Removes logins of long ago/m);
  });

  it('knows no other', async () => {
    const { code, output } = await run(env, 'purge-everything');
    expect([code, output]).toEqual([1, expect.stringMatching(/no job purge-everything.*purge-contexts/)]);
  });

  it('says with --dry-run what is due, and changes nothing', async () => {
    const { code, output } = await run(env, 'purge-contexts', '--dry-run');
    expect([code, output]).toEqual([0, 'purge-contexts: 5 rows due\n']);
    expect(await contexts()).toBe(5);
  });

  it('counts no further than it has the time for, and then says that there are more', async () => {
    const fill = (from: number, to: number) =>
      server.rows.execute(
        `INSERT INTO rate_limits (key, points, expire) SELECT 'old:' || n, 1, 0 FROM generate_series($1::int, $2::int) AS n`,
        [from, to],
      );
    await fill(1, 99_999);
    const almost = await run(env, 'purge-rate-limits', '--dry-run');
    expect(almost).toEqual({ code: 0, output: 'purge-rate-limits: 99999 rows due\n' });
    await fill(100_000, 100_010);
    const { code, output } = await run(env, 'purge-rate-limits', '--dry-run');
    expect([code, output]).toEqual([0, 'purge-rate-limits: at least 100000 rows due\n']);
    await server.rows.execute('DELETE FROM rate_limits');
  });

  it('leaves a job to the server that is running it, and says so', async () => {
    await server.rows.execute(
      `INSERT INTO leases (name, holder, expires_at, next_run_at) VALUES ('purge-contexts', 'another', $1, $1)`,
      [new Date(new Date().getTime() + 25_000)],
    );
    const { code, output } = await run(env, 'purge-contexts');
    expect([code, output]).toEqual([2, expect.stringContaining('a server is running it now')]);
    expect(await contexts()).toBe(5);
    await server.rows.execute('DELETE FROM leases');
  });

  it('goes on to the end, whether it is due or not, and leaves word in the audit trail', async () => {
    const { code, output } = await runNode(['scripts/maintenance.mjs', 'purge-contexts'], env);
    expect([code, output]).toEqual([0, 'purge-contexts: 5 rows\n']);
    expect(await run(env, 'purge-contexts')).toMatchObject({ code: 0, output: 'purge-contexts: 0 rows\n' });
    expect(await contexts()).toBe(0);
    const told = await server.rows.select(
      `SELECT event_details FROM audit_logs WHERE event_type = 'maintenance.rows.removed'`,
    );
    expect(told).toEqual([{ event_details: { job: 'purge-contexts', rows: 5, outcome: 'DONE' } }]);
  });

  it.each(['create-partitions', 'drop-partitions'])(
    'does not call %s done while the table is in use and a month is due',
    async (name) => {
      const dba = await connectTo(server);
      await run(env, 'create-partitions');
      const missing = await dba.query(
        `SELECT max(relname) AS name FROM pg_class WHERE relname ~ '^audit_logs_20[0-9]{2}_[0-9]{2}$' AND relkind = 'r'`,
      );
      await dba.query(`DROP TABLE ${missing.rows[0].name}`);
      await dba.query(`SELECT partitions_create('audit_logs', '2020-01-01')`);
      await dba.query('BEGIN');
      await dba.query('SELECT count(*) FROM audit_logs');
      const { code, output } = await run(env, name);
      await dba.end();
      expect([code, output]).toEqual([
        2,
        expect.stringContaining(`${name}: 0 rows; more are due: the table is in use`),
      ]);
      expect(output).toMatch(/"level":"warn".*in use, to be tried again/);
      const [lease] = await server.rows.select('SELECT last_outcome FROM leases WHERE name = $1', [name]);
      expect(lease).toEqual({ last_outcome: 'UNFINISHED' });
      expect((await run(env, name)).code).toBe(0);
    },
  );

  it('does not call the outbox drained while the SIEM takes nothing', async () => {
    const siem = await WebhookReceiver.start();
    siem.willAnswer(answer({}, 503));
    const sent = { SIEM_WEBHOOK_URL: siem.url, SIEM_WEBHOOK_SECRET: WEBHOOK_SECRET };
    await server.rows.execute(
      'INSERT INTO outbox_messages (id, event_timestamp, attempts) SELECT log_id, event_timestamp, 0 FROM audit_logs LIMIT 3',
    );
    const { code, output } = await run({ ...env, ...sent }, 'drain-siem-outbox');
    await siem.stop();
    expect([code, output]).toEqual([2, expect.stringContaining('drain-siem-outbox: 0 rows; more are due')]);
    expect(output).toContain('The SIEM did not take events');
  });

  it('runs them all with --all', async () => {
    const { code, output } = await run(env, '--all');
    const jobs = server.app.get(Jobs).all.map(({ name }) => name);
    expect([
      code,
      output
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ]).toEqual([0, jobs]);
  });
});
