import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { DomainEvent } from '../common/domain-event.js';
import { EventBus } from '../common/event-bus.js';
import { type Job, Jobs } from '../common/jobs.js';
import { boundedCount } from './bounded-count.js';
import type { Row } from './sql-session.js';
import { UnitOfWork } from './unit-of-work.js';

/** Which rows of a table are due for a change or for removal. */
export interface DueRows {
  readonly table: string;
  /** Its primary key. */
  readonly key: string;
  /** The condition of a row that is due; an index must serve it together with `oldest`. */
  readonly where: string;
  /** The column that says how long a row has been due. */
  readonly oldest: string;
  /** What becomes of them: SQL after SET, or they are removed. */
  readonly set?: string;
}

/** A job that is one statement on one table. */
export interface RowJob extends DueRows, Pick<Job, 'name' | 'description' | 'everySeconds'> {
  /** What the audit trail is told of each row, by these of its columns. */
  readonly told?: { readonly columns: string; readonly event: (row: Row) => DomainEvent };
  /** The values of `where`, and after them those of `set`. */
  parameters(now: Date): { readonly where: readonly unknown[]; readonly set?: readonly unknown[] };
}

/** Jobs that end or remove rows, each batch one statement that waits for nobody and commits by itself. */
@Injectable()
export class RowJobs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  add(job: RowJob): void {
    const { name, description, everySeconds, told } = job;
    this.jobs.add({
      name,
      description,
      everySeconds,
      removes: job.set === undefined,
      batch: (limit) =>
        told
          ? this.unitOfWork.run(() => this.change(job, limit))
          : this.unitOfWork.runSingle(() => this.change(job, limit)),
      due: () => this.unitOfWork.read(() => this.count(job)),
    });
  }

  private async change(job: RowJob, limit: number): Promise<number> {
    const { where, set = [] } = job.parameters(this.clock.now());
    const returning = job.told ? `RETURNING ${job.told.columns}` : '';
    const { affected, rows } = await this.unitOfWork.query(
      `${this.choice(job, limit)}${effect(job)} WHERE ${job.key} IN (SELECT ${job.key} FROM due) ${returning}`,
      [...where, ...set],
    );
    if (!job.told) return affected;
    this.events.publish(...rows.map(job.told.event));
    return rows.length;
  }

  /** Rows that somebody is changing are left to the next batch. Materialised, or PostgreSQL might run the choice more than once and change more rows than it may. */
  private choice({ table, key, where, oldest }: DueRows, limit: number): string {
    return `WITH due AS MATERIALIZED (
      SELECT ${key} FROM ${table} WHERE ${where} ORDER BY ${oldest} LIMIT ${limit} ${this.unitOfWork.dialect.skipLocked}) `;
  }

  private async count(job: RowJob): Promise<number> {
    const sql = boundedCount(`${job.table} WHERE ${job.where}`);
    const { rows } = await this.unitOfWork.query(sql, job.parameters(this.clock.now()).where);
    return Number(rows[0]?.['n']);
  }
}

function effect({ table, set }: DueRows): string {
  return set === undefined ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${set}`;
}
