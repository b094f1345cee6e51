import type { DataSource } from 'typeorm';
import { readAll, readExtras, readTables } from './support/catalog.js';
import { connect, createEmptyDatabase } from './support/empty-database.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { ServerProcess } from './support/server-process.js';
import { serverEnv } from './support/cluster.js';
import { usesPostgres } from './support/test-config.js';

// SQLite is built from the entities; migrations are PostgreSQL's.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('the migrations', () => {
  let database: TestDatabase;
  let migrated: DataSource;
  const opened: DataSource[] = [];
  const created: TestDatabase[] = [];

  const open = async (url: string, synchronize = false) => {
    const dataSource = await connect(url, synchronize);
    opened.push(dataSource);
    return dataSource;
  };
  const createEmpty = async () => {
    const empty = await createEmptyDatabase();
    created.push(empty);
    return empty;
  };
  const names = (dataSource: DataSource) => dataSource.migrations.map(({ name }) => name!);

  beforeAll(async () => {
    database = await createTestDatabase();
    created.push(database);
    migrated = await open(database.url);
  });

  afterAll(async () => {
    for (const dataSource of opened) await dataSource.destroy();
    for (const { drop } of created) await drop();
  });

  it('leave nothing for TypeORM to change', async () => {
    const { upQueries } = await migrated.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  // But for the table of the library that counts requests, which has its own idea of columns.
  it('make every column, key, check and index as the entities describe it, to the last condition', async () => {
    const synchronized = await open((await createEmpty()).url, true);
    const expected = await readTables(synchronized);
    expect(Object.keys(expected).length).toBeGreaterThan(200);
    const found = Object.entries(await readTables(migrated));
    expect(Object.fromEntries(found.filter(([name]) => !name.includes('rate_limits')))).toEqual(expected);
  });

  it.each([
    [
      'index',
      `DROP INDEX uq_tokens_active`,
      `CREATE UNIQUE INDEX uq_tokens_active ON tokens (session_id, token_type) WHERE status <> 'EXPIRED'`,
    ],
    [
      'check',
      'ALTER TABLE tokens DROP CONSTRAINT chk_tokens_type',
      `ALTER TABLE tokens ADD CONSTRAINT chk_tokens_type CHECK (token_type <> 'OTHER')`,
    ],
    ['column', 'ALTER TABLE tokens ALTER kid DROP NOT NULL', 'ALTER TABLE tokens ALTER kid TYPE varchar(63)'],
  ])('would be caught with another %s', async (_, remove, add) => {
    const runner = migrated.createQueryRunner();
    await runner.startTransaction();
    const before = await readTables(migrated);
    await runner.query(remove);
    await runner.query(add);
    const changed = await readTables({ query: (sql: string) => runner.query(sql) } as DataSource);
    await runner.rollbackTransaction();
    await runner.release();
    const differing = Object.keys(before).filter((name) => before[name] !== changed[name]);
    expect(differing).toHaveLength(1);
  });

  it('can all be taken back, to nothing, and made again, to the same', async () => {
    const dataSource = await open((await createEmpty()).url);
    await dataSource.runMigrations();
    const first = await readAll(dataSource);
    expect(first).toEqual(await readAll(migrated));
    for (let count = 0; count < dataSource.migrations.length; count++) await dataSource.undoLastMigration();
    expect(await readAll(dataSource)).toEqual({});
    await dataSource.runMigrations();
    expect(await readAll(dataSource)).toEqual(first);
  });

  it('partition the audit trail by month, this one and twelve ahead, with a default for all else', async () => {
    const partitions = Object.entries(await readExtras(migrated)).filter(([name]) =>
      /^audit_logs_\w+$/.test(name),
    );
    const [{ months }] = await migrated.query<[{ months: string[] }]>(
      `SELECT array_agg('audit_logs_' || to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + n * interval '1 month', 'YYYY_MM')) AS months
         FROM generate_series(0, 12) n`,
    );
    expect(partitions.map(([name]) => name).sort()).toEqual([...months, 'audit_logs_default'].sort());
    expect(Object.fromEntries(partitions)).toMatchObject({ audit_logs_default: 'DEFAULT' });
  });

  it('are required, each by its name, before a server starts on the database', async () => {
    const dataSource = await open((await createEmpty()).url);
    const env = serverEnv(dataSource.options.type === 'postgres' ? dataSource.options.url! : '');
    const onNothing = await ServerProcess.refuse(env);
    expect(onNothing.code).toBe(1);
    for (const name of names(dataSource)) expect(onNothing.output).toContain(name);
    expect(await readAll(dataSource)).toEqual({});
    await dataSource.runMigrations();
    await dataSource.undoLastMigration();
    const [last, ...others] = names(dataSource).reverse();
    const onAllButOne = await ServerProcess.refuse(env);
    expect(onAllButOne.code).toBe(1);
    expect(onAllButOne.output).toContain(last);
    for (const name of others) expect(onAllButOne.output).not.toContain(name);
  }, 60_000);
});
