import type { EventCategory, EventOutcome, EventSeverity } from '../../common/domain-event.js';
import type { Statement } from '../../database/sql-session.js';

/** Which rows are asked for; what is not given is no condition. */
export interface AuditFilter {
  readonly contextId?: string;
  readonly transactionId?: string;
  readonly sessionId?: string;
  readonly correlationId?: string;
  readonly cupid?: string;
  readonly eventType?: string;
  readonly severity?: EventSeverity;
  readonly outcome?: EventOutcome;
  readonly category?: EventCategory;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

/** Where a row stands: the trail is in order of time and, within a millisecond, of id. */
export interface Place {
  readonly eventTimestamp: Date;
  readonly logId: string;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Before every row of that instant. */
export function startOf(instant: Date): Place {
  return { eventTimestamp: instant, logId: FIRST_ID };
}

export const BEGINNING = new Date(0);
export const END_OF_TIME = new Date('9999-12-31T23:59:59.999Z');

/** What rows written outside any request have in place of a correlation id: it names nothing. */
const OUTSIDE_A_REQUEST = FIRST_ID;

/** Filters by columns, in the order of how few rows they leave; `$1` … are their values. */
const COLUMNS = [
  ['contextId', 'context_id'],
  ['transactionId', 'transaction_id'],
  ['sessionId', 'session_id'],
  ['correlationId', 'correlation_id'],
  ['cupid', 'cupid'],
  ['eventType', 'event_type'],
  ['severity', 'event_severity'],
  ['outcome', 'event_outcome'],
  ['category', 'event_category'],
] as const;

const NAMING = new Set<string>(['contextId', 'transactionId', 'sessionId', 'correlationId', 'cupid']);

/** Whether the filter names one person, login, session or request, of whom there are few rows over any time. */
export function namesSomething(filter: AuditFilter): boolean {
  return COLUMNS.some(([property]) => NAMING.has(property) && isSelective(filter, property));
}

function isSelective(filter: AuditFilter, property: (typeof COLUMNS)[number][0]): boolean {
  const value = filter[property];
  if (property === 'correlationId' && value === OUTSIDE_A_REQUEST) return false;
  // Most rows are INFO and most are SUCCESS: by time one finds them soon enough.
  return value !== undefined && value !== 'INFO' && value !== 'SUCCESS';
}

/** Their indexes are partial, and PostgreSQL uses one only where its condition can be read off the text. */
const PARTIAL = new Set<string>(['severity', 'outcome']);

/**
 * One filter leads, and its index is used whatever plan PostgreSQL keeps; all others may be absent. So there are few texts,
 * not one for every set of filters: each is a prepared statement.
 */
export function conditionsOf(filter: AuditFilter): Statement {
  const leading = COLUMNS.find(([property]) => isSelective(filter, property))?.[0];
  const conditions = COLUMNS.flatMap(([property, column], index) => {
    const place = `$${index + 1}`;
    const optional = `(CAST(${place} AS varchar) IS NULL OR ${column} = ${place})`;
    if (property !== leading) return [optional];
    return PARTIAL.has(property) ? [`${column} = '${filter[property]}'`, optional] : [`${column} = ${place}`];
  });
  const parameters = COLUMNS.map(([property]) => filter[property] ?? null);
  return { sql: conditions.join(' AND '), parameters };
}

/** Newest first: the rows from `from` on that stand before `before`. */
export function olderThan(filter: AuditFilter, from: Date, before: Place): Statement {
  const { sql, parameters } = conditionsOf(filter);
  const [since, until, id] = [1, 2, 3].map((n) => `$${parameters.length + n}`);
  // Said twice, since partitions are passed over by the first only.
  return {
    sql: `${sql} AND event_timestamp >= ${since} AND event_timestamp <= ${until}
      AND (event_timestamp, log_id) < (${until}, ${id}) ORDER BY event_timestamp DESC, log_id DESC`,
    parameters: [...parameters, from, before.eventTimestamp, before.logId],
  };
}

/** Oldest first: the rows after `after`, up to an instant. */
export function newerThan(filter: AuditFilter, after: Place, until: Date): Statement {
  const { sql, parameters } = conditionsOf(filter);
  const [since, id, end] = [1, 2, 3].map((n) => `$${parameters.length + n}`);
  return {
    sql: `${sql} AND event_timestamp >= ${since} AND event_timestamp <= ${end}
      AND (event_timestamp, log_id) > (${since}, ${id}) ORDER BY event_timestamp, log_id`,
    parameters: [...parameters, after.eventTimestamp, after.logId, until],
  };
}

/** Oldest first: the rows from an instant on, to that at `last`. */
export function upTo(filter: AuditFilter, since: Date, last: Place): Statement {
  const { sql, parameters } = conditionsOf(filter);
  const [from, until, id] = [1, 2, 3].map((n) => `$${parameters.length + n}`);
  return {
    sql: `${sql} AND event_timestamp >= ${from} AND event_timestamp <= ${until}
      AND (event_timestamp, log_id) <= (${until}, ${id}) ORDER BY event_timestamp, log_id`,
    parameters: [...parameters, since, last.eventTimestamp, last.logId],
  };
}
