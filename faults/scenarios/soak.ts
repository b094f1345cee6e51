import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../../test/support/server-process.js';
import { type Sample, takeSample, type Trend, trendOf } from '../samples.js';
import { NotHere, type Run, type Scenario, type Stage } from '../scenario.js';
import { Site } from '../site.js';

const SAMPLES = 200;
const PAUSE_MS = 100;
/** What the last quarter may have more than the second. A young process is still growing its heap. */
const GROWTH = { short: { share: 0.35, megabytes: 24 }, long: { share: 0.1, megabytes: 8 } } as const;
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

function complain(memory: Trend, handles: Trend, lag: Trend, name: Stage['form']['name']): string[] {
  const { share, megabytes } = GROWTH[name];
  const bound = memory.early * (1 + share) + megabytes;
  return [
    ...(memory.late > bound
      ? [`resident memory grew to ${memory.late.toFixed(0)} MB, beyond ${bound.toFixed(0)} MB`]
      : []),
    ...(handles.late > handles.early + MORE_HANDLES
      ? [`open handles grew from ${handles.early} to ${handles.late}`]
      : []),
    ...(lag.late > MOST_LAG_MS ? [`the event loop was late by ${lag.late.toFixed(0)} ms`] : []),
  ];
}

async function run(stage: Stage): Promise<Run> {
  if (process.platform !== 'linux') throw new NotHere('memory and handles are read from /proc');
  const { form } = stage;
  const site = await Site.open(stage);
  const server = await site.startServer();
  const load = site.load(server.url, { pauseMs: PAUSE_MS });
  const samples = await watch(server, form.soakSeconds);
  await load.stop();
  const [memory, handles, lag] = [
    trendOf(samples, 'memory'),
    trendOf(samples, 'handles'),
    trendOf(samples, 'lag'),
  ];
  const { history } = load;
  const errors = history.unavailable + history.cut;
  return site.over(
    {
      length: `${form.soakSeconds} s`,
      'requests a second': (history.all.length / form.soakSeconds).toFixed(0),
      'MB resident, second and last quarter': `${memory.early.toFixed(0)} → ${memory.late.toFixed(0)}`,
      'open handles': `${handles.early} → ${handles.late}`,
      'event loop late by (p99, ms)': `${lag.early.toFixed(0)} → ${lag.late.toFixed(0)}`,
    },
    [
      ...complain(memory, handles, lag, form.name),
      ...(errors > 0 ? [`${errors} requests were not served, with nothing broken`] : []),
    ],
  );
}

export const SOAK: Scenario = { name: 'soak', what: 'steady load, with nothing broken', run };
