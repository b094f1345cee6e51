import { readFileSync } from 'node:fs';
import { connect } from './support/empty-database.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

// The table describes what the migrations make; the schema of the embedded engine comes from the entities.
const onPostgres = usesPostgres ? describe : describe.skip;

const INDEXES = `
  SELECT t.relname || ': ' || i.relname AS name, x.indisprimary AS is_primary
    FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
   WHERE t.relnamespace = 'public'::regnamespace AND NOT t.relispartition AND t.relname <> 'migrations'`;

/** `idx_users_deleted_email`, `…_username` are idx_users_deleted_email and idx_users_deleted_username. */
function namesIn(cell: string): string[] {
  const [first = '', ...others] = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  return [first, ...others.map((name) => name.replace('…', first.slice(0, first.lastIndexOf('_'))))];
}

/** Each index with the table under whose name it stands. */
function documented(): string[] {
  const [, section = ''] = /^## Indexes and what they serve\n([^]*?)^## /m.exec(
    readFileSync('docs/operations.md', 'utf8'),
  ) ?? [''];
  let table = '';
  return section.split('\n').flatMap((line) => {
    const cell = /^\| (.+?) +\|/.exec(line)?.[1] ?? '';
    table = /^\*\*(\w+)\*\*/.exec(cell)?.[1] ?? table;
    return cell.startsWith('`') ? namesIn(cell).map((name) => `${table}: ${name}`) : [];
  });
}

interface Index {
  readonly name: string;
  readonly is_primary: boolean;
}

onPostgres('the indexes of docs/operations.md', () => {
  let database: TestDatabase;
  let there: Index[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const dataSource = await connect(database.url);
    there = await dataSource.query<Index[]>(INDEXES);
    await dataSource.destroy();
  });

  afterAll(() => database.drop());

  it('are all that the migrations make, but for primary keys', () => {
    const listed = new Set(documented());
    expect(there.length).toBeGreaterThan(80);
    expect(there.filter(({ name, is_primary }) => !is_primary && !listed.has(name))).toEqual([]);
  });

  it('are there, each once, on the table that they are listed under', () => {
    const listed = documented();
    const names = new Set(there.map(({ name }) => name));
    expect(listed.filter((name, at) => !names.has(name) || listed.indexOf(name) !== at)).toEqual([]);
  });

  it('are called pk_… if they are a primary key, and only then', () => {
    expect(there.filter(({ name, is_primary }) => is_primary !== name.includes(': pk_'))).toEqual([]);
  });
});
