/** Breaks the service in every way that docs/reliability.md names, and compares what clients were told with what is left. */
import { seededRandom } from '../test/support/seeded-random.js';
import { describe, write } from './report.js';
import { hasFailed, type Result } from './result.js';
import { NotHere, type Scenario, type Stage, type Verdict } from './scenario.js';
import { SCENARIO_NAMES } from './scenario-names.js';
import { SCENARIOS } from './scenarios.js';
import { FORM, ONLY, SEED, SPEAKS_JSON, WRITES } from './settings.js';
import { mountRefusal } from './small-disk.js';
import { World } from './world.js';

async function play(scenario: Scenario, stage: Stage): Promise<Verdict> {
  try {
    const run = await scenario.run(stage);
    return await run.site.judge(run);
  } finally {
    // Also of one that broke off: what it leaves running would disturb the next.
    for (const site of stage.sites) await site.close();
  }
}

async function attempt(scenario: Scenario, stage: Stage): Promise<Result> {
  const began = performance.now();
  const about = { name: scenario.name, form: FORM, seed: SEED };
  const tookS = () => (performance.now() - began) / 1000;
  try {
    const verdict = await play(scenario, stage);
    return { ...about, tookS: tookS(), verdict };
  } catch (error) {
    if (error instanceof NotHere) return { ...about, tookS: tookS(), skipped: error.message };
    return {
      ...about,
      tookS: tookS(),
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

let world: World | undefined;
const clearings: (() => void)[] = [];

let clearing: Promise<void> | undefined;

/** Once, whoever asks first: the end of the suite, or a signal. */
function clearAway(): Promise<void> {
  clearing ??= (async () => {
    await world?.close();
    for (const clear of clearings) clear();
  })();
  return clearing;
}

async function runAll(chosen: readonly Scenario[]): Promise<[Result[], string]> {
  const place = await World.build();
  world = place;
  const results: Result[] = [];
  const about = { world: place, form: FORM, seed: SEED, mountRefusal: mountRefusal() };
  for (const scenario of chosen) {
    const { random } = seededRandom(SEED);
    const result = await attempt(scenario, {
      ...about,
      random,
      sites: new Set(),
      atEnd: (clear) => clearings.push(clear),
    });
    results.push(result);
    console.log(SPEAKS_JSON ? JSON.stringify({ ...result, text: describe(result) }) : describe(result));
  }
  return [results, await place.server.describe()];
}

const chosen = SCENARIOS.filter(({ name }) => !ONLY || ONLY.includes(name));
if (chosen.length === 0)
  throw new Error(`There is no such scenario; there are: ${SCENARIO_NAMES.join(', ')}`);
console.error(`Fault suite, ${FORM.name} form, seed ${SEED} (again: --seed=${SEED})`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clearAway().finally(() => process.exit(130)));
const [results, database] = await runAll(chosen).finally(clearAway);
if (WRITES) await write(results, SCENARIO_NAMES, database);
// All that was started ends with this process.
process.exit(results.some(hasFailed) ? 1 : 0);
