/**
 * Makes a fresh clone ready: checks Node and installs the packages when they are not those of the lock file.
 * It runs before the packages are there, so it imports none.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const ROOT = fileURLToPath(new URL('..', import.meta.url));

function isNodeTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(ROOT + lockFile, 'utf8')).packages;
}

function installedPackages() {
  try {
    // npm writes this file last, so an install that was broken off has none.
    return packagesIn('node_modules/.package-lock.json');
  } catch {
    return undefined;
  }
}

/** Packages for another platform are not installed; in production neither are the tools. */
function mayBeMissing({ optional, dev, devOptional }) {
  return optional || (process.env.NODE_ENV === 'production' && (dev || devOptional));
}

/** Compares contents and not times: git and caches give files new times. */
function reasonToInstall() {
  const installed = installedPackages();
  if (!installed) return 'node_modules is missing or incomplete';
  const wanted = Object.entries(packagesIn('package-lock.json')).filter(([path]) => path !== '');
  const isCurrent = wanted.every(([path, wish]) =>
    installed[path] ? installed[path].version === wish.version : mayBeMissing(wish),
  );
  return isCurrent ? undefined : 'node_modules differs from package-lock.json';
}

/** What `npm run` tells its scripts about itself would be taken for settings of the install. */
function cleanEnvironment() {
  const disturbing =
    /^npm_(?!config_)|^npm_config_(dry_run|global|ignore_scripts|include|json|location|offline_only|omit|only|package_lock_only|production|workspaces?)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !disturbing.test(name)));
}

function install(reason) {
  console.log(`Installing packages (npm ci), because ${reason} …`);
  const { status, error } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    env: cleanEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`npm ci failed${error ? `: ${error.message}` : ''}. Nothing was started.`);
  process.exit(status || 1);
}

if (isNodeTooOld()) {
  console.error(`Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
const reason = reasonToInstall();
if (reason) install(reason);
