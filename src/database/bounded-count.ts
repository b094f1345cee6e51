import { DUE_AT_MOST } from '../common/jobs.js';

/** A query for `n`, how many rows there are in `source`: a table and its condition. It ends at a limit, before its time is up. */
export function boundedCount(source: string, upTo = DUE_AT_MOST): string {
  return `SELECT count(*) AS n FROM (SELECT 1 FROM ${source} LIMIT ${upTo}) AS counted`;
}
