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

/** Rows of another table that go with those which are removed. */
export interface Parts {
  readonly table: string;
  /** Its primary key. */
  readonly key: string;
  /** Its column that names the row they belong to. */
  readonly belongsTo: string;
}

/** A job that is one statement on one table. */
export interface RowJob extends DueRows, Pick<Job, 'name' | 'description' | 'everySeconds'> {
  /** What goes first, a batch at a time, where one row can have any number: a cascade would remove all of them in one statement. */
  readonly parts?: Parts;
  /** What the audit trail is told of each row, by these of its columns. */
  readonly told?: { readonly columns: string; readonly event: (row: Row) => DomainEvent };
  /** The values of `where`, and after them those of `set`. */
  parameters(now: Date): { readonly where: readonly unknown[]; readonly set?: readonly unknown[] };
}

/** Jobs that end or remove rows, each batch one statement that waits for nobody and commits by itself; where rows have parts, one for these before it. */
@Injectable()
export class RowJobs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  add(job: RowJob): void {
    const { name, description, everySeconds, parts } = job;
    let hasMoreParts = false;
    this.jobs.add({
      name,
      description,
      everySeconds,
      removes: job.set === undefined,
      batch: async (limit) => {
        hasMoreParts = parts !== undefined && (await this.removeParts(job, parts, limit)) === limit;
        return hasMoreParts ? 0 : this.batch(job, limit);
      },
      goesOn: () => hasMoreParts,
      due: () => this.unitOfWork.read(() => this.count(job)),
    });
  }

  private batch(job: RowJob, limit: number): Promise<number> {
    const change = () => this.change(job, limit);
    return job.told ? this.unitOfWork.run(change) : this.unitOfWork.runSingle(change);
  }

  /** Of the rows that are due and would be removed next. @returns how many parts they were */
  private async removeParts(job: RowJob, parts: Parts, limit: number): Promise<number> {
    const { table, key, belongsTo } = parts;
    const { skipLocked } = this.unitOfWork.dialect;
    const { affected } = await this.unitOfWork.runSingle(() =>
      this.unitOfWork.query(
        `WITH due AS MATERIALIZED (${dueRows(job, limit)}),
           going AS MATERIALIZED (
             SELECT ${key} FROM ${table} WHERE ${belongsTo} IN (SELECT ${job.key} FROM due) LIMIT ${limit} ${skipLocked})
         DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM going)`,
        job.parameters(this.clock.now()).where,
      ),
    );
    return affected;
  }

  private async change(job: RowJob, limit: number): Promise<number> {
    const { where, set = [] } = job.parameters(this.clock.now());
    const returning = job.told ? `RETURNING ${job.told.columns}` : '';
    const { affected, rows } = await this.unitOfWork.query(
      `${this.choice(job, limit)}${effect(job)}
        WHERE ${job.key} IN (SELECT ${job.key} FROM due) ${withoutParts(job)} ${returning}`,
      [...where, ...set],
    );
    if (!job.told) return affected;
    this.events.publish(...rows.map(job.told.event));
    return rows.length;
  }

  /** Rows that somebody is changing are left to the next batch. Materialised, or PostgreSQL might run the choice more than once and change more rows than it may. */
  private choice(job: DueRows, limit: number): string {
    return `WITH due AS MATERIALIZED (${dueRows(job, limit)} ${this.unitOfWork.dialect.skipLocked}) `;
  }

  private async count(job: RowJob): Promise<number> {
    const sql = boundedCount(`${job.table} WHERE ${job.where}`);
    const { rows } = await this.unitOfWork.query(sql, job.parameters(this.clock.now()).where);
    return Number(rows[0]?.['n']);
  }
}

function dueRows({ table, key, where, oldest }: DueRows, limit: number): string {
  return `SELECT ${key} FROM ${table} WHERE ${where} ORDER BY ${oldest} LIMIT ${limit}`;
}

/** A row waits for parts that somebody has in hand. */
function withoutParts({ table, key, parts }: RowJob): string {
  return parts
    ? `AND NOT EXISTS (SELECT 1 FROM ${parts.table} p WHERE p.${parts.belongsTo} = ${table}.${key})`
    : '';
}

function effect({ table, set }: DueRows): string {
  return set === undefined ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${set}`;
}
