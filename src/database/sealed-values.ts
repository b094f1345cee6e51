import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { sealedProperties } from './columns.js';
import type { Seals } from './seals.js';

/** What a hand-written UPDATE puts into a sealed column: only `unitOfWork.sealsOf(…).seal` makes one. */
export class SealedValue {
  constructor(readonly stored: string) {}
}

/** The primary key of a row, by property. */
export type RowKey = Readonly<Record<string, unknown>>;

/** Seals and opens one column of an entity. */
export interface ColumnSeal {
  seal(text: string, key: RowKey): string;
  open(stored: string, key: RowKey): string;
}

/** Table, column and row: what a sealed value is bound to. */
export function placeIn(table: string, column: string, key: readonly unknown[]): string {
  return [table, column, ...key.map((part) => partOf(part, `${table}.${column}`))].join('.');
}

function partOf(value: unknown, column: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`A value of ${column} belongs to a row: its whole primary key is needed`);
}

/** The seals of an entity's columns by property; each value belongs to its row by the primary key. */
export function columnSeals(
  columns: readonly ColumnMetadata[],
  seals: Seals,
): ReadonlyMap<string, ColumnSeal> {
  const sealed = sealedProperties(columns[0]?.entityMetadata.target);
  const keys = columns.filter(({ isPrimary }) => isPrimary).map(({ propertyName }) => propertyName);
  const made = columns
    .filter(({ propertyName }) => sealed.has(propertyName))
    .map(({ propertyName, databaseName, entityMetadata: { tableName } }) => {
      const place = (row: RowKey) =>
        placeIn(
          tableName,
          databaseName,
          keys.map((key) => row[key]),
        );
      const seal: ColumnSeal = {
        seal: (text, key) => seals.seal(place(key), text),
        open: (stored, key) => seals.open(place(key), stored),
      };
      return [propertyName, seal] as const;
    });
  return new Map(made);
}
