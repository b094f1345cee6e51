/**
 * Prints, as a script for a DBA, what `migration:run` would do to the configured database, and changes nothing. Without
 * a database, or with --all, it prints the way from an empty one.
 */
import type { MigrationInterface } from 'typeorm';
import { ConfigurationError, describeConfigurationError } from '../src/config/configuration-error.js';
import { SnakeCaseNames } from '../src/database/snake-case.js';
import {
  fromNothing,
  isDatabaseConfigured,
  layOut,
  nameOf,
  pendingAfter,
  type Start,
  startOf,
  statementsOf,
  timestampOf,
  whyUnreachable,
} from './pending-migrations.js';

async function findStart(): Promise<Start> {
  if (process.argv.includes('--all')) return fromNothing('all migrations were asked for');
  if (!isDatabaseConfigured()) return fromNothing('no database is configured');
  const { dataSource } = await import('../src/database/data-source.js');
  try {
    await dataSource.initialize();
    return await startOf(dataSource).finally(() => dataSource.destroy());
  } catch (error) {
    const why = whyUnreachable(error);
    if (why === undefined) throw error;
    console.error(`The script begins with an empty database: ${why}.`);
    return fromNothing(why);
  }
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

async function script(start: Start): Promise<string> {
  const { from, hasTable } = start;
  const pending = pendingAfter(start);
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
