import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Statement } from './sql-session.js';

type Row = Partial<Record<string, unknown>>;

export interface DeferredInsert {
  readonly kind: 'insert';
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly rows: readonly Row[];
  readonly onConflict: string;
  /** Follows the commit of the statement that holds the rows. */
  readonly written: readonly (() => void)[];
}

interface DeferredStatement {
  readonly kind: 'statement';
  readonly statement: Statement;
}

/** A write that waits for the end of its unit. */
export type Deferred = DeferredInsert | DeferredStatement;

/** An insert that takes more rows. */
interface Gathering extends DeferredInsert {
  readonly rows: Row[];
  readonly written: (() => void)[];
}

/** Cuts writes, in order, into groups of at most so many parameters; a statement that has more makes a group by itself. */
export function inGroups(
  deferred: readonly Deferred[],
  mostParameters: number,
  sizeOf: (item: Deferred) => number,
): Deferred[][] {
  const sized = deferred.flatMap((item) => {
    const size = sizeOf(item);
    return size > mostParameters
      ? rowByRow(item).map((row) => ({ item: row, size: sizeOf(row) }))
      : [{ item, size }];
  });
  const groups: Deferred[][] = [];
  let left = -1;
  for (const { item, size } of sized) {
    if (size > left) {
      groups.push([]);
      left = mostParameters;
    }
    groups.at(-1)?.push(item);
    left -= size;
  }
  return groups;
}

/** Rows of one table as one insert, if they are neighbours or, with `regroup`, wherever they stand. */
export function merge(deferred: readonly Deferred[], regroup: boolean): Deferred[] {
  const merged: (Gathering | DeferredStatement)[] = [];
  for (const next of deferred) {
    const twin = regroup ? merged.find((item) => belongTogether(item, next)) : merged.at(-1);
    if (next.kind === 'statement') merged.push(next);
    else if (twin?.kind === 'insert' && belongTogether(twin, next)) {
      twin.rows.push(...next.rows);
      twin.written.push(...next.written);
    } else merged.push({ ...next, rows: [...next.rows], written: [...next.written] });
  }
  return merged;
}

function belongTogether(item: Deferred, next: Deferred): boolean {
  return (
    item.kind === 'insert' &&
    next.kind === 'insert' &&
    item.entity === next.entity &&
    item.onConflict === next.onConflict
  );
}

function rowByRow(item: Deferred): Deferred[] {
  if (item.kind === 'statement') return [item];
  return item.rows.map((row, index) => ({ ...item, rows: [row], written: index === 0 ? item.written : [] }));
}
