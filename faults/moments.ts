import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './load.js';

/** The promise: serving again so soon after the database takes connections. */
export const RECOVERY_MS = 5_000;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Somewhere between the two, by the seed. */
export const between = (random: () => number, from: number, to: number): number =>
  from + random() * (to - from);

/** Until `condition` holds. @returns the milliseconds that it took, or undefined where it has not come */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
): Promise<number | undefined> {
  const since = performance.now();
  while (!(await condition())) {
    if (performance.now() - since > limitMs) return undefined;
    await sleep(20);
  }
  return performance.now() - since;
}

export interface Recovery {
  /** From the moment on to the first acknowledged answer, and to the last request that failed. */
  readonly firstMs: number;
  readonly settledMs: number;
}

/** Lets the load go on after a fault that ended at `back`, and says when service was as before. */
export async function recoveryOf(load: Load, back: number, watchMs: number): Promise<Recovery> {
  await waitFor(() => load.firstAfter(back) !== undefined, 60_000);
  await sleep(Math.max(0, back + watchMs - performance.now()));
  return { firstMs: load.firstAfter(back) ?? Infinity, settledMs: load.lastFailureAfter(back) };
}

/** The worst of several faults, and what there is to complain of. */
export function worstOf(recoveries: readonly Recovery[]): Recovery {
  return {
    firstMs: Math.max(...recoveries.map(({ firstMs }) => firstMs)),
    settledMs: Math.max(...recoveries.map(({ settledMs }) => settledMs)),
  };
}

export function tooSlow({ firstMs, settledMs }: Recovery): string[] {
  if (firstMs <= RECOVERY_MS && settledMs <= RECOVERY_MS) return [];
  return [
    `serving again ${seconds(firstMs)} after the return, the last failure ${seconds(settledMs)} after it`,
  ];
}
