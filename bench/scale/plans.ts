/** What PostgreSQL says of the statements it ran, by auto_explain in its log. */
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { median } from '../measure.js';

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Total Time'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Node[];
}

interface Explained {
  readonly 'Query Text': string;
  readonly Plan: Node;
}

/** One statement of the server, over all its runs. */
export interface StatementFigures {
  readonly text: string;
  readonly runs: number;
  readonly milliseconds: number;
  /** Pages of 8 kB that were looked at. */
  readonly pages: number;
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
}

/** Has every statement of connections to come explained in the log. */
export async function explainEverything(client: Client, database: string): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_parameter_max_length': '0',
  };
  for (const [name, value] of Object.entries(settings))
    await client.query(`ALTER DATABASE ${database} SET ${name} = '${value}'`);
}

export async function explainNothing(client: Client, database: string): Promise<void> {
  await client.query(`ALTER DATABASE ${database} RESET ALL`);
}

const MARK = /duration: ([\d.]+) ms  plan:\n((?:\t.*\n)+)/g;

interface Run {
  readonly milliseconds: number;
  readonly explained: Explained;
}

function runsIn(log: string): Run[] {
  return Array.from(log.matchAll(MARK), ([, milliseconds, json]) => ({
    milliseconds: Number(milliseconds),
    explained: JSON.parse(json ?? '') as Explained,
  }));
}

function nodes(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodes)];
}

const pagesOf = ({ Plan: plan }: Explained) =>
  (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);

function scannedIn({ Plan: plan }: Explained): string[] {
  return nodes(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name'] ?? '?');
}

/** @param from where in the log the runs begin */
export function readStatements(log: string, from: number): StatementFigures[] {
  const byText = new Map<string, Run[]>();
  for (const run of runsIn(readFileSync(log, 'utf8').slice(from))) {
    const text = run.explained['Query Text'].replace(/\s+/g, ' ').trim();
    byText.set(text, [...(byText.get(text) ?? []), run]);
  }
  return [...byText].map(([text, runs]) => ({
    text,
    runs: runs.length,
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    pages: median(runs.map(({ explained }) => pagesOf(explained))),
    scanned: [...new Set(runs.flatMap(({ explained }) => scannedIn(explained)))],
  }));
}
