import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
const START_MS = 30_000;

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** From the spawn to the first 200. */
  readonly startMs: number;
  stop(): Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGTERM')));

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null)
      throw new Error(`A server has ended while starting, with code ${child.exitCode}`);
    if (performance.now() > deadline) throw new Error('A server has not started');
    await sleep(3);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.kill('SIGTERM')) await ended;
}

/** Only what is named here reaches a server, so that a developer's own settings do not change the figures. */
async function start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  await untilReady(child, `${url}/health`);
  const startMs = performance.now() - startedAt;
  return { url, pid: child.pid!, startMs, stop: () => stop(child) };
}

/** What `npm start` passes to Node. */
function commandOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    'scripts',
    { start: string }
  >;
  return scripts.start.replace(/^exec node /, '').split(' ');
}

/** The product as `npm start` runs it; its log, one line a request, goes to /dev/null. */
export function startSallyport(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  return start(commandOfStart(), { LOG_LEVEL: 'info', RATE_LIMIT_ENABLED: 'false', ...env });
}

export function onPostgres(databaseUrl: string): Readonly<Record<string, string>> {
  const simulated = ['IDENTITY_PROVIDER', 'OTP_SENDER', 'PUSH_SENDER', 'RISK_SERVICE'].map((name) => [
    name,
    'simulator',
  ]);
  return { USE_MOCK_DB: 'false', DATABASE_URL: databaseUrl, ...Object.fromEntries(simulated) };
}

export function startBaseline(databaseUrl: string): Promise<ServerProcess> {
  return start(['--import', 'tsx', 'bench/baseline/main.ts'], { DATABASE_URL: databaseUrl });
}
