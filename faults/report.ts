import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Finding } from './checker.js';
import { hasFailed, type Result } from './result.js';
import type { Verdict } from './scenario.js';

const FILE = join(process.cwd(), 'docs/reliability.md');
const BEGIN = '<!-- faults: from here on written by npm run test:faults -- --write -->';
const END = '<!-- faults: until here -->';
const HEAD = [
  'scenario',
  'date',
  'seed',
  'seconds',
  'acknowledged',
  'lost',
  'half-made',
  'used twice',
  '503',
  'no answer',
  'measured',
  'result',
];

function countOf({ findings }: Verdict, kind: Finding['kind']): number {
  return findings.filter((finding) => finding.kind === kind).reduce((sum, { count }) => sum + count, 0);
}

function measuredOf({ measured }: Verdict): string {
  return Object.entries(measured)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** For people at a terminal. */
export function describe(result: Result): string {
  const { name, tookS, verdict, skipped, failure } = result;
  const head = `${hasFailed(result) ? 'FAILED' : skipped ? 'SKIPPED' : 'passed'}  ${name} (${tookS.toFixed(0)} s)`;
  if (skipped) return `${head}: ${skipped}`;
  if (!verdict) return `${head}: ${failure}`;
  const counts = `${verdict.acknowledged} acknowledged, ${verdict.unavailable} 503, ${verdict.cut} without an answer`;
  const findings = verdict.findings.map(
    ({ rule, kind, count, examples }) => `  ${kind}: not so that ${rule} (${count}): ${examples.join(' · ')}`,
  );
  const complaints = verdict.complaints.map((complaint) => `  ${complaint}`);
  return [`${head}: ${counts}; ${measuredOf(verdict)}`, ...findings, ...complaints].join('\n');
}

function cellsOf(result: Result): string[] {
  const { name, form, seed, tookS, verdict, skipped } = result;
  const today = new Date().toISOString().slice(0, 10);
  const about = [name, today, String(seed), tookS.toFixed(0)];
  if (!verdict) return [...about, ...Array<string>(7).fill(''), skipped ? `skipped: ${skipped}` : 'failed'];
  const counts = [
    verdict.acknowledged,
    countOf(verdict, 'lost'),
    countOf(verdict, 'half-made'),
    countOf(verdict, 'used twice'),
    verdict.unavailable,
    verdict.cut,
  ];
  const outcome = hasFailed(result) ? 'failed' : 'passed';
  return [...about, ...counts.map(String), measuredOf(verdict), `${outcome} (${form.name})`];
}

/** The rows that are there already, by their first cell: a scenario that was run alone takes the place of its own only. */
function rowsOf(text: string): Map<string, string[]> {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  return new Map(cells.map((row) => [row[0] ?? '', row]));
}

/** Puts the figures in their place in docs/reliability.md. */
export async function write(
  results: readonly Result[],
  order: readonly string[],
  database: string,
): Promise<void> {
  const text = readFileSync(FILE, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new Error(`docs/reliability.md has lost its marks: ${BEGIN} and ${END}`);
  const rows = rowsOf(text.slice(begin, end));
  for (const result of results) rows.set(result.name, cellsOf(result));
  const body = order.map((name) => rows.get(name)).filter((row) => row !== undefined);
  const table = [HEAD, HEAD.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const others = `load average ${(loadavg()[2] ?? NaN).toFixed(0)} when this was written`;
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores (${others}), Node ${process.versions.node}, ${database}.`;
  const parts = [text.slice(0, begin + BEGIN.length), machine, table, text.slice(end)].join('\n\n');
  writeFileSync(FILE, await format(parts, { ...(await resolveConfig(FILE)), filepath: FILE }));
}
