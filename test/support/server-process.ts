import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(process.cwd(), 'dist/main.js');
const PAUSE_MS = 20;
const READY_MS = 50_000;
const LISTENS = /listens on (http:\S+)/;

export type ServerEnv = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Asks until `condition` holds; for what happens in another process, which no fake clock moves. */
export async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`It did not happen: ${what}`);
    await sleep(PAUSE_MS);
  }
}

function launch(env: ServerEnv, main: string): ChildProcess {
  if (!existsSync(MAIN)) throw new Error('dist/main.js is missing: npm run build makes it');
  return spawn(process.execPath, ['--enable-source-maps', main], {
    // Nothing of the developer's shell: port 0 lets the system choose a free one.
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The server as operators run it: `node dist/main.js` in a process of its own. */
export class ServerProcess {
  /** Everything it has printed, standard output and standard error. */
  output = '';
  readonly ended: Promise<Ended>;
  private over = false;
  private readonly child: ChildProcess;

  private constructor(env: ServerEnv, main = MAIN) {
    const child = launch(env, main);
    this.child = child;
    child.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (this.output += data.toString()));
    const killWithUs = () => child.kill('SIGKILL');
    process.once('exit', killWithUs);
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        process.off('exit', killWithUs);
        this.over = true;
        resolve({ code, signal });
      });
    });
  }

  /** A server that answers. @param main what is run in place of the server's own entry @throws with what it printed, if it ends instead */
  static async start(env: ServerEnv = {}, main?: string): Promise<ServerProcess> {
    const server = new ServerProcess(env, main);
    try {
      await until('the server answers', () => server.answers());
    } catch (error) {
      await server.close();
      throw new Error(`The server did not start:\n${server.output}`, { cause: error });
    }
    return server;
  }

  /** A server that is expected to refuse its environment. */
  static async refuse(env: ServerEnv = {}): Promise<Ended & { readonly output: string }> {
    const server = new ServerProcess(env);
    const deadline = setTimeout(() => server.signal('SIGKILL'), READY_MS);
    const ended = await server.ended;
    clearTimeout(deadline);
    return { ...ended, output: server.output };
  }

  /** Where it listens, as it says itself. */
  get url(): string {
    return LISTENS.exec(this.output)?.[1] ?? '';
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Kills it, unless it has ended already. */
  async close(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private async answers(): Promise<boolean> {
    if (this.over) throw new Error('It has ended');
    if (!this.url) return false;
    const response = await fetch(`${this.url}/health`).catch(() => undefined);
    return response?.status === 200;
  }
}
