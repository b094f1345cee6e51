/** Which migrations the configured database has not had, and the statements they consist of. */
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../src/migrations/all-migrations.js';
import { appliedMigrations } from '../src/database/schema-check.js';

/** Nobody there to ask: the host or port is wrong, or the database does not exist yet. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', '3D000'];

export interface Start {
  /** Where the way begins, for the first line. */
  readonly from: string;
  readonly hasTable: boolean;
  readonly applied: ReadonlySet<string>;
}

export const fromNothing = (why: string): Start => ({
  from: `an empty database: ${why}`,
  hasTable: false,
  applied: new Set(),
});

export function isDatabaseConfigured(): boolean {
  return Object.entries(process.env).some(
    ([name, value]) => value?.trim() && /^(DATABASE_URL|DB_HOST|DB_NAME|DB_USER|DB_PASSWORD)$/.test(name),
  );
}

export async function startOf(dataSource: DataSource): Promise<Start> {
  const applied = await appliedMigrations(dataSource);
  const from = `the database ${dataSource.driver.database ?? ''}`;
  return { from, hasTable: applied !== undefined, applied: applied ?? new Set() };
}

/** @returns why the database cannot be asked, or undefined when the error is of another kind */
export function whyUnreachable(error: unknown): string | undefined {
  const { code, message } = error as { code?: string; message: string };
  const isUnreachable = code === undefined ? /timeout/i.test(message) : UNREACHABLE.includes(code);
  return isUnreachable ? `the configured one cannot be reached (${code ?? message})` : undefined;
}

export function nameOf(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

/** TypeORM takes it from the name. */
export function timestampOf(name: string): number {
  return Number(name.slice(-13));
}

export function pendingAfter({ applied }: Start): MigrationInterface[] {
  return MIGRATIONS.map((Migration) => new Migration())
    .filter((migration) => !applied.has(nameOf(migration)))
    .sort((a, b) => timestampOf(nameOf(a)) - timestampOf(nameOf(b)));
}

/** What a migration would send; nothing is sent anywhere. */
export async function statementsOf(migration: MigrationInterface): Promise<string[]> {
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
export function layOut(sql: string): string {
  const lines = sql.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(indent)).join('\n')};`;
}
