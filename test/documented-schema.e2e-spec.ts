import { readFileSync } from 'node:fs';
import { connect } from './support/empty-database.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

// The page describes what the migrations make; the schema of the embedded engine comes from the entities.
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

function sectionOf(heading: string): string[] {
  const page = readFileSync('docs/operations.md', 'utf8');
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  return section.split(/^## /m)[0]?.split('\n') ?? [];
}

/** Each index with the table under whose name it stands. */
function documented(): string[] {
  let table = '';
  return sectionOf('Indexes and what they serve').flatMap((line) => {
    const cell = /^\| (.+?) +\|/.exec(line)?.[1] ?? '';
    table = /^\*\*(\w+)\*\*/.exec(cell)?.[1] ?? table;
    return cell.startsWith('`') ? namesIn(cell).map((name) => `${table}: ${name}`) : [];
  });
}

interface Index {
  readonly name: string;
  readonly is_primary: boolean;
}

onPostgres('docs/operations.md', () => {
  let database: TestDatabase;
  let there: Index[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const dataSource = await connect(database.url);
    there = await dataSource.query<Index[]>(INDEXES);
    await dataSource.destroy();
  });

  afterAll(() => database.drop());

  it('names every index that the migrations make, but for primary keys', () => {
    const listed = new Set(documented());
    expect(there.length).toBeGreaterThan(80);
    expect(there.filter(({ name, is_primary }) => !is_primary && !listed.has(name))).toEqual([]);
  });

  it('names no index that is not there, or not on that table, and none twice', () => {
    const listed = documented();
    const names = new Set(there.map(({ name }) => name));
    expect(listed.filter((name, at) => !names.has(name) || listed.indexOf(name) !== at)).toEqual([]);
  });

  it('calls primary keys pk_… and nothing else, as they are called', () => {
    expect(there.filter(({ name, is_primary }) => is_primary !== name.includes(': pk_'))).toEqual([]);
  });

  it('says of every table how long its rows are kept', () => {
    const rows = sectionOf('Retention').flatMap((line) => /^\| (.+?) +\|/.exec(line)?.[1] ?? []);
    const tables = new Set(there.map(({ name }) => name.split(':')[0] ?? ''));
    expect([...tables].filter((table) => !rows.some((cell) => cell.includes(`\`${table}\``)))).toEqual([]);
  });
});
