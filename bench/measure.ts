import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.js';
import type { LoadGenerator } from './load.js';
import { cpuOf, cpuOfFamily } from './process-cpu.js';
import type { Row, Servers } from './rows.js';
import { CONNECTIONS } from './settings.js';

/** One row of one round, or the medians of all rounds. */
export interface Figures {
  readonly perSecond: number;
  readonly chainsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
  /** CPU microseconds per request. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

export interface Bench {
  readonly servers: Servers;
  readonly database: Database;
  readonly load: LoadGenerator;
}

const IDLE_CHECK_MS = 200;
const IDLE_CHECKS = 25;
/** One tick of the clock that CPU time is counted in. */
const IDLE_MICROSECONDS = 10_000;

/** Waits, for a while, until PostgreSQL has cleaned up behind the row before: that is not the next one's cost. */
async function untilQuiet({ pid }: Database): Promise<void> {
  for (let check = 0; check < IDLE_CHECKS; check++) {
    const before = cpuOfFamily(pid);
    await sleep(IDLE_CHECK_MS);
    if (!(cpuOfFamily(pid) - before > IDLE_MICROSECONDS)) return;
  }
}

export async function measure(bench: Bench, row: Row, seconds: number): Promise<Figures> {
  await untilQuiet(bench.database);
  const { url, pid } = bench.servers[row.server];
  const cpuNow = () => ({ server: cpuOf(pid), database: cpuOfFamily(bench.database.pid) });
  let before = cpuNow();
  const target = { url, connections: CONNECTIONS, prefix: row.prefix ?? '' };
  const outcome = await bench.load.run(
    { ...target, scenario: row.scenario, seconds },
    () => (before = cpuNow()),
  );
  const after = cpuNow();
  return {
    perSecond: outcome.requests / outcome.seconds,
    chainsPerSecond: (outcome.chains ?? NaN) / outcome.seconds,
    p50: outcome.p50,
    p99: outcome.p99,
    errors: outcome.errors,
    serverCpu: (after.server - before.server) / outcome.requests,
    databaseCpu: row.server === 'embedded' ? NaN : (after.database - before.database) / outcome.requests,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

/** The median of each figure; of errors the sum, as none may be lost. */
export function summarise(rounds: readonly Figures[]): Figures {
  const middle = (figure: keyof Figures) => median(rounds.map((round) => round[figure]));
  return {
    perSecond: middle('perSecond'),
    chainsPerSecond: middle('chainsPerSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
    errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
    serverCpu: middle('serverCpu'),
    databaseCpu: middle('databaseCpu'),
  };
}
