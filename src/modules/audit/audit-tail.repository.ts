import { Injectable } from '@nestjs/common';
import { readTimestamp } from '../../database/row-codec.js';
import type { Statement } from '../../database/sql-session.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type AuditFilter, newerThan, type Place, upTo } from './audit-filter.js';
import { AuditLog } from './audit-log.entity.js';
import type { TailWindow } from './tail-window.js';

/** Rows that are in memory at a time. */
export const TAIL_PAGE = 500;

/** Reads the end of the trail as it grows. */
@Injectable()
export class AuditTailRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The statements of a poll, for whoever wants to see how the database takes them. */
  statements(
    filter: AuditFilter,
    { head, since }: TailWindow,
    now: Date,
  ): Record<'newer' | 'late', Statement> {
    const newer = newerThan(filter, head, now);
    const late = upTo(filter, since, head);
    return {
      newer: {
        sql: `SELECT {columns} FROM audit_logs WHERE ${newer.sql} LIMIT ${TAIL_PAGE}`,
        parameters: newer.parameters,
      },
      late: {
        sql: `SELECT log_id, event_timestamp FROM audit_logs WHERE ${late.sql}`,
        parameters: late.parameters,
      },
    };
  }

  /** What comes after all that was sent, oldest first. Rows dated in the future wait until then: else all before them would be late. */
  newer(filter: AuditFilter, window: TailWindow, now: Date): Promise<AuditLog[]> {
    const { sql, parameters } = this.statements(filter, window, now).newer;
    return this.unitOfWork.read(() => this.unitOfWork.entities(AuditLog, sql, parameters));
  }

  /** What has come in late among what was sent. There is little of it, and of the rest nothing but the ids is read. */
  async late(filter: AuditFilter, window: TailWindow, now: Date): Promise<AuditLog[]> {
    const { sql, parameters } = this.statements(filter, window, now).late;
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql, parameters));
    const missing = rows
      .map((row) => ({
        logId: String(row['log_id']),
        eventTimestamp: readTimestamp(row['event_timestamp']) as Date,
      }))
      .filter((place) => !window.has(place));
    const found: AuditLog[] = [];
    for (const place of missing.slice(0, TAIL_PAGE)) found.push(...(await this.at(place)));
    return found;
  }

  private at({ eventTimestamp, logId }: Place): Promise<AuditLog[]> {
    const sql = 'SELECT {columns} FROM audit_logs WHERE log_id = $1 AND event_timestamp = $2';
    return this.unitOfWork.read(() => this.unitOfWork.entities(AuditLog, sql, [logId, eventTimestamp]));
  }
}
