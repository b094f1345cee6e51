import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MIGRATIONS } from '../src/migrations/all-migrations.js';
import { connect, execute } from './support/empty-database.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

// What is pending, and how large a table is, only a PostgreSQL can say.
const onPostgres = usesPostgres ? describe : describe.skip;

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Judged {
  readonly verdict: string;
  readonly tables: readonly { readonly table: string; readonly rows?: number }[];
}

/** npm run migration:plan, without npm's own lines. */
async function plan(url: string | undefined, ...args: string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, ...(url && { DATABASE_URL: url }) };
  const command = ['--import', 'tsx', 'scripts/migration-plan.ts', ...args];
  const run = promisify(execFile)(process.execPath, command, { env });
  return run.then(
    (result) => ({ code: 0, ...result }),
    (error: unknown) => error as Outcome,
  );
}

describe('npm run migration:plan', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  const script = join(folder, 'change.sql');

  afterAll(() => rmSync(folder, { recursive: true }));

  it('judges every migration where no database is configured: all are pending on an empty one', async () => {
    const { code, stdout } = await plan(undefined, '--json');
    const judged = new Set((JSON.parse(stdout) as { migration: string }[]).map(({ migration }) => migration));
    expect([code, [...judged]]).toEqual([1, MIGRATIONS.map(({ name }) => name)]);
  });

  it('judges a script without a database, and then knows no sizes', async () => {
    writeFileSync(
      script,
      'CREATE INDEX i ON users (kyc_level);\nCREATE INDEX CONCURRENTLY j ON users (guid); -- é\n',
    );
    const { code, stdout } = await plan(undefined, `--file=${script}`);
    expect(code).toBe(1);
    expect(stdout).toContain('ShareLock on users (rows not known), keeps out writers');
    expect(stdout).toContain('NOT SAFE under load: nobody can write while it is built');
    expect(stdout).toContain('instead: CREATE INDEX CONCURRENTLY');
    expect(stdout).toContain('2 statements: 1 safe under load, 1 NOT SAFE under load');
  });

  it('ends with 2 when it cannot tell', async () => {
    const { code, stderr } = await plan('postgres://nobody:nothing@127.0.0.1:1/nowhere');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^The plan cannot be made: .*ECONNREFUSED/);
    expect(stderr).not.toContain('nothing@');
  });

  onPostgres('beside a database', () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await createTestDatabase();
    });

    afterAll(() => database.drop());

    it('finds nothing pending in one that has had everything', async () => {
      const { code, stdout } = await plan(database.url);
      expect([code, stdout]).toEqual([0, expect.stringContaining('No statement is pending.')]);
    });

    it('tells what the pending migrations would do, and changes nothing', async () => {
      const dataSource = await connect(database.url);
      const [last] = dataSource.migrations.slice(-1);
      await dataSource.undoLastMigration();
      const before = await dataSource.query('SELECT count(*) FROM migrations');
      const { stdout } = await plan(database.url);
      expect(stdout).toContain(`== ${last?.name}`);
      expect(await dataSource.query('SELECT count(*) FROM migrations')).toEqual(before);
      await dataSource.runMigrations();
      await dataSource.destroy();
    });

    it('judges by how many rows there are, those of partitions together', async () => {
      await execute(
        database.url,
        `INSERT INTO cross_app_sessions_archive
         SELECT gen_random_uuid(), now() + n % 3 * interval '1 month', repeat('0', 64), 'u', NULL, NULL, 'a', 'b', NULL, now(), NULL, NULL, NULL, NULL, now()
           FROM generate_series(1, 12000) n;
         ANALYZE`,
      );
      writeFileSync(
        script,
        `CREATE INDEX i ON cross_app_sessions_archive (source_app);
         CREATE INDEX j ON accounts (version);
         CREATE TABLE fresh (id integer); CREATE INDEX k ON fresh (id);`,
      );
      const { code, stdout } = await plan(database.url, `--file=${script}`, '--json');
      expect(code).toBe(1);
      const [large, small, made, onMade] = JSON.parse(stdout) as Judged[];
      expect(large).toMatchObject({
        verdict: 'long',
        tables: [{ table: 'cross_app_sessions_archive', rows: 12000 }],
      });
      expect(small).toMatchObject({ verdict: 'brief', tables: [{ table: 'accounts', mode: 'ShareLock' }] });
      expect([made, onMade]).toMatchObject([
        { verdict: 'safe', tables: [] },
        { verdict: 'safe', tables: [] },
      ]);
    });

    it('takes a table for large that was never analysed, or has grown since', async () => {
      await execute(
        database.url,
        `CREATE TABLE never WITH (autovacuum_enabled = false) AS SELECT n FROM generate_series(1, 300) n;
         CREATE TABLE empty (n integer);
         CREATE TABLE grown WITH (autovacuum_enabled = false) AS SELECT n FROM generate_series(1, 300) n;
         ANALYZE grown;
         INSERT INTO grown SELECT n FROM generate_series(1, 20000) n`,
      );
      writeFileSync(
        script,
        ['never', 'grown', 'empty'].map((table) => `CREATE INDEX ON ${table} (n);`).join('\n'),
      );
      const { code, stdout } = await plan(database.url, `--file=${script}`, '--json');
      const [never, grown, empty] = JSON.parse(stdout) as Judged[];
      expect(code).toBe(1);
      expect(never).toMatchObject({ verdict: 'long', tables: [{ table: 'never' }] });
      expect(never?.tables[0]).not.toHaveProperty('rows');
      expect(grown?.verdict).toBe('long');
      expect(grown?.tables[0]?.rows).toBeGreaterThan(10_000);
      expect(empty).toMatchObject({ verdict: 'brief', tables: [{ table: 'empty', rows: 0 }] });
    });

    it('names every table that a statement changes, and is not content with rows that it finds', async () => {
      writeFileSync(
        script,
        `WITH gone AS (DELETE FROM tokens WHERE expires_at < now() RETURNING token_id)
         INSERT INTO login_attempts (attempt_id) SELECT token_id FROM gone`,
      );
      const { code, stdout } = await plan(database.url, `--file=${script}`);
      expect(code).toBe(1);
      expect(stdout).toContain('RowExclusiveLock on tokens');
      expect(stdout).toContain('LOOK');
    });
  });
});
