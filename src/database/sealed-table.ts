import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { sealedProperties } from './columns.js';
import { placeIn } from './sealed-values.js';
import type { Seals } from './seals.js';
import type { Row } from './sql-session.js';

/** A column that is made from a sealed one, such as a blind index. */
export interface DerivedColumn {
  readonly column: string;
  /** The sealed column that it is made from. */
  readonly from: string;
  /** How it begins when it is as it would be written now; undefined: with anything but `notPrefix`. */
  readonly prefix: string | undefined;
  readonly notPrefix: string;
  readonly make: (value: string) => string;
}

/** A stored value as it is and as it should be, by column. */
export type Change = Readonly<Record<string, { readonly old: string; readonly new: string }>>;

export const SEALED_PREFIX = 'enc:v1:';

/** What of a table is not as it would be written now, in SQL that both engines know. */
export class SealedTable {
  readonly name: string;
  readonly keys: readonly string[];
  private readonly sealed: readonly ColumnMetadata[];

  constructor(
    metadata: EntityMetadata,
    private readonly seals: Seals,
    private readonly derived: readonly DerivedColumn[],
  ) {
    const sealed = sealedProperties(metadata.target);
    this.name = metadata.tableName;
    this.keys = metadata.primaryColumns.map(({ databaseName }) => databaseName);
    this.sealed = metadata.columns.filter(({ propertyName }) => sealed.has(propertyName));
  }

  /** The condition of rows that have to be changed. */
  get outdated(): string {
    const columns = this.sealed.map((column) =>
      differs(textOf(column), quoted(column, this.seals.currentPrefix), quoted(column, SEALED_PREFIX)),
    );
    const derived = this.derived.map(({ column, prefix, notPrefix }) => differs(column, prefix, notPrefix));
    return `(${[...columns, ...derived].join(' OR ')})`;
  }

  /** The columns of a SELECT: the keys, and each value as text. */
  get selection(): string {
    const values = this.sealed.map((column) => `${textOf(column)} AS ${column.databaseName}`);
    return [...this.keys, ...values, ...this.derived.map(({ column }) => column)].join(', ');
  }

  /** @throws {SealBroken} when a value cannot be opened */
  changeOf(row: Row): Change {
    const open = new Map(this.sealed.flatMap((column) => this.opened(column, row)));
    const change: Record<string, { old: string; new: string }> = {};
    for (const column of this.sealed) {
      const [name, value] = [column.databaseName, open.get(column.databaseName)];
      if (value !== undefined)
        change[name] = { old: String(row[name]), new: this.renewed(column, row, value) };
    }
    for (const { column, from, make } of this.derived) {
      const value = open.get(from);
      if (value !== undefined) change[column] = { old: String(row[column]), new: make(value) };
    }
    return change;
  }

  /** How a column is compared with the text that was read of it. */
  comparable(name: string): string {
    const column = this.sealed.find(({ databaseName }) => databaseName === name);
    return column ? textOf(column) : name;
  }

  private opened(column: ColumnMetadata, row: Row): [string, string][] {
    const stored = row[column.databaseName];
    if (typeof stored !== 'string') return [];
    const text = isJson(column) && stored.startsWith('"') ? (JSON.parse(stored) as string) : stored;
    return [[column.databaseName, this.seals.openAny(this.placeOf(column, row), text)]];
  }

  private renewed(column: ColumnMetadata, row: Row, value: string): string {
    const old = String(row[column.databaseName]);
    const { currentPrefix } = this.seals;
    if (currentPrefix !== undefined && old.startsWith(quoted(column, currentPrefix) ?? '')) return old;
    const stored = this.seals.seal(this.placeOf(column, row), value);
    return isJson(column) && stored !== value ? JSON.stringify(stored) : stored;
  }

  private placeOf({ databaseName }: ColumnMetadata, row: Row): string {
    return placeIn(
      this.name,
      databaseName,
      this.keys.map((key) => row[key]),
    );
  }
}

/** Every table that has sealed columns. */
export function sealedTables(
  { entityMetadatas }: DataSource,
  seals: Seals,
  derived: ReadonlyMap<string, readonly DerivedColumn[]>,
): SealedTable[] {
  return entityMetadatas
    .filter(({ target }) => sealedProperties(target).size > 0)
    .map((metadata) => new SealedTable(metadata, seals, derived.get(metadata.tableName) ?? []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isJson({ type }: ColumnMetadata): boolean {
  return type === 'jsonb' || type === 'json';
}

function textOf(column: ColumnMetadata): string {
  return isJson(column) ? `CAST(${column.databaseName} AS text)` : column.databaseName;
}

/** A sealed value in a JSON column is a JSON string. */
function quoted<T extends string | undefined>(column: ColumnMetadata, prefix: T): T | string {
  return prefix !== undefined && isJson(column) ? `"${prefix}` : prefix;
}

/** Prefixes hold no quotes: they are made of the ids of keys. */
function differs(text: string, prefix: string | undefined, notPrefix: string): string {
  return prefix === undefined
    ? `substr(${text}, 1, ${notPrefix.length}) = '${notPrefix}'`
    : `substr(${text}, 1, ${prefix.length}) <> '${prefix}'`;
}
