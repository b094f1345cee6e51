/** The locks of PostgreSQL, weakest first, as `pg_locks` names them. */
export const MODES = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
] as const;

export type Mode = (typeof MODES)[number];

/**
 * `safe`: hinders nobody. `brief`: the lock keeps others out, but what is done under it does not depend on how large the table is.
 * `long`: it does. `look`: depends on what only a person can tell. `unknown`: this program does not know the statement.
 */
export const VERDICTS = ['safe', 'brief', 'look', 'long', 'unknown'] as const;

export type Verdict = (typeof VERDICTS)[number];

export interface Lock {
  readonly table: string;
  readonly mode: Mode;
}

/** What a statement, or a part of it, does to others. */
export interface Finding {
  readonly locks: readonly Lock[];
  readonly verdict: Verdict;
  readonly why: string;
  /** The way that hinders nobody, where there is one. */
  readonly instead?: string;
}

/** What the statements cannot say themselves. */
export interface Schema {
  /** The table that an index is on. */
  tableOf(index: string): string | undefined;
  /** The type of a column as `format_type` writes it. */
  typeOf(table: string, column: string): string | undefined;
  /** The table that a constraint refers to, when it is a foreign key. */
  referencedBy(table: string, constraint: string): string | undefined;
  /** The tables that the foreign keys of a table refer to. */
  referencesOf(table: string): readonly string[];
  /** The default partition of a table. */
  defaultPartitionOf(table: string): string | undefined;
}

export const lock = (table: string | undefined, mode: Mode): Lock[] =>
  table === undefined ? [] : [{ table, mode }];

export const safe = (locks: readonly Lock[], why: string): Finding => ({ locks, verdict: 'safe', why });
export const brief = (locks: readonly Lock[], why: string, instead?: string): Finding => ({
  locks,
  verdict: 'brief',
  why,
  ...(instead !== undefined && { instead }),
});
export const long = (locks: readonly Lock[], why: string, instead: string): Finding => ({
  locks,
  verdict: 'long',
  why,
  instead,
});
export const look = (locks: readonly Lock[], why: string, instead?: string): Finding => ({
  locks,
  verdict: 'look',
  why,
  ...(instead !== undefined && { instead }),
});
export const unknown = (what: string, locks: readonly Lock[] = []): Finding => ({
  locks,
  verdict: 'unknown',
  why: `not known: read it (${what})`,
});

const strongest = <T>(order: readonly T[], values: readonly T[]): T =>
  values.reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b));

/** The parts of one statement as one: every table with its strongest lock, and the worst verdict. */
export function combine(findings: readonly Finding[]): Finding {
  const tables = new Set(findings.flatMap(({ locks }) => locks.map(({ table }) => table)));
  const locks = [...tables].map((table) => {
    const modes = findings.flatMap((finding) => finding.locks).filter((one) => one.table === table);
    return {
      table,
      mode: strongest(
        MODES,
        modes.map(({ mode }) => mode),
      ),
    };
  });
  const verdict = strongest(
    VERDICTS,
    findings.map((finding) => finding.verdict),
  );
  const worst = findings.filter((finding) => finding.verdict === verdict);
  const instead = [...new Set(worst.flatMap((finding) => finding.instead ?? []))].join('; ');
  const why = [...new Set(worst.map((finding) => finding.why))].join('; ');
  return { locks, verdict, why, ...(instead !== '' && { instead }) };
}
