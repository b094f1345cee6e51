/**
 * Prints, as a script for a DBA, what `migration:run` would do to the configured database, and changes nothing. Without
 * a database, or with --all, it prints the way from an empty one.
 */
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { ConfigurationError, describeConfigurationError } from '../src/config/configuration-error.js';
import { appliedMigrations } from '../src/database/schema-check.js';
import { SnakeCaseNames } from '../src/database/snake-case.js';
import { MIGRATIONS } from '../src/migrations/all-migrations.js';

/** Nobody there to ask: the host or port is wrong, or the database does not exist yet. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', '3D000'];

interface Start {
  /** Where the script begins, for its first line. */
  readonly from: string;
  readonly hasTable: boolean;
  readonly applied: ReadonlySet<string>;
}

const fromNothing = (why: string): Start => ({
  from: `an empty database: ${why}`,
  hasTable: false,
  applied: new Set(),
});

function isDatabaseConfigured(): boolean {
  return Object.entries(process.env).some(
    ([name, value]) => value?.trim() && /^(DATABASE_URL|DB_HOST|DB_NAME|DB_USER|DB_PASSWORD)$/.test(name),
  );
}

async function read(dataSource: DataSource): Promise<Start> {
  await dataSource.initialize();
  try {
    const applied = await appliedMigrations(dataSource);
    const from = `the database ${dataSource.driver.database ?? ''}`;
    return { from, hasTable: applied !== undefined, applied: applied ?? new Set() };
  } finally {
    await dataSource.destroy();
  }
}

async function findStart(): Promise<Start> {
  if (process.argv.includes('--all')) return fromNothing('all migrations were asked for');
  if (!isDatabaseConfigured()) return fromNothing('no database is configured');
  const { dataSource } = await import('../src/database/data-source.js');
  try {
    return await read(dataSource);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const isUnreachable = code === undefined ? /timeout/i.test(message) : UNREACHABLE.includes(code);
    if (!isUnreachable) throw error;
    const why = `the configured one cannot be reached (${code ?? message})`;
    console.error(`The script begins with an empty database: ${why}.`);
    return fromNothing(why);
  }
}

function nameOf(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

/** TypeORM takes it from the name. */
function timestampOf(name: string): number {
  return Number(name.slice(-13));
}

/** What a migration would send; nothing is sent anywhere. */
async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const statements: string[] = [];
  const query = (sql: string, parameters?: unknown[]): Promise<unknown[]> => {
    if (parameters?.length)
      throw new Error(`${nameOf(migration)} uses parameters, which a script cannot hold`);
    statements.push(sql);
    return Promise.resolve([]);
  };
  const recorder = new Proxy({ query } as unknown as QueryRunner, {
    get: (target, member) => {
      if (member === 'query') return target.query;
      throw new Error(`${nameOf(migration)} uses ${String(member)}; a migration is SQL only`);
    },
  });
  await migration.up(recorder);
  return statements;
}

/** As its author wrote it, without the indentation of the program around it. */
function layOut(sql: string): string {
  const lines = sql.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(indent)).join('\n')};`;
}

/** The table as TypeORM would make it, the name of its key included. */
function migrationsTable(): string {
  const key = new SnakeCaseNames().primaryKeyName('migrations', ['id']);
  return [
    'CREATE TABLE "migrations" (',
    '  "id" SERIAL NOT NULL,',
    '  "timestamp" bigint NOT NULL,',
    '  "name" character varying NOT NULL,',
    `  CONSTRAINT "${key}" PRIMARY KEY ("id")`,
    ');',
  ].join('\n');
}

async function blockOf(migration: MigrationInterface): Promise<string> {
  const name = nameOf(migration);
  const statements = (await statementsOf(migration)).map(layOut);
  const record = `INSERT INTO "migrations" ("timestamp", "name") VALUES (${timestampOf(name)}, '${name}');`;
  const isWhole = migration.transaction !== false;
  const body = isWhole ? ['BEGIN;', ...statements, record, 'COMMIT;'] : [...statements, record];
  return [`-- ${name}${isWhole ? '' : ', outside a transaction'}`, ...body].join('\n\n');
}

async function script({ from, hasTable, applied }: Start): Promise<string> {
  const pending = MIGRATIONS.map((Migration) => new Migration())
    .filter((migration) => !applied.has(nameOf(migration)))
    .sort((a, b) => timestampOf(nameOf(a)) - timestampOf(nameOf(b)));
  const heading = `-- Sallyport, from ${from}`;
  if (pending.length === 0) return `${heading}\n-- No migration is pending.`;
  const blocks: string[] = [];
  for (const migration of pending) blocks.push(await blockOf(migration));
  return [heading, ...(hasTable ? [] : [migrationsTable()]), ...blocks].join('\n\n');
}

try {
  console.log(await script(await findStart()));
} catch (error) {
  if (error instanceof ConfigurationError) console.error(describeConfigurationError(error));
  else
    console.error(`The script cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
