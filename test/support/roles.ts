import { readFileSync } from 'node:fs';
import pg from 'pg';
import { connect, createEmptyDatabase, execute } from './empty-database.js';
import type { TestDatabase } from './postgres.js';

export type Role = 'ciam_owner' | 'ciam_app' | 'ciam_maintenance' | 'ciam_readonly';

const ROLES = readFileSync('deploy/postgres/roles.sql', 'utf8');
export const GRANTS = readFileSync('deploy/postgres/grants.sql', 'utf8');
/** Another test file, in another database of the same server, changes the same rows of the catalog. */
const IN_THE_WAY = ['XX000', '40P01'];

/** The same database with the rights of a role alone. No password is needed, so that none is left in a server that was given. */
export function as(role: Role, url: string): string {
  const withRole = new URL(url);
  withRole.searchParams.set('options', `-c role=${role}`);
  return withRole.href;
}

export async function makeRoles(url: string, triesLeft = 20): Promise<void> {
  try {
    await execute(url, ROLES);
  } catch (error) {
    if (triesLeft === 0 || !IN_THE_WAY.includes((error as { code?: string }).code ?? '')) throw error;
    await makeRoles(url, triesLeft - 1);
  }
}

/** A database as the documentation has DBAs make it: roles by a superuser, the schema and the grants by its owner. */
export async function createOwnedDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await makeRoles(database.url);
  const owner = as('ciam_owner', database.url);
  const dataSource = await connect(owner);
  await dataSource.runMigrations();
  await dataSource.destroy();
  await execute(owner, GRANTS);
  return database;
}

/** A connection with the rights of a role; statements are tried on it. */
export class Hands {
  private constructor(
    readonly role: Role,
    private readonly client: pg.Client,
  ) {}

  static async of(role: Role, url: string): Promise<Hands> {
    const client = new pg.Client({ connectionString: as(role, url) });
    await client.connect();
    return new Hands(role, client);
  }

  async ask(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.client.query<Record<string, unknown>>(sql)).rows;
  }

  /** The SQLSTATE that a statement is refused with, or 'allowed'. Nothing of it stays. */
  async attempt(sql: string): Promise<string> {
    await this.client.query('BEGIN');
    try {
      await this.client.query(sql);
      return 'allowed';
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await this.client.query('ROLLBACK');
    }
  }

  onNotice(listen: (message: string) => void): void {
    this.client.on('notice', ({ message }) => listen(message ?? ''));
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
