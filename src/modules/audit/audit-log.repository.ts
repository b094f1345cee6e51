import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuditLog } from './audit-log.entity.js';
import { AuditRowMeter } from './audit-row-meter.js';

@Injectable()
export class AuditLogRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly meter: AuditRowMeter,
  ) {}

  /** Adds a row when the running unit ends; there is no way to change or remove one. */
  add(row: AuditLog): void {
    this.unitOfWork.insert(AuditLog, [row], '', () => this.meter.count(row));
  }

  /** The story of one login, oldest first. */
  findByContext(contextId: string): Promise<AuditLog[]> {
    return this.unitOfWork
      .repository(AuditLog)
      .find({ where: { contextId }, order: { eventTimestamp: 'ASC', logId: 'ASC' } });
  }

  /** The same with what the session did that it became, at most so many rows. */
  findByLogin(contextId: string, limit: number): Promise<AuditLog[]> {
    const sql = `SELECT {columns} FROM audit_logs WHERE context_id = $1 OR session_id = $1
      ORDER BY event_timestamp, log_id LIMIT $2`;
    return this.unitOfWork.read(() => this.unitOfWork.entities(AuditLog, sql, [contextId, limit]));
  }

  findByPerson(cupid: string, limit: number): Promise<AuditLog[]> {
    return this.unitOfWork
      .repository(AuditLog)
      .find({ where: { cupid }, order: { eventTimestamp: 'DESC' }, take: limit });
  }

  findByCorrelation(correlationId: string): Promise<AuditLog[]> {
    return this.unitOfWork
      .repository(AuditLog)
      .find({ where: { correlationId }, order: { eventTimestamp: 'ASC' } });
  }
}
