import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { createTestServer, type TestServer } from './support/create-app.js';
import type { TestDatabase } from './support/postgres.js';
import { as, createOwnedDatabase, type Role } from './support/roles.js';
import { until } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

// It reads PostgreSQL's own catalog.
const onPostgres = usesPostgres ? describe : describe.skip;

type Report = Record<string, Record<string, unknown>[]>;

/** npm run db:report, without npm's own lines. */
async function print(role: Role, url: string, ...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, DATABASE_URL: as(role, url) };
  const command = ['--import', 'tsx', 'scripts/db-report.ts', ...args];
  return (await promisify(execFile)(process.execPath, command, { env })).stdout;
}

onPostgres('npm run db:report, for somebody who may only read', () => {
  let database: TestDatabase;
  let server: TestServer;
  let dba: pg.Client;
  let waiter: pg.Client;

  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    database = await createOwnedDatabase();
    server = await createTestServer({ databaseUrl: database.url });
    [dba, waiter] = [await connect(), await connect()];
    await server.api.login('mfauser');
    await dba.query('ANALYZE');
  }, 60_000);

  afterAll(async () => {
    await waiter.end();
    await dba.end();
    await server.close();
    await database.drop();
  });

  const readAs = async (role: Role, ...args: string[]) =>
    JSON.parse(await print(role, database.url, '--json', ...args)) as Report;
  const read = (...args: string[]) => readAs('ciam_readonly', ...args);

  it('has every section, each with something to read', async () => {
    const text = await print('ciam_readonly', database.url);
    const names = [
      'tables',
      'indexes',
      'bloat',
      'long_transactions',
      'waiting_locks',
      'default_partitions',
      'open_rows',
      'outboxes',
    ];
    expect([...text.matchAll(/^== (\w+): .+\n.+/gm)].map(([, name]) => name)).toEqual(names);
  });

  it('adds the partitions of a table up', async () => {
    const { tables = [] } = await read('--section=tables');
    const [{ bytes }] = await server.rows.select(
      `SELECT sum(pg_total_relation_size(relid))::bigint AS bytes FROM pg_partition_tree('audit_logs')`,
    );
    const audit = tables.find(({ table }) => table === 'audit_logs');
    expect(audit).toMatchObject({ parts: 14, total_bytes: String(bytes) });
    expect(Number(audit?.rows)).toBe(await server.rows.count('audit_logs'));
    expect(tables.map(({ table }) => table)).not.toContain('audit_logs_default');
  });

  it('names the indexes that nothing has used, but for those that keep rows unique', async () => {
    const { indexes = [] } = await read('--section=indexes');
    const unused = indexes.filter((row) => row.unused).map(({ index }) => index);
    expect(unused).toEqual(expect.arrayContaining(['idx_audit_logs_severity', 'idx_users_status']));
    expect(unused.filter((index) => /^(pk|uq)_/.test(String(index)))).toEqual([]);
  });

  it('knows no bloat of tables with columns that are hidden from the reader, rather than a wrong one', async () => {
    const { bloat: seen = [] } = await read('--section=bloat');
    const { bloat: known = [] } = await readAs('ciam_owner', '--section=bloat');
    const of = (report: typeof seen, name: string) => report.find(({ table }) => table === name);
    const notKnown = { wasted_bytes: null, percent: null };
    expect(of(seen, 'auth_transactions')).toMatchObject({ ...notKnown, unseen_columns: 1 });
    expect(of(seen, 'audit_logs_default')).toMatchObject(notKnown);
    expect(of(seen, 'auth_contexts')).toEqual(of(known, 'auth_contexts'));
    expect(known.map(({ table }) => table)).toEqual(expect.arrayContaining(seen.map(({ table }) => table)));
    expect(known.filter(({ percent, unseen_columns: unseen }) => percent === null || unseen !== 0)).toEqual(
      [],
    );
  });

  it('shows what is unfiled, what is open and what has run out', async () => {
    const { default_partitions: unfiled, open_rows: open } = await read();
    const rows = await server.rows.count('audit_logs_default');
    expect(rows).toBeGreaterThan(0);
    expect(unfiled).toEqual([
      { table: 'audit_logs', rows },
      { table: 'cross_app_sessions_archive', rows: 0 },
    ]);
    // The test's clock is behind the database's.
    expect(open).toContainEqual(
      expect.objectContaining({ what: 'auth_contexts IN_PROGRESS', rows: 1, run_out: 1 }),
    );
  });

  it('shows who waits for a lock, and for whom', async () => {
    await dba.query('BEGIN; LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE');
    const [{ pid }] = (await dba.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows as [
      { pid: number },
    ];
    const waiting = waiter.query('SELECT count(*) FROM accounts');
    await until('it waits', async () => (await server.rows.count('pg_locks', 'NOT granted')) > 0);
    const { waiting_locks: locks } = await read('--section=waiting_locks');
    expect(locks).toEqual([
      expect.objectContaining({ blocked_by: [pid], mode: 'AccessShareLock', table: 'accounts' }),
    ]);
    await dba.query('ROLLBACK');
    await waiting;
    expect((await read('--section=waiting_locks')).waiting_locks).toEqual([]);
  });
});
