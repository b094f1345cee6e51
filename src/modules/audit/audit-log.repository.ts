import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuditLog } from './audit-log.entity.js';

@Injectable()
export class AuditLogRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a row when the running unit ends; there is no way to change or remove one. */
  add(row: AuditLog): void {
    this.unitOfWork.insert(AuditLog, [row]);
  }

  /** The story of one login, oldest first. */
  findByContext(contextId: string): Promise<AuditLog[]> {
    return this.unitOfWork
      .repository(AuditLog)
      .find({ where: { contextId }, order: { eventTimestamp: 'ASC', logId: 'ASC' } });
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
