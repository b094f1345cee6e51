import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/options.js';
import { ENTITIES } from '../../src/entities.js';
import { MIGRATIONS } from '../../src/migrations/all-migrations.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { testConfig } from './test-config.js';

/** A database with nothing in it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const neighbour = await createTestDatabase();
  await neighbour.drop();
  const url = new URL(neighbour.url);
  // Named like the others, so that whoever removes those removes it too.
  const name = `${url.pathname.slice(1)}_${randomBytes(2).toString('hex')}`;
  url.pathname = 'postgres';
  await execute(url.href, `CREATE DATABASE "${name}"`);
  const server = url.href;
  url.pathname = name;
  return { url: url.href, drop: () => execute(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

/** Statements that blank lines set apart, but for those in the body of a function. */
function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let open = '';
  for (const part of script.split(/(?<=;)\n\n/)) {
    open = open ? `${open}\n\n${part}` : part;
    const quotes = open.match(/\$\w*\$/g) ?? [];
    if (quotes.length % 2 === 1) continue;
    statements.push(open);
    open = '';
  }
  return open ? [...statements, open] : statements;
}

/** Runs a script as psql would, statement by statement. */
export async function execute(url: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statementsOf(script)) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The database as TypeORM's command line sees it; with `synchronize` it is built from the entities. */
export async function connect(url: string, synchronize = false): Promise<DataSource> {
  const options = dataSourceOptions(testConfig({}, url).database, ENTITIES, MIGRATIONS);
  const dataSource = new DataSource({ ...options, synchronize });
  return dataSource.initialize();
}
