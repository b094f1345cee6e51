import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '../src/database/options.js';
import { ENTITIES } from '../src/entities.js';
import { MIGRATIONS } from '../src/migrations/all-migrations.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { testConfig, usesPostgres } from './support/test-config.js';

// Migrations are PostgreSQL's.
const onPostgres = usesPostgres ? describe : describe.skip;

class IndexBesideWriters1999999999998 implements MigrationInterface {
  readonly name = 'IndexBesideWriters1999999999998';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX CONCURRENTLY idx_later ON sessions (acr)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY idx_later');
  }
}

class Fails1999999999999 implements MigrationInterface {
  readonly name = 'Fails1999999999999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id integer)');
    await runner.query('SELECT 1 / 0');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

onPostgres('a migration that says it needs no transaction', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    const all = [...MIGRATIONS, IndexBesideWriters1999999999998, Fails1999999999999];
    dataSource = new DataSource(dataSourceOptions(testConfig({}, database.url).database, ENTITIES, all));
    await dataSource.initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('can make an index CONCURRENTLY, and one that fails after it leaves nothing of its own', async () => {
    await expect(dataSource.runMigrations()).rejects.toThrow('division by zero');
    const [found] = await dataSource.query<object[]>(
      `SELECT to_regclass('idx_later') IS NOT NULL AS made, to_regclass('half') IS NOT NULL AS half`,
    );
    expect(found).toEqual({ made: true, half: false });
    const names = await dataSource.query<{ name: string }[]>(
      'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
    );
    expect(names).toEqual([{ name: 'IndexBesideWriters1999999999998' }]);
  });
});
