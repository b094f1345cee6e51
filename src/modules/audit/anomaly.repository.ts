import { Injectable } from '@nestjs/common';
import { readTimestamp } from '../../database/row-codec.js';
import type { Row, Statement } from '../../database/sql-session.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Burst } from './anomaly-kinds.js';

export interface Period {
  readonly from: Date;
  readonly to: Date;
  /** Seconds within which things happen that look wrong together. */
  readonly window: number;
}

/** What happened to one subject. */
export interface Finding {
  readonly subject: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The first few of the events. */
  readonly eventIds: readonly string[];
}

/** Subjects of a kind, those with the most events first. */
const MOST_FINDINGS = 100;
const EXAMPLES = 5;

/** Who an event is of, in SQL. People who typed a wrong password are known by the pseudonym of the name alone. */
const SUBJECTS: Readonly<Record<Burst, string>> = {
  failure_burst_person: 'cupid',
  failure_burst_name: `event_details ->> 'username_hmac'`,
  failure_burst_address: 'ip_address',
  failure_burst_app: `COALESCE(event_details ->> 'app_id', event_details ->> 'client_id')`,
};

const BY_TIME = 'PARTITION BY subject ORDER BY event_timestamp, log_id';

/** Looks for what is wrong, in one period and by an index; at most so many findings of a kind. */
@Injectable()
export class AnomalyRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** At least `failures` of one subject within the window, wherever it begins: so many, from the first such window to the last. */
  burst(kind: Burst, failures: number, { from, to, window }: Period): Statement {
    const gap = this.unitOfWork.dialect.secondsBetween('since', 'event_timestamp');
    const inBurst = (value: string) => `CASE WHEN ${gap} <= $3 THEN ${value} END`;
    const sql = `SELECT subject, event_timestamp, log_id, burst_from, burst_to FROM (
        SELECT subject, event_timestamp, log_id,
               MIN(${inBurst('since')}) OVER (PARTITION BY subject) AS burst_from,
               MAX(${inBurst('event_timestamp')}) OVER (PARTITION BY subject) AS burst_to
          FROM (SELECT subject, event_timestamp, log_id,
                       LAG(event_timestamp, CAST($4 AS integer)) OVER (${BY_TIME}) AS since
                  FROM (SELECT ${SUBJECTS[kind]} AS subject, event_timestamp, log_id FROM audit_logs
                         WHERE event_outcome = 'FAILURE' AND event_timestamp >= $1 AND event_timestamp < $2) failures
                 WHERE subject IS NOT NULL) spaced) bounded
      WHERE event_timestamp >= burst_from AND event_timestamp <= burst_to`;
    return { sql: summary(sql), parameters: [from, to, window, failures - 1] };
  }

  /** A session begun within the window after another of the person, at another address and by another user agent. */
  switches({ from, to, window }: Period): Statement {
    const gap = this.unitOfWork.dialect.secondsBetween('since', 'event_timestamp');
    const before = (column: string) => `LAG(${column}) OVER (${BY_TIME})`;
    const sql = `SELECT subject, event_timestamp, log_id FROM (
        SELECT subject, event_timestamp, log_id, ip_address, user_agent, ${before('event_timestamp')} AS since,
               ${before('ip_address')} AS ip_before, ${before('user_agent')} AS agent_before
          FROM (SELECT cupid AS subject, event_timestamp, log_id, ip_address, user_agent FROM audit_logs
                 WHERE event_type = 'session.started' AND event_timestamp >= $1 AND event_timestamp < $2
                   AND cupid IS NOT NULL) started) spaced
      WHERE ${gap} <= $3 AND ip_address <> ip_before AND user_agent <> agent_before`;
    return { sql: summary(sql), parameters: [from, to, window] };
  }

  /** A refresh token that came again after its time: somebody else had it. */
  reuses({ from, to }: Period): Statement {
    const sql = `SELECT cupid AS subject, event_timestamp, log_id FROM audit_logs
      WHERE event_type = 'token.reuse.detected' AND event_timestamp >= $1 AND event_timestamp < $2 AND cupid IS NOT NULL`;
    return { sql: summary(sql), parameters: [from, to] };
  }

  async find({ sql, parameters }: Statement): Promise<Finding[]> {
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql, parameters));
    return rows.map(toFinding);
  }
}

function summary(events: string): string {
  return `SELECT subject, COUNT(*) AS n, MIN(event_timestamp) AS first_at, MAX(event_timestamp) AS last_at,
      string_agg(CASE WHEN place <= ${EXAMPLES} THEN CAST(log_id AS varchar(36)) END, ',') AS examples
    FROM (SELECT subject, event_timestamp, log_id, ROW_NUMBER() OVER (${BY_TIME}) AS place FROM (${events}) found) numbered
    GROUP BY subject ORDER BY n DESC, subject LIMIT ${MOST_FINDINGS}`;
}

function toFinding(row: Row): Finding {
  return {
    subject: String(row['subject']),
    count: Number(row['n']),
    firstAt: readTimestamp(row['first_at']) as Date,
    lastAt: readTimestamp(row['last_at']) as Date,
    // Ids grow with time.
    eventIds: String(row['examples']).split(',').sort(),
  };
}
