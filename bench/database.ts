import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../scripts/local-postgres.mjs';

const ROOT = join(import.meta.dirname, '..');
const DATABASE = 'sallyport';

export interface Database {
  readonly url: string;
  /** The server's first process; the others are its children. */
  readonly pid: number;
  /** The file that it logs to. */
  readonly log: string;
  /** Version and durability, for the report. */
  readonly description: string;
}

async function ask(url: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, string>>(sql);
  await client.end();
  return Object.values(rows[0] ?? {})[0] ?? '';
}

function migrate(url: string): void {
  const args = ['--import', 'tsx', 'node_modules/typeorm/cli.js', 'migration:run', '-d', 'ormconfig.ts'];
  const env = { PATH: process.env['PATH'], DATABASE_URL: url };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The migrations have failed: ${stderr}`);
}

/** A PostgreSQL of its own, as durable as in production, with the schema of the migrations; it ends with this process. */
export async function startDatabase(): Promise<Database> {
  const server = await startPostgres({ durable: true });
  await ask(`${server.url}/postgres`, `CREATE DATABASE ${DATABASE}`);
  const url = `${server.url}/${DATABASE}`;
  migrate(url);
  const version = await ask(url, 'SHOW server_version');
  const fsync = await ask(url, 'SHOW fsync');
  const commit = await ask(url, 'SHOW synchronous_commit');
  return {
    url,
    log: server.log,
    pid: parseInt(readFileSync(join(server.home, 'data/postmaster.pid'), 'utf8')),
    description: `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}`,
  };
}
