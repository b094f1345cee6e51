import { Injectable } from '@nestjs/common';
import type { Statement } from '../../database/sql-session.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type AuditFilter, olderThan, type Place } from './audit-filter.js';
import { AuditLog } from './audit-log.entity.js';

export interface AuditQuestion {
  readonly filter: AuditFilter;
  readonly from: Date;
  readonly before: Place;
  /** A constant of the code: it stands in the text. */
  readonly limit: number;
}

/** Reads the trail for administrators. */
@Injectable()
export class AuditSearchRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The statement of a page, for whoever wants to see how the database takes it. */
  statement({ filter, from, before, limit }: AuditQuestion): Statement {
    const { sql, parameters } = olderThan(filter, from, before);
    return { sql: `SELECT {columns} FROM audit_logs WHERE ${sql} LIMIT ${limit}`, parameters };
  }

  /** Newest first. */
  find(question: AuditQuestion): Promise<AuditLog[]> {
    const { sql, parameters } = this.statement(question);
    return this.unitOfWork.read(() => this.unitOfWork.entities(AuditLog, sql, parameters));
  }
}
