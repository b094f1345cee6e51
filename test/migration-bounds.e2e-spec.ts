import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { runNode } from './support/run-node.js';
import { usesPostgres } from './support/test-config.js';

const ASK = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`;
const COMMAND = ['--import', 'tsx', 'node_modules/typeorm/cli.js', 'query', ASK, '-d', 'ormconfig.ts'];

// Migrations are PostgreSQL's.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('the command line of migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['gives up a lock after two seconds, and no statement, whatever holds for requests', {}, '2s'],
    ['gives up a lock after what it is told', { MIGRATION_LOCK_TIMEOUT: '60000' }, '1min'],
    ['leaves that to the role where it is told 0', { MIGRATION_LOCK_TIMEOUT: '0' }, '0'],
  ])('%s', async (_, env, lock) => {
    const { code, output } = await runNode(COMMAND, {
      DATABASE_URL: database.url,
      DB_STATEMENT_TIMEOUT: '1000',
      DB_LOCK_TIMEOUT: '1000',
      ...env,
    });
    expect([code, output]).toEqual([0, expect.stringMatching(/statement/)]);
    expect(output).toMatch(new RegExp(`statement"?: ['"]0['"]`));
    expect(output).toMatch(new RegExp(`lock"?: ['"]${lock}['"]`));
  });
});
