import type { DataSource } from 'typeorm';
import { isSqlite } from './column-types.js';

/** The words of SQL in which the two engines differ. */
export interface Dialect {
  /** The column type of a timestamp, for a CAST. */
  readonly timestampType: string;
  /** What a SELECT ends with that picks rows for a batch: rows that somebody is changing are left to the next one. */
  readonly skipLocked: string;
  /** How many parameters a statement can have. */
  readonly mostParameters: number;
  /** What follows a column that is to be one of the strings in a JSON list: one text, however long the list is. */
  readonly isAmong: (list: string) => string;
  /** A query for the database's own clock, or none where it has that of the process. */
  readonly clockQuery: string | undefined;
  /** A timestamp's day in UTC, as `YYYY-MM-DD`. */
  readonly utcDay: (column: string) => string;
  /** A JSON object without one of its keys. */
  readonly withoutKey: (column: string, key: string) => string;
  /** The seconds from one timestamp to a later one, to the millisecond. */
  readonly secondsBetween: (earlier: string, later: string) => string;
}

const SQLITE: Dialect = {
  timestampType: 'text',
  skipLocked: '',
  mostParameters: 32_766,
  isAmong: (list) => `IN (SELECT value FROM json_each(${list}))`,
  clockQuery: undefined,
  utcDay: (column) => `substr(${column}, 1, 10)`,
  withoutKey: (column, key) => `json_remove(${column}, '$.${key}')`,
  secondsBetween: (earlier, later) => `ROUND((julianday(${later}) - julianday(${earlier})) * 86400, 3)`,
};

const POSTGRESQL: Dialect = {
  timestampType: 'timestamptz(3)',
  skipLocked: 'FOR UPDATE SKIP LOCKED',
  mostParameters: 65_535,
  // An array that is known before the search begins: the plan is that of an index, whatever the statistics say.
  isAmong: (list) => `= ANY (ARRAY(SELECT jsonb_array_elements_text(${list}::jsonb)))`,
  clockQuery: 'SELECT clock_timestamp() AS now',
  utcDay: (column) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  withoutKey: (column, key) => `${column} - '${key}'`,
  secondsBetween: (earlier, later) => `EXTRACT(EPOCH FROM (${later} - ${earlier}))`,
};

export function dialectOf(dataSource: DataSource): Dialect {
  return isSqlite(dataSource) ? SQLITE : POSTGRESQL;
}
