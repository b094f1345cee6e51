import type { Finding, Mode, Verdict } from './finding.js';
import type { LiveSchema } from './live-schema.js';

/** What takes its time on a large table is over at once on one of so many rows. */
const FEW_ROWS = 10_000;

const WORDS: Readonly<Record<Verdict, string>> = {
  safe: 'safe under load',
  brief: 'safe with a lock_timeout',
  look: 'LOOK',
  long: 'NOT SAFE under load',
  unknown: 'NOT KNOWN',
};

/** What a mode keeps others from. */
const KEEPS_OUT: Readonly<Record<Mode, string>> = {
  AccessShareLock: 'nobody',
  RowShareLock: 'nobody',
  RowExclusiveLock: 'nobody',
  ShareUpdateExclusiveLock: 'nobody',
  ShareLock: 'writers',
  ShareRowExclusiveLock: 'writers',
  ExclusiveLock: 'writers',
  AccessExclusiveLock: 'everybody',
};

interface Touched {
  readonly table: string;
  readonly mode: Mode;
  readonly keepsOut: string;
  /** About; not given where the database has no such table or has never analysed it. */
  readonly rows?: number;
}

export interface Judgement {
  readonly migration: string;
  readonly statement: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly instead?: string;
  readonly tables: readonly Touched[];
}

/** A finding, seen beside the tables as they are. @param fresh tables that the plan itself has made before */
export function judge(
  migration: string,
  statement: string,
  finding: Finding,
  schema: LiveSchema,
  fresh: ReadonlySet<string>,
): Judgement {
  const locks = finding.locks.filter(({ table }) => !fresh.has(table));
  const tables = locks.map(({ table, mode }) => {
    const rows = schema.rowsOf(table);
    return { table, mode, keepsOut: KEEPS_OUT[mode], ...(rows !== undefined && { rows }) };
  });
  const common = { migration, statement: statement.trim().replace(/\s+/g, ' '), tables };
  if (finding.locks.length > 0 && locks.length === 0 && finding.verdict !== 'unknown')
    return { ...common, verdict: 'safe', why: 'a table that this plan has made: nobody uses it yet' };
  const { verdict, why } = weigh(finding, tables);
  return { ...common, verdict, why, ...(finding.instead !== undefined && { instead: finding.instead }) };
}

function weigh({ verdict, why }: Finding, tables: readonly Touched[]): Pick<Finding, 'verdict' | 'why'> {
  const isOverSoon = tables.length > 0 && tables.every(({ rows = Infinity }) => rows < FEW_ROWS);
  if (verdict !== 'long' || !isOverSoon) return { verdict, why };
  return { verdict: 'brief', why: `${why}; with so few rows that is over at once` };
}

const LENGTH = 110;
const short = (text: string): string => (text.length > LENGTH ? `${text.slice(0, LENGTH)} …` : text);

function describe({ statement, tables, verdict, why, instead }: Judgement): string {
  const touched = tables.map(({ table, mode, keepsOut, rows }) => {
    const amount = rows === undefined ? 'rows not known' : `about ${rows} rows`;
    return `  lock:    ${mode} on ${table} (${amount}), keeps out ${keepsOut}`;
  });
  return [
    short(statement),
    ...(touched.length > 0 ? touched : ['  lock:    none that others notice']),
    `  verdict: ${WORDS[verdict]}: ${why}`,
    ...(instead === undefined ? [] : [`  instead: ${instead}`]),
  ].join('\n');
}

export function render(from: string, judgements: readonly Judgement[]): string {
  const heading = `Sallyport, from ${from}`;
  if (judgements.length === 0) return `${heading}\nNo statement is pending.`;
  const names = [...new Set(judgements.map(({ migration }) => migration))];
  const blocks = names.map((name) => {
    const own = judgements.filter(({ migration }) => migration === name);
    return [`== ${name}`, ...own.map(describe)].join('\n\n');
  });
  const counts = Object.entries(WORDS).map(([verdict, words]) => {
    const count = judgements.filter((judgement) => judgement.verdict === verdict).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return [heading, ...blocks, `${judgements.length} statements: ${counts.flat().join(', ')}`].join('\n\n');
}
