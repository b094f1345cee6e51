import { readdirSync } from 'node:fs';
import { median } from '../bench/measure.js';
import { memoryOf } from '../bench/process-cpu.js';

export interface Sample {
  /** Resident memory, in megabytes. */
  readonly memory: number;
  /** Open files and sockets. */
  readonly handles: number;
  /** The 99th percentile of what the event loop was late by since the sample before, in milliseconds. */
  readonly lag: number;
}

async function lagOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return 1000 * Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1]);
}

export async function takeSample({
  pid,
  url,
}: {
  readonly pid: number;
  readonly url: string;
}): Promise<Sample> {
  return { memory: memoryOf(pid), handles: readdirSync(`/proc/${pid}/fd`).length, lag: await lagOf(url) };
}

export interface Trend {
  readonly early: number;
  readonly late: number;
}

/** The second quarter, when everything is warm, beside the last. */
export function trendOf(samples: readonly Sample[], what: keyof Sample): Trend {
  const values = samples.map((sample) => sample[what]);
  const quarter = Math.floor(values.length / 4);
  return { early: median(values.slice(quarter, 2 * quarter)), late: median(values.slice(3 * quarter)) };
}
