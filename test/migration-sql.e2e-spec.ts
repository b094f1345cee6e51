import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readAll } from './support/catalog.js';
import { connect, createEmptyDatabase, execute } from './support/empty-database.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

// What is printed without a database is the same everywhere; what is done with it needs PostgreSQL.
const onPostgres = usesPostgres ? it : it.skip;

/** npm run migration:sql, without npm's own lines. */
async function print(url?: string, ...args: string[]) {
  const env = { PATH: process.env.PATH, ...(url && { DATABASE_URL: url }) };
  const command = ['--import', 'tsx', 'scripts/migration-sql.ts', ...args];
  return promisify(execFile)(process.execPath, command, { env });
}

describe('the script for a DBA', () => {
  const databases: TestDatabase[] = [];
  const keep = async (database: Promise<TestDatabase>) => {
    databases.push(await database);
    return databases.at(-1)!.url;
  };
  const whatIsIn = async (url: string) => {
    const dataSource = await connect(url);
    try {
      const [{ migrations }] = await dataSource.query<[{ migrations: string | null }]>(
        `SELECT to_regclass('migrations')::text AS migrations`,
      );
      const names = migrations
        ? await dataSource.query('SELECT id, timestamp, name FROM migrations ORDER BY id')
        : [];
      return { catalog: await readAll(dataSource), migrations: names };
    } finally {
      await dataSource.destroy();
    }
  };

  afterAll(async () => {
    for (const { drop } of databases) await drop();
  });

  it('leads from nothing to now, a transaction at a time, when there is no database to ask', async () => {
    const { stdout } = await print();
    expect(stdout).toMatch(/^-- .*no database is configured\n\nCREATE TABLE "migrations" \(/);
    const count = (line: RegExp) => stdout.match(line)?.length;
    const migrations = count(/^-- [A-Z]\w+\d{13}/gm)!;
    expect(count(/^INSERT INTO "migrations"/gm)).toBe(migrations);
    const alone = count(/^-- .*, outside a transaction$/gm)!;
    expect([count(/^BEGIN;$/gm), count(/^COMMIT;$/gm)]).toEqual([migrations - alone, migrations - alone]);
    // No line of it may come between BEGIN and COMMIT.
    expect(stdout).toMatch(
      /COMMIT;\n\n-- IndexTokensForJobs\d+, outside a transaction\n\nDROP INDEX CONCURRENTLY/,
    );
  });

  it('says so when the configured database cannot be reached', async () => {
    const { stdout, stderr } = await print('postgres://nobody:nothing@127.0.0.1:1/nowhere');
    expect(stdout).toContain('cannot be reached (ECONNREFUSED)');
    expect(stderr).toContain('cannot be reached (ECONNREFUSED)');
    expect(stdout).not.toContain('nothing@');
  });

  it('is not printed for a configuration that cannot be right', async () => {
    const failed = await print('mysql://user:secret@host/database').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect((failed as { stderr: string }).stderr).toContain('DATABASE_URL');
    expect((failed as { stderr: string }).stderr).not.toContain('secret');
  });

  onPostgres('changes nothing in the database it reads', async () => {
    const url = await keep(createEmptyDatabase());
    const { stdout } = await print(url);
    expect(stdout).toContain('CREATE TABLE auth_contexts');
    expect(await whatIsIn(url)).toEqual({ catalog: {}, migrations: [] });
  });

  onPostgres('leaves exactly the migrated schema, and TypeORM nothing to do', async () => {
    const url = await keep(createEmptyDatabase());
    await execute(url, (await print(url)).stdout);
    expect(await whatIsIn(url)).toEqual(await whatIsIn(await keep(createTestDatabase())));
    const dataSource = await connect(url);
    const isPending = await dataSource.showMigrations();
    await dataSource.destroy();
    expect(isPending).toBe(false);
    expect((await print(url)).stdout).toMatch(/^-- .*\n-- No migration is pending\.\n$/);
  });

  onPostgres('has the migrations alone that the database has not had', async () => {
    const url = await keep(createTestDatabase());
    const dataSource = await connect(url);
    const complete = await readAll(dataSource);
    await dataSource.undoLastMigration();
    await dataSource.undoLastMigration();
    const [first, second] = dataSource.migrations.map(({ name }) => name!).slice(-2);
    const { stdout } = await print(url);
    expect(stdout).not.toContain('CREATE TABLE "migrations"');
    expect(stdout.match(/^-- [A-Z]\w+\d{13}/gm)).toEqual([`-- ${first}`, `-- ${second}`]);
    await execute(url, stdout);
    expect(await readAll(dataSource)).toEqual(complete);
    await dataSource.destroy();
  });

  onPostgres('prints all with --all, whatever the database has had', async () => {
    const url = await keep(createTestDatabase());
    const { stdout } = await print(url, '--all');
    expect(stdout).toContain('CREATE TABLE "migrations"');
    const empty = await keep(createEmptyDatabase());
    await execute(empty, stdout);
    expect((await whatIsIn(empty)).catalog).toEqual((await whatIsIn(url)).catalog);
  });
});
