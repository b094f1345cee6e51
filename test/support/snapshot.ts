import type { DataSource } from 'typeorm';
import type { Rows } from './rows.js';

type Row = Readonly<Record<string, unknown>>;

/** Every row of every table, each table in an order that does not depend on the engine. */
export type Snapshot = Readonly<Record<string, readonly Row[]>>;

const plain = (row: object): Row => JSON.parse(JSON.stringify(row)) as Row;
const inOrder = (rows: Row[]) => rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

export async function takeSnapshot(rows: Rows, dataSource: DataSource): Promise<Snapshot> {
  const tables: Record<string, Row[]> = {};
  for (const { tableName } of dataSource.entityMetadatas)
    tables[tableName] = inOrder((await rows.select(`SELECT * FROM ${tableName}`)).map(plain));
  return tables;
}

/** How many rows there are of what a login is about; refusals may add to the audit. */
export function sizes(snapshot: Snapshot): Record<string, number> {
  const counts = Object.entries(snapshot).map(([table, rows]) => [table, rows.length] as const);
  return Object.fromEntries(counts.filter(([table]) => table !== 'audit_logs'));
}

/** A number that is committed by itself, before the rest of its step. */
export interface Counter {
  readonly table: string;
  readonly column: string;
}

/** A count moves `updated_at` too, where time goes by. */
const untimed = (rows: readonly Row[] = []): Row[] => rows.map((row) => ({ ...row, updated_at: null }));

/** Whether `now` is `before` with the counter one higher in one row, and nothing else. */
export function isCountedOnly(before: Snapshot, now: Snapshot, { table, column }: Counter): boolean {
  const rows = untimed(before[table]);
  const found = { ...now, [table]: inOrder(untimed(now[table])) };
  return rows.some((row, index) => {
    const counted = { ...row, [column]: Number(row[column]) + 1 };
    return isSame({ ...before, [table]: inOrder(rows.with(index, counted)) }, found);
  });
}

export function isSame(one: Snapshot, other: Snapshot): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
