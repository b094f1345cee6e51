import { readdirSync } from 'node:fs';
import { median } from '../bench/measure.js';
import { memoryOf } from '../bench/process-cpu.js';

export interface Sample {
  /** Resident memory, in megabytes. */
  readonly memory: number;
  /** What of the heap is in use, in megabytes: rubbish too, until it is collected. */
  readonly heap: number;
  /** Open files and sockets. */
  readonly handles: number;
  /** The 99th percentile of what the event loop was late by since the sample before, in milliseconds. */
  readonly lag: number;
}

export async function takeSample({
  pid,
  url,
}: {
  readonly pid: number;
  readonly url: string;
}): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    memory: memoryOf(pid),
    heap: gauge('nodejs_heap_size_used_bytes') / 2 ** 20,
    handles: readdirSync(`/proc/${pid}/fd`).length,
    lag: 1000 * gauge('nodejs_eventloop_lag_p99_seconds'),
  };
}

export interface Trend {
  readonly early: number;
  readonly late: number;
}

/** Right after a collection there is hardly more in use than what is alive. */
export const lowest = (values: readonly number[]): number => Math.min(...values);

/** The second quarter, when everything is warm, beside the last. */
export function trendOf(samples: readonly Sample[], what: keyof Sample, typical = median): Trend {
  const values = samples.map((sample) => sample[what]);
  const quarter = Math.floor(values.length / 4);
  return { early: typical(values.slice(quarter, 2 * quarter)), late: typical(values.slice(3 * quarter)) };
}
