/** Runs the tests on each database in turn and ends with the totals. Arguments go to Jest; --db=… picks one database. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const JEST = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--maxWorkers=2'];
/** What needs no database, or brings the embedded one along, has been shown on the first engine. */
const WITH_A_DATABASE = [
  '--testRegex=\\.e2e-spec\\.ts$',
  '--testPathIgnorePatterns=/test/(testing-|client-package)',
];
const args = process.argv.slice(2);
const chosen = args.find((arg) => arg.startsWith('--db='))?.slice('--db='.length);
const filters = args.filter((arg) => !arg.startsWith('--db='));

let running;
let interruptedBy;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interruptedBy = signal;
    running?.kill(signal);
  });
}

function jest(database, report) {
  console.log(`\nTests on ${database}`);
  const files = database === 'postgres' ? WITH_A_DATABASE : [];
  running = spawn(process.execPath, [...JEST, ...files, '--json', `--outputFile=${report}`, ...filters], {
    cwd: ROOT,
    env: { ...process.env, DB: database },
    stdio: 'inherit',
  });
  return new Promise((resolve) => running.once('close', (code) => resolve(code ?? 1)));
}

/** A file that does not compile has no failed test, and a run that broke off has no report: both count as failures. */
function totals(code, report) {
  let result = {};
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error('Jest has ended without results.');
  }
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = result;
  const { numPendingTests = 0, numTodoTests = 0 } = result;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return {
    passed: numPassedTests,
    failed: failed || (code === 0 ? 0 : 1),
    skipped: numPendingTests + numTodoTests,
  };
}

async function runAll(databases) {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-tests-'));
  const sum = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const database of databases) {
      const report = join(folder, `${database}.json`);
      const counts = totals(await jest(database, report), report);
      for (const name of Object.keys(sum)) sum[name] += counts[name];
      if (interruptedBy) return undefined;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return sum;
}

const sum = await runAll(chosen ? [chosen] : ['sqlite', 'postgres']);
if (sum) console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum ? Number(sum.failed > 0) : 128 + constants.signals[interruptedBy];
