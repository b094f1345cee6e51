import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canEnter, runAs } from './server-user.mjs';

const TEMPORARY = 'sallyport-pg-';
const MEMORY = '/dev/shm';
/** Bytes; in containers there is often hardly any. */
const MEMORY_NEEDED = 2 * 1024 ** 3;
const SETUP_MS = 60_000;
const SHUTDOWN_MS = 10_000;
const STOPPING_MS = 3_000;

/** A home holds `data`, the server's log, and the number of the process that watches over the server. */
export const dataOf = (home) => join(home, 'data');
export const logOf = (home) => join(home, 'server.log');

export function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function scratchFolder(user) {
  const folder = [tmpdir(), '/tmp', '/var/tmp'].find((candidate) => canEnter(user, candidate));
  if (!folder) throw new Error('There is no temporary folder that PostgreSQL can use: set TMPDIR');
  return folder;
}

/** Where files never reach a disk: databases come and go there many times faster. */
export function memoryFolder(user) {
  return existsSync(MEMORY) && canEnter(user, MEMORY) ? MEMORY : undefined;
}

export function isRoomy(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= MEMORY_NEEDED;
}

export function temporaryHome(user, scratch) {
  const home = mkdtempSync(join(scratch, TEMPORARY));
  chownSync(home, user.uid, user.gid);
  return home;
}

function homeAt(folder, user) {
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, user.uid, user.gid);
  }
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === user.uid) return folder;
  throw new Error(
    `${folder} belongs to user ${found.uid}, not ${user.uid}: delete it, or run this as that user`,
  );
}

/** The home at `wanted`, or where the server cannot enter that, one of the same lifetime in `scratch`. */
export function lastingHome(wanted, user, scratch) {
  mkdirSync(dirname(wanted), { recursive: true });
  if (canEnter(user, dirname(wanted))) return homeAt(wanted, user);
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return homeAt(join(scratch, `sallyport-data-${name}`), user);
}

function commandOf(pid) {
  if (existsSync('/proc/self/cmdline')) return readIfThere(`/proc/${pid}/cmdline`);
  return runAs({}, 'ps', ['-o', 'args=', '-p', String(pid)]).stdout;
}

/** The process that a file names, if it still is one that serves this home: numbers are used again. */
function processOf(home, file) {
  const pid = parseInt(readIfThere(join(home, file)));
  return pid > 1 && commandOf(pid).includes(dataOf(home)) ? pid : undefined;
}

const isWatched = (home) => processOf(home, 'supervisor.pid') !== undefined;
const serverOf = (home) => processOf(home, 'data/postmaster.pid');

/** Signals as the server's user, so that the system refuses what is not that user's. */
const signal = (user, name, pid) => runAs(user, 'sh', ['-c', 'kill "-$0" "$1"', name, String(pid)]);

async function waitWhile(condition, limitMs) {
  const deadline = performance.now() + limitMs;
  while (condition() && performance.now() < deadline) await sleep(50);
}

async function stopAbandoned(home, user) {
  for (const name of ['INT', 'QUIT', 'KILL']) {
    const pid = serverOf(home);
    if (!pid) return;
    signal(user, name, pid);
    await waitWhile(() => serverOf(home), SHUTDOWN_MS);
  }
}

/** Waits for a server that is just stopping, and stops one that nobody watches over any more. */
export async function takeOver(home, user) {
  await waitWhile(() => isWatched(home), STOPPING_MS);
  if (isWatched(home)) throw new Error(`PostgreSQL is already running on ${home}`);
  await stopAbandoned(home, user);
}

export function removeHome(home, user) {
  runAs(user, 'rm', ['-rf', home]);
  try {
    // In a folder that is not everybody's, the server's user can empty its home but not remove it.
    rmdirSync(home);
  } catch {
    // Gone, or still in use: then the next start removes it.
  }
}

function isAbandoned(home, user) {
  const found = lstatSync(home, { throwIfNoEntry: false });
  if (!found?.isDirectory() || found.uid !== user.uid || isWatched(home)) return false;
  const isYoung = performance.timeOrigin - found.mtimeMs < SETUP_MS;
  return !isYoung || existsSync(join(home, 'supervisor.pid'));
}

/** Clears away what runs that were killed have left: servers first, then their files. */
export async function removeAbandonedHomes(user, scratch) {
  const names = readdirSync(scratch).filter((name) => name.startsWith(TEMPORARY));
  for (const home of names.map((name) => join(scratch, name))) {
    if (!isAbandoned(home, user)) continue;
    await stopAbandoned(home, user);
    removeHome(home, user);
  }
}
