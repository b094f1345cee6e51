import { cpus } from 'node:os';
import type { Figures } from '../measure.js';
import { table } from '../report.js';
import type { Filled } from './fill.js';
import type { StatementFigures } from './plans.js';
import type { Volume } from './volumes.js';

export interface Observed {
  readonly statements: readonly StatementFigures[];
  readonly load: ReadonlyMap<string, Figures>;
}

export interface ScaleReport {
  /** Rows that one person left. */
  readonly pattern: ReadonlyMap<string, number>;
  readonly filled: Filled;
  readonly baseVolumes: readonly Volume[];
  readonly volumes: readonly Volume[];
  readonly before: Observed;
  readonly after: Observed;
  readonly database: string;
}

/** A plan that reads a table of this many rows from end to end does not last. */
const LARGE = 10_000;
const count = (value: number) => Math.round(value).toLocaleString('en');
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const ratio = (after: number, before: number) => (before > 0 ? `${(after / before).toFixed(2)} ×` : '');

function volumeTable({ pattern, volumes }: ScaleReport): string {
  const logins = pattern.get('auth_contexts') ?? 1;
  const rows = volumes.map(({ table: name, rows: n, bytes, indexBytes }) => {
    const perLogin = (pattern.get(name) ?? 0) / logins;
    const perRow = (bytes + indexBytes) / n;
    const figures = [
      count(n),
      perLogin.toFixed(2),
      count(bytes / n),
      count(indexBytes / n),
      count(perLogin * perRow),
    ];
    return [`\`${name}\``, ...figures];
  });
  const perLogin = volumes.map(
    ({ table: name, rows: n, bytes, indexBytes }) =>
      (((pattern.get(name) ?? 0) / logins) * (bytes + indexBytes)) / n,
  );
  const total = ['together', count(sum(volumes.map((one) => one.rows))), '', '', '', count(sum(perLogin))];
  const head = ['table', 'rows', 'rows a login', 'bytes a row', 'of indexes a row', 'bytes a login'];
  return table(head, [...rows, total]);
}

function loadRow(scenario: string, then: Figures, now: Figures): string[] {
  return [
    scenario,
    '',
    count(then.databaseCpu),
    count(now.databaseCpu),
    ratio(now.databaseCpu, then.databaseCpu),
    count(then.serverCpu),
    count(now.serverCpu),
    String(then.errors + now.errors),
  ];
}

function loadTable({ before, after }: ScaleReport): string {
  const rows = [...after.load].flatMap(([scenario, now]) => {
    const then = before.load.get(scenario);
    return then ? [loadRow(scenario, then, now)] : [];
  });
  const head = [
    'work',
    '',
    'PostgreSQL CPU µs, base',
    'full',
    'ratio',
    'server CPU µs, base',
    'full',
    'errors',
  ];
  return table(head, rows);
}

const nameOf = (text: string) =>
  `\`${text.replaceAll('|', '/').slice(0, 100)}${text.length > 100 ? ' …' : ''}\``;

/** What reads a large table from end to end, as pairs of a statement and a table. */
export function scansOf({ after, volumes }: ScaleReport): (readonly [string, string])[] {
  const large = new Set(volumes.filter(({ rows }) => rows > LARGE).map((volume) => volume.table));
  const isLarge = (name: string) => large.has(name.replace(/^audit_logs_.*/, 'audit_logs'));
  return after.statements.flatMap(({ text, scanned }) =>
    scanned.filter(isLarge).map((table) => [text, table] as const),
  );
}

function statementTable(report: ScaleReport): string {
  const { before, after } = report;
  const scans = scansOf(report);
  const rows = after.statements
    .filter(({ runs }) => runs > 1)
    .map((now) => {
      const then = before.statements.find(({ text }) => text === now.text);
      const tables = scans.filter(([text]) => text === now.text).map(([, table]) => table);
      return [
        nameOf(now.text),
        tables.length > 0 ? `reads all of ${tables.join(', ')}` : 'index',
        (then?.milliseconds ?? NaN).toFixed(3),
        now.milliseconds.toFixed(3),
        count(then?.pages ?? NaN),
        count(now.pages),
      ];
    });
  return table(['statement', 'large tables by', 'ms, base', 'full', 'pages, base', 'full'], rows);
}

const contextsOf = (volumes: readonly Volume[]) =>
  volumes.find((volume) => volume.table === 'auth_contexts')?.rows ?? 0;

export function describeScale(report: ScaleReport): string {
  const { filled, baseVolumes, volumes, database } = report;
  const baseRows = count(sum(baseVolumes.map((one) => one.rows)));
  const base = count(contextsOf(baseVolumes));
  const bytes = sum(volumes.map((one) => one.bytes + one.indexBytes));
  return [
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.versions.node}, ${database}. ` +
      `${count(contextsOf(volumes))} logins of ${count(filled.people)} people: ${count(sum(volumes.map((one) => one.rows)))} rows, ${gigabytes(bytes)}, ` +
      `written in ${count(filled.seconds)} s, their indexes made in ${count(filled.indexSeconds)} s.`,
    volumeTable(report),
    `The same requests on the base of ${base} logins (${baseRows} rows) and on the full tables:`,
    loadTable(report),
    'Each statement that these requests send, its median time in PostgreSQL and the pages it looked at:',
    statementTable(report),
  ].join('\n\n');
}
