import { Injectable } from '@nestjs/common';
import { readTimestamp } from '../../database/row-codec.js';
import { boundedCount } from '../../database/bounded-count.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuditLog } from './audit-log.entity.js';
import { BEGINNING, type RowKey, type RowRange } from './row-key.js';

/** The rows between two keys, without the first. What is said twice of the time lets PostgreSQL leave out other months. */
export function within(time: string, id: string, endTime: string, endId: string): string {
  return `event_timestamp >= ${time} AND event_timestamp <= ${endTime}
    AND (event_timestamp, log_id) > (${time}, ${id}) AND (event_timestamp, log_id) <= (${endTime}, ${endId})`;
}

const AFTER = 'event_timestamp >= $1 AND (event_timestamp, log_id) > ($1, $2) AND event_timestamp < $3';

/** The audit trail in the order in which it is sealed. */
@Injectable()
export class AuditTrailRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The next rows, of before that time. */
  findAfter({ timestamp, logId }: RowKey, before: Date, limit: number): Promise<AuditLog[]> {
    const where = `WHERE ${AFTER} ORDER BY event_timestamp, log_id LIMIT ${limit}`;
    return this.select(where, [timestamp, logId, before]);
  }

  /** Counted up to `DUE_AT_MOST`. */
  async countAfter({ timestamp, logId }: RowKey, before: Date): Promise<number> {
    // In order, so that the index leads: those that are sought stand at the end of the trail.
    const sql = boundedCount(`audit_logs WHERE ${AFTER} ORDER BY event_timestamp, log_id`);
    const { rows } = await this.unitOfWork.query(sql, [timestamp, logId, before]);
    return Number(rows[0]?.n);
  }

  findIn({ after, through }: RowRange, limit: number): Promise<AuditLog[]> {
    const where = `WHERE ${within('$1', '$2', '$3', '$4')} ORDER BY event_timestamp, log_id LIMIT ${limit}`;
    return this.select(where, [after.timestamp, after.logId, through.timestamp, through.logId]);
  }

  async findFirst(): Promise<RowKey | undefined> {
    const { rows } = await this.unitOfWork.query(
      'SELECT event_timestamp, log_id FROM audit_logs ORDER BY event_timestamp, log_id LIMIT 1',
    );
    const [row] = rows;
    const timestamp = readTimestamp(row?.event_timestamp);
    return row && timestamp ? { timestamp, logId: String(row.log_id) } : undefined;
  }

  /** Whether a row of that id stands anywhere. */
  async isThere(logId: string): Promise<boolean> {
    const { rows } = await this.unitOfWork.query(
      'SELECT 1 AS one FROM audit_logs WHERE log_id = $1 LIMIT 1',
      [logId],
    );
    return rows.length > 0;
  }

  /** The id of a row that no seal will ever reach: of before the beginning, or of after that time. */
  async findOutside(after: Date): Promise<string | undefined> {
    const { rows } = await this.unitOfWork.query(
      'SELECT log_id FROM audit_logs WHERE event_timestamp <= $1 OR event_timestamp > $2 LIMIT 1',
      [BEGINNING.timestamp, after],
    );
    return rows[0] && String(rows[0].log_id);
  }

  private select(where: string, parameters: readonly unknown[]): Promise<AuditLog[]> {
    return this.unitOfWork.entities(AuditLog, `SELECT {columns} FROM audit_logs ${where}`, parameters);
  }
}
