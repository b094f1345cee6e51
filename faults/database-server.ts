import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type LocalPostgres, startPostgres } from '../scripts/local-postgres.mjs';

const LOOK_MS = 10;
const READY_MS = 60_000;

/** One statement, or several without parameters, on a connection of its own. */
export async function ask<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  url: string,
  sql: string,
  parameters?: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'fault suite' });
  // Its server may be killed at any time; then the query says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A PostgreSQL that is as durable as in production, and can be killed and started again on the same data. */
export class DatabaseServer {
  private constructor(
    readonly folder: string,
    private server: LocalPostgres,
    private readonly isOurs: boolean,
  ) {}

  /** @param folder where the data goes; a temporary one otherwise */
  static async start(folder?: string): Promise<DatabaseServer> {
    const home = folder ?? mkdtempSync(join(tmpdir(), 'sallyport-faults-'));
    // PostgreSQL runs as another user where we are root, and must get in.
    chmodSync(home, 0o755);
    const server = await startPostgres({ durable: true, dataDir: join(home, 'pg') });
    return new DatabaseServer(home, server, folder === undefined);
  }

  /** Who it runs as, to whom its folders must belong. */
  get owner(): { readonly uid: number; readonly gid: number } {
    return statSync(this.server.home);
  }

  urlOf(database: string): string {
    return `${this.server.url}/${database}`;
  }

  /** Version and durability, for the report. */
  async describe(): Promise<string> {
    const show = async (setting: string) =>
      String(Object.values((await ask(this.urlOf('postgres'), `SHOW ${setting}`))[0] ?? {})[0]);
    const [version, fsync, commit] = [
      await show('server_version'),
      await show('fsync'),
      await show('synchronous_commit'),
    ];
    return `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}`;
  }

  /** SIGQUIT: every process of it ends at once, with nothing written that was not written already. */
  async crash(): Promise<void> {
    process.kill(this.postmaster, 'SIGQUIT');
    await this.server.ended();
  }

  /** @returns the moment from which it takes connections, in milliseconds of this process */
  async restart(): Promise<number> {
    const starting = startPostgres({
      durable: true,
      dataDir: join(this.folder, 'pg'),
      port: this.server.port,
    });
    const back = this.untilItAnswers();
    this.server = await starting;
    return back;
  }

  /** @returns the moment */
  async untilItAnswers(): Promise<number> {
    const deadline = performance.now() + READY_MS;
    for (;;) {
      try {
        await ask(this.urlOf('postgres'), 'SELECT 1');
        return performance.now();
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await sleep(LOOK_MS);
      }
    }
  }

  async stop(): Promise<void> {
    await this.server.stop();
    if (this.isOurs) rmSync(this.folder, { recursive: true, force: true });
  }

  private get postmaster(): number {
    return parseInt(readFileSync(join(this.server.home, 'data/postmaster.pid'), 'utf8'));
  }
}
