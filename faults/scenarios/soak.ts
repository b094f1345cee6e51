import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../../test/support/server-process.js';
import { lowest, type Sample, takeSample, type Trend, trendOf } from '../samples.js';
import { NotHere, type Run, type Scenario, type Stage } from '../scenario.js';
import { Site } from '../site.js';

const SAMPLES = 200;
const PAUSE_MS = 100;
/** What the last quarter may have more than the second. A young process is still growing its heap. */
const GROWTH = { short: { share: 0.35, megabytes: 24 }, long: { share: 0.1, megabytes: 8 } } as const;
/** The first as `npm start` has it; the second as in a small container, or V8 would collect seldom on a large machine. */
const ENV = { NODE_OPTIONS: '--max-semi-space-size=4 --max-old-space-size=160' };
const MORE_HANDLES = 12;
const MOST_LAG_MS = 500;

async function watch(server: ServerProcess, soakSeconds: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let count = 0; count < SAMPLES; count++) {
    await sleep((soakSeconds * 1000) / SAMPLES);
    samples.push(await takeSample(server));
  }
  return samples;
}

interface Trends {
  readonly memory: Trend;
  readonly heap: Trend;
  readonly handles: Trend;
  readonly lag: Trend;
}

function complain({ memory, heap, handles, lag }: Trends, form: Stage['form']['name']): string[] {
  const { share, megabytes } = GROWTH[form];
  const hasGrown = ({ early, late }: Trend) => late > early * (1 + share) + megabytes;
  return [
    ...(hasGrown(memory) ? ['resident memory has grown'] : []),
    ...(hasGrown(heap) ? ['what is alive in the heap has grown'] : []),
    ...(handles.late > handles.early + MORE_HANDLES ? ['open handles have grown'] : []),
    ...(lag.late > MOST_LAG_MS ? ['the event loop was late'] : []),
  ];
}

const inWords = ({ early, late }: Trend): string => `${early.toFixed(0)} → ${late.toFixed(0)}`;

async function run(stage: Stage): Promise<Run> {
  if (process.platform !== 'linux') throw new NotHere('memory and handles are read from /proc');
  const { form } = stage;
  const site = await Site.open(stage, { env: ENV });
  const server = await site.startServer();
  const load = site.load(server.url, { pauseMs: PAUSE_MS });
  const samples = await watch(server, form.soakSeconds);
  await load.stop();
  const trends: Trends = {
    memory: trendOf(samples, 'memory'),
    heap: trendOf(samples, 'heap', lowest),
    handles: trendOf(samples, 'handles'),
    lag: trendOf(samples, 'lag'),
  };
  const errors = load.history.unavailable + load.history.cut;
  return site.over(
    {
      length: `${form.soakSeconds} s`,
      'requests a second': (load.history.all.length / form.soakSeconds).toFixed(0),
      'MB resident, second and last quarter': inWords(trends.memory),
      'MB of heap at the least': inWords(trends.heap),
      'open handles': inWords(trends.handles),
      'event loop late by (p99, ms)': inWords(trends.lag),
    },
    [
      ...complain(trends, form.name),
      ...(errors > 0 ? [`${errors} requests were not served, with nothing broken`] : []),
    ],
  );
}

export const SOAK: Scenario = { name: 'soak', what: 'steady load, with nothing broken', run };
