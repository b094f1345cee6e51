import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { runAs, serverUser } from '../../scripts/postgres/server-user.mjs';
import { until } from './server-process.js';

const ROOT = '/usr/lib/postgresql';
const NEEDED = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];
const PASSWORD = 'password';

/** The programs of a PostgreSQL that the system has, server and pg_dump of one version. */
export function findInstalled(): string | undefined {
  if (!existsSync(ROOT)) return undefined;
  const folders = readdirSync(ROOT).map((version) => join(ROOT, version, 'bin'));
  return folders.sort().findLast((folder) => NEEDED.every((program) => existsSync(join(folder, program))));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A server of the system's own PostgreSQL with temporary data; for what needs its pg_dump, which refuses newer servers. */
export class InstalledPostgres {
  private constructor(
    private readonly bin: string,
    private readonly home: string,
    private readonly server: ChildProcess,
    private readonly port: number,
  ) {}

  static async start(bin: string): Promise<InstalledPostgres> {
    const user = serverUser();
    const home = mkdtempSync(join(tmpdir(), 'sallyport-dump-'));
    const [data, passwordFile] = [join(home, 'data'), join(home, 'password')];
    mkdirSync(data);
    writeFileSync(passwordFile, PASSWORD);
    for (const path of [home, data, passwordFile]) chownSync(path, user.uid, user.gid);
    const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const made = runAs(user, join(bin, 'initdb'), ['-D', data, ...access, '--no-sync', '--locale=C.UTF-8']);
    if (made.status !== 0) throw new Error(made.stderr);
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
    const server = spawn(join(bin, 'postgres'), args, { ...user, cwd: '/', stdio: 'ignore' });
    process.once('exit', () => server.kill('SIGQUIT'));
    const started = new InstalledPostgres(bin, home, server, port);
    await until('the installed PostgreSQL answers', () => started.answers());
    return started;
  }

  url(database: string): string {
    return `postgres://postgres:${PASSWORD}@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs pg_dump, pg_restore or another program beside them. */
  async run(program: string, ...args: string[]): Promise<void> {
    await promisify(execFile)(join(this.bin, program), args);
  }

  file(name: string): string {
    return join(this.home, name);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGINT');
    await ended;
    rmSync(this.home, { recursive: true });
  }

  private async answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
