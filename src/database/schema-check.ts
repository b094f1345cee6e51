import type { DataSource } from 'typeorm';
import { isSqlite } from './column-types.js';

/** The schema lacks what this version was built for. */
export class SchemaMismatch extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The database schema does not match this version of Sallyport: ${problems.join('; ')}`);
  }
}

export interface SchemaState {
  /** What this version needs and the database has not had. */
  readonly pending: readonly string[];
  /** The last that the database has had. */
  readonly newest: string;
}

/** The names of the migrations that the database has had, or undefined when it has no table of them. */
export async function appliedMigrations(dataSource: DataSource): Promise<Set<string> | undefined> {
  const [{ exists }] = await dataSource.query<[{ exists: boolean }]>(
    `SELECT to_regclass('migrations') IS NOT NULL AS exists`,
  );
  if (!exists) return undefined;
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY timestamp');
  return new Set(rows.map(({ name }) => name));
}

/** How the schema of PostgreSQL compares with this version. */
export async function schemaState(dataSource: DataSource): Promise<SchemaState> {
  const known = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const applied = (await appliedMigrations(dataSource)) ?? new Set<string>();
  return { pending: known.filter((name) => !applied.has(name)), newest: [...applied].at(-1) ?? 'none' };
}

/**
 * Refuses a PostgreSQL schema that lacks migrations of this version. One that a later version has migrated is fine:
 * during a rolling deployment old servers run on it. Reads only: TypeORM's own check would create its table, which the
 * server's role may not.
 * @throws {SchemaMismatch} naming the pending migrations
 */
export async function assertSchemaMatches(dataSource: DataSource): Promise<void> {
  if (isSqlite(dataSource)) return;
  const { pending } = await schemaState(dataSource);
  if (pending.length > 0) {
    throw new SchemaMismatch([
      `pending migrations ${pending.join(', ')}; a DBA applies them with npm run migration:run`,
    ]);
  }
}
