import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Figures } from './measure.js';
import type { RoundTrips } from './round-trips.js';
import type { Row } from './rows.js';
import { CONNECTIONS, ROUNDS, SECONDS } from './settings.js';
import type { StartUp } from './start-up.js';

const FILE = join(import.meta.dirname, '../docs/performance.md');
const BEGIN = '<!-- bench: from here on written by npm run bench -- --write -->';
const END = '<!-- bench: until here -->';

export interface Report {
  readonly results: ReadonlyMap<Row, Figures>;
  readonly startUp: StartUp;
  readonly roundTrips: RoundTrips;
  readonly database: string;
}

const whole = (value: number) => (Number.isNaN(value) ? '' : String(Math.round(value)));
const tenths = (value: number) => value.toFixed(1);
const times = (value: number) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '');
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

export function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index < 2 ? '---' : '---:'));
  return [head, rule, ...body].map(line).join('\n');
}

function counterpart(row: Row, results: Report['results']): Figures | undefined {
  const found = [...results].find(
    ([other]) => other.scenario === row.scenario && other.label === row.against,
  );
  return found?.[1];
}

function loadRow(row: Row, figures: Figures, results: Report['results']): string[] {
  const base = counterpart(row, results);
  const chains = Number.isNaN(figures.chainsPerSecond) ? '' : ` (${whole(figures.chainsPerSecond)} chains)`;
  return [
    row.scenario,
    row.label,
    whole(figures.perSecond) + chains,
    tenths(figures.p50),
    tenths(figures.p99),
    String(figures.errors),
    whole(figures.serverCpu),
    whole(figures.databaseCpu),
    base ? times(figures.perSecond / base.perSecond) : '',
    base ? times(figures.serverCpu / base.serverCpu) : '',
  ];
}

const LOAD_HEAD = [
  'work',
  'server',
  'req/s',
  'p50 ms',
  'p99 ms',
  'errors',
  'CPU µs/req, server',
  'CPU µs/req, PostgreSQL',
  'req/s ÷ baseline',
  'server CPU ÷ baseline',
];

export function describe({ results, startUp, roundTrips, database }: Report): string {
  const load = [...results].map(([row, figures]) => loadRow(row, figures, results));
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.versions.node}, ${database}`;
  return [
    `${machine}. ${CONNECTIONS} connections; medians of ${ROUNDS} interleaved rounds of ${SECONDS} s.`,
    table(LOAD_HEAD, load),
    `Embedded default: ${whole(startUp.milliseconds)} ms from the start of the process to its first 200, and ${whole(startUp.megabytes)} MB resident a second later.`,
    'Round trips to PostgreSQL, BEGIN and COMMIT included:',
    table(
      ['request', 'round trips'],
      roundTrips.map(([request, count]) => [`\`${request}\``, String(count)]),
    ),
  ].join('\n\n');
}

/** Puts the report in its place in docs/performance.md. */
export async function write(report: string): Promise<void> {
  await writeBetween(FILE, [BEGIN, END], report);
}

/** Replaces what stands between two marks of a document. */
export async function writeBetween(
  file: string,
  [begin, end]: readonly [string, string],
  report: string,
): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const [from, until] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || until < from) throw new Error(`${file} has lost its marks: ${begin} and ${end}`);
  const parts = [text.slice(0, from + begin.length), report, text.slice(until)].join('\n\n');
  writeFileSync(file, await format(parts, { ...(await resolveConfig(file)), filepath: file }));
}
