/** Where a row stands in the trail: by time, and within a millisecond by id. */
export interface RowKey {
  readonly timestamp: Date;
  readonly logId: string;
}

/** The rows after the one key, up to the other. */
export interface RowRange {
  readonly after: RowKey;
  readonly through: RowKey;
}

/** Before every row. */
export const BEGINNING: RowKey = {
  timestamp: new Date(0),
  logId: '00000000-0000-0000-0000-000000000000',
};

/** Negative when `a` stands before `b`, zero when they are the same. */
export function compareKeys(a: RowKey, b: RowKey): number {
  const apart = a.timestamp.getTime() - b.timestamp.getTime();
  if (apart !== 0) return apart;
  return a.logId === b.logId ? 0 : a.logId < b.logId ? -1 : 1;
}

/** The first instant of a month in UTC, `months` after that of `instant`. */
export function monthStart(instant: Date, months = 0): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + months));
}
