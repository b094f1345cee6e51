/** Compiles src to dist, and writes the declarations of what is exported. With --if-stale only when dist is missing or older than what it is made from. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const MAIN = join(DIST, 'main.js');
const SWC = ['node_modules/@swc/cli/bin/swc.js', 'src', '-d', 'dist', '--strip-leading-paths', '--quiet'];
const TESTS = ['--ignore', '**/*.spec.ts'];

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Folders too: theirs is the time at which a file was deleted. */
function newestSource() {
  const entries = readdirSync(join(ROOT, 'src'), { recursive: true }).map((name) => join('src', name));
  const times = ['src', ...entries, '.swcrc', 'package-lock.json'].map((name) => changedAt(join(ROOT, name)));
  return Math.max(...times);
}

/** A build that is only half there must not be taken for one. */
function giveUp(status) {
  rmSync(DIST, { recursive: true, force: true });
  process.exit(status);
}

async function build() {
  const started = new Date();
  rmSync(DIST, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [...SWC, ...TESTS], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) giveUp(status || 1);
  // Loaded here, because what does not build need not wait for it.
  const { writeDeclarations } = await import('./declarations.mjs');
  try {
    writeDeclarations(DIST);
  } catch (error) {
    console.error(error.message);
    giveUp(1);
  }
  // A source that was saved during the build has to count as newer than its result.
  utimesSync(MAIN, started, started);
}

const isWanted = !process.argv.includes('--if-stale') || newestSource() >= changedAt(MAIN);
if (isWanted) await build();
