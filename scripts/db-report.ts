/**
 * Prints how the database is doing: sizes, use of indexes, bloat, long transactions, waiting locks, default partitions,
 * outboxes, open rows. Reads only; ciam_readonly is enough. --json is for programs; --section=<name> prints one.
 */
import { ConfigurationError, describeConfigurationError } from '../src/config/configuration-error.js';
import { type Section, SECTIONS } from './db-report/sections.js';

type Row = Readonly<Record<string, unknown>>;

interface Answer extends Pick<Section, 'name' | 'about'> {
  readonly rows: readonly Row[];
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return `${Math.round(bytes / 1024 ** power)} ${UNITS[power]}`;
}

function cell(column: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (column.endsWith('_bytes')) return size(Number(value));
  if (value instanceof Date) return value.toISOString().slice(0, 19);
  return typeof value === 'string' ? value.replace(/\s+/g, ' ') : JSON.stringify(value);
}

function render({ name, about, rows }: Answer): string {
  const heading = `== ${name}: ${about}`;
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return `${heading}\n(none)`;
  const table = [columns, ...rows.map((row) => columns.map((column) => cell(column, row[column])))];
  const widths = columns.map((_, index) => Math.max(...table.map((line) => line[index]?.length ?? 0)));
  const lines = table.map((line) => line.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  '));
  return [heading, ...lines.map((line) => line.trimEnd())].join('\n');
}

function wantedSections(): readonly Section[] {
  const wanted = process.argv.find((argument) => argument.startsWith('--section='))?.split('=')[1];
  const chosen = wanted === undefined ? SECTIONS : SECTIONS.filter(({ name }) => name === wanted);
  if (chosen.length === 0)
    throw new Error(`there is no section ${wanted}: ${SECTIONS.map(({ name }) => name).join(', ')}`);
  return chosen;
}

async function report(): Promise<Answer[]> {
  const { dataSource } = await import('../src/database/data-source.js');
  await dataSource.initialize();
  try {
    const answers: Answer[] = [];
    for (const { name, about, sql } of wantedSections())
      answers.push({ name, about, rows: await dataSource.query<Row[]>(sql) });
    return answers;
  } finally {
    await dataSource.destroy();
  }
}

try {
  const answers = await report();
  const byName = Object.fromEntries(answers.map(({ name, rows }) => [name, rows]));
  console.log(
    process.argv.includes('--json') ? JSON.stringify(byName, null, 2) : answers.map(render).join('\n\n'),
  );
} catch (error) {
  if (error instanceof ConfigurationError) console.error(describeConfigurationError(error));
  else console.error(`There is no report: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
