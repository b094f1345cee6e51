import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { isSqlite } from './column-types.js';
import { type ColumnSeal, columnSeals, type RowKey, SealedValue } from './sealed-values.js';
import type { Seals } from './seals.js';
import type { Statement } from './sql-session.js';

type Convert = (value: unknown) => unknown;

interface Column {
  readonly property: string;
  readonly name: string;
  readonly toDatabase: Convert;
  readonly fromDatabase: Convert;
  readonly isJson: boolean;
  readonly seal: ColumnSeal | undefined;
}

/** A value the database computes itself, in place of a constant; its placeholders are `$1`, `$2` … of its own. */
export class SqlValue {
  constructor(
    readonly sql: string,
    readonly parameters: readonly unknown[] = [],
  ) {}
}

const asIs: Convert = (value) => value;
const toIso: Convert = (value) => (value as Date).toISOString();
const toSqliteDate: Convert = (value) => (value as Date).toISOString().replace('T', ' ').replace('Z', '');
const fromSqliteDate: Convert = (value) => new Date(`${(value as string).replace(' ', 'T')}Z`);
const toBuffer: Convert = (value) => Buffer.from(value as Uint8Array);
const parseJson: Convert = (value) => JSON.parse(value as string);

/** A timestamp of a hand-written SELECT, as either engine returns it. */
export function readTimestamp(value: unknown): Date | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value : (fromSqliteDate(value) as Date);
}

const stringify: Convert = (value) => JSON.stringify(value);

// PostgreSQL's driver has parsed it already.
const jsonConverters = (sqlite: boolean): [Convert, Convert] => [stringify, sqlite ? parseJson : asIs];

/** By the type of a column; all others are as the driver has them. */
const CONVERTERS: Readonly<Record<string, (sqlite: boolean) => [Convert, Convert]>> = {
  timestamptz: () => [toIso, asIs],
  datetime: () => [toSqliteDate, fromSqliteDate],
  json: jsonConverters,
  jsonb: jsonConverters,
  blob: () => [asIs, toBuffer],
  boolean: (sqlite) => (sqlite ? [Number, Boolean] : [asIs, asIs]),
};

function converters({ type }: ColumnMetadata, sqlite: boolean): [Convert, Convert] {
  return CONVERTERS[type as string]?.(sqlite) ?? [asIs, asIs];
}

/** What a plain parameter of a hand-written statement becomes on its way to the driver. */
export function toParameter(value: unknown, sqlite: boolean): unknown {
  if (value instanceof SealedValue) return value.stored;
  if (value instanceof Date) return sqlite ? toSqliteDate(value) : toIso(value);
  if (sqlite && typeof value === 'boolean') return Number(value);
  return value ?? null;
}

/** Writes and reads the rows of one entity by hand-written SQL; compiled once from TypeORM's metadata. */
export class RowCodec<E extends ObjectLiteral> {
  private readonly columns: readonly Column[];
  private readonly sealed: readonly (Column & { readonly seal: ColumnSeal })[];
  private readonly table: string;
  private readonly names: string;
  private readonly create: () => E;

  constructor(
    dataSource: DataSource,
    target: EntityTarget<E>,
    seals: Seals,
    private readonly sqlite = isSqlite(dataSource),
  ) {
    const metadata = dataSource.getMetadata(target);
    this.table = metadata.tableName;
    this.create = () => metadata.create() as E;
    const sealed = columnSeals(metadata.columns, seals);
    this.columns = metadata.columns.map((column) => {
      const [toDatabase, fromDatabase] = converters(column, this.sqlite);
      const { propertyName: property, databaseName: name } = column;
      const isJson = toDatabase === stringify;
      return { property, name, toDatabase, fromDatabase, isJson, seal: sealed.get(property) };
    });
    this.sealed = this.columns.flatMap((column) => (column.seal ? [{ ...column, seal: column.seal }] : []));
    this.names = this.columns.map(({ name }) => name).join(', ');
  }

  /** `INSERT` of the given rows; a property that is missing becomes NULL. */
  insert(rows: readonly Partial<Record<keyof E, unknown>>[], onConflict = ''): Statement {
    const parameters: unknown[] = [];
    const tuples = rows.map(
      (row) => `(${this.columns.map((column) => this.place(column, row, parameters)).join(', ')})`,
    );
    return {
      sql: `INSERT INTO ${this.table} (${this.names}) VALUES ${tuples.join(', ')} ${onConflict}`.trimEnd(),
      parameters,
    };
  }

  /** How many parameters `insert` takes for these rows. */
  parametersOf(rows: readonly Partial<Record<keyof E, unknown>>[]): number {
    const ofValue = (value: unknown) => (value instanceof SqlValue ? value.parameters.length : 1);
    return rows.reduce(
      (all, row) => this.columns.reduce((sum, { property }) => sum + ofValue(row[property as keyof E]), all),
      0,
    );
  }

  /** The entity in a row whose columns carry the entity's own names, each after `prefix`. */
  hydrate(row: Readonly<Record<string, unknown>>, prefix = ''): E {
    const entity = this.create() as Record<string, unknown>;
    for (const { property, name, fromDatabase } of this.columns) {
      const value = row[prefix + name];
      entity[property] = value === null || value === undefined ? null : fromDatabase(value);
    }
    // Afterwards, since a value is opened by the key of its row.
    for (const { property, seal, isJson } of this.sealed)
      entity[property] = opened(entity[property], isJson, (stored) => seal.open(stored, entity));
    return entity as E;
  }

  /** A value for a hand-written UPDATE of a sealed column, by the primary key of its row. */
  seal(property: keyof E & string, value: string | null, key: RowKey): SealedValue | null {
    return value === null ? null : new SealedValue(this.sealOf(property).seal(value, key));
  }

  /** A value that a hand-written SELECT found in a sealed column. */
  open(property: keyof E & string, stored: string, key: RowKey): string {
    return this.sealOf(property).open(stored, key);
  }

  /** Every column by name. A `*` would break prepared statements as soon as a column is added to the table. */
  get columnList(): string {
    return this.names;
  }

  /** `alias.column AS prefix_column, …` for a SELECT over several tables. */
  select(alias: string, prefix: string): string {
    return this.columns.map(({ name }) => `${alias}.${name} AS ${prefix}${name}`).join(', ');
  }

  private sealOf(property: string): ColumnSeal {
    const seal = this.sealed.find((column) => column.property === property)?.seal;
    if (!seal) throw new Error(`${this.table} has no sealed column for ${property}`);
    return seal;
  }

  private place(column: Column, row: Partial<Record<keyof E, unknown>>, parameters: unknown[]): string {
    const value = row[column.property as keyof E];
    if (value instanceof SqlValue) {
      const offset = parameters.length;
      parameters.push(...value.parameters.map((parameter) => toParameter(parameter, this.sqlite)));
      return `(${renumber(value.sql, offset)})`;
    }
    parameters.push(value === null || value === undefined ? null : this.stored(column, value, row));
    return `$${parameters.length}`;
  }

  private stored({ toDatabase, seal, isJson }: Column, value: unknown, row: RowKey): unknown {
    const converted = toDatabase(value);
    if (!seal) return converted;
    const text = seal.seal(String(converted), row);
    // What is in clear stays JSON, and what is sealed becomes a JSON string.
    return isJson && text !== converted ? JSON.stringify(text) : text;
  }
}

/** What a sealed column holds, in the form that the entity has it. */
function opened(value: unknown, isJson: boolean, open: (stored: string) => string): unknown {
  if (value === null) return null;
  if (!isJson) return open(value as string);
  if (typeof value === 'string') return JSON.parse(open(value));
  // In clear: `open` has a say in whether it may be.
  open(JSON.stringify(value));
  return value;
}

/** Moves the placeholders `$1`, `$2` … of a statement behind `offset` others. */
export function renumber(sql: string, offset: number): string {
  return offset === 0 ? sql : sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`);
}
