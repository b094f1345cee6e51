/** Builds and starts the server, and does so again when something in src changes. */
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const QUIET_MS = 150;

let server;
let timer;

async function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
}

async function restart() {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  // While the sources do not compile, the server before them goes on.
  if (status !== 0) return;
  await stop();
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], { cwd: ROOT, stdio: 'inherit' });
}

let turn = restart();
watch(join(ROOT, 'src'), { recursive: true }, () => {
  clearTimeout(timer);
  timer = setTimeout(() => (turn = turn.then(restart)), QUIET_MS);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stop();
    process.exit(0);
  });
}
