import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { hasFailed, type Result } from '../faults/result.js';
import { SCENARIO_NAMES, type ScenarioName } from '../faults/scenario-names.js';
import { mountRefusal } from '../faults/small-disk.js';
import { usesPostgres } from './support/test-config.js';

// Real servers are killed here, and a real PostgreSQL; the embedded engine has nothing that could be away.
const onPostgres = usesPostgres ? describe : describe.skip;
const LONGEST_MS = 600_000;

/** Why a scenario cannot be played here; nothing else is a reason to leave one out. */
const refusals = new Map<ScenarioName, string | undefined>([
  ['disk full', usesPostgres ? mountRefusal() : undefined],
]);
const played = SCENARIO_NAMES.filter((name) => refusals.get(name) === undefined);
const leftOut = SCENARIO_NAMES.filter((name) => !played.includes(name));

type Line = Result & { readonly text: string };

onPostgres('the fault suite, in its short form', () => {
  const lines = new Map<string, Line>();
  let suite: ChildProcess;
  let log = '';

  beforeAll(() => {
    for (const name of leftOut) console.warn(`${name} is not played here: ${refusals.get(name)}`);
    suite = spawn(process.execPath, ['--import', 'tsx', 'faults/run.ts', '--short', '--json'], {
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, SEED: process.env.SEED ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    suite.stderr!.on('data', (data: Buffer) => (log += data.toString()));
    createInterface({ input: suite.stdout! }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      lines.set(line.name, line);
    });
  });

  afterAll(async () => {
    if (suite.exitCode !== null) return;
    const isOver = once(suite, 'close');
    if (lines.size < SCENARIO_NAMES.length) suite.kill('SIGINT');
    // It clears away what it has made: processes, folders, the small disk.
    await isOver;
  });

  const resultOf = async (name: string): Promise<Line | undefined> => {
    const isOver = () => lines.has(name) || suite.exitCode !== null;
    while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 100));
    return lines.get(name);
  };

  it.each(played)(
    '%s: nothing acknowledged is lost, and nothing is half-made',
    async (name) => {
      const result = await resultOf(name);
      const isShown = result && !hasFailed(result) && result.skipped === undefined;
      expect(isShown ? '' : `${log}${result?.text ?? 'no result'}`).toBe('');
    },
    LONGEST_MS,
  );

  if (leftOut.length > 0) it.skip.each(leftOut)('%s: cannot be played here', () => undefined);
});
