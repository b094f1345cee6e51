import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { DUE_AT_MOST, HeldUp, type Job, Jobs } from '../common/jobs.js';
import { isSqlite } from './column-types.js';
import { UnitOfWork } from './unit-of-work.js';

const HOUR = 60 * 60;
/** Whole months that have a partition before they begin: as many as the first migration makes. */
const MONTHS_AHEAD = 12;
/** Enough to say that something is wrong, and few enough to count at every scrape. */
const COUNTED_AT_MOST = 10_000;

/**
 * The tables that are partitioned by month. Each module names its own; the two jobs that make partitions and remove them
 * are the same for all. The work is done by functions of the schema, which never queue for a lock that logins need: they
 * answer `busy`, and the next batch tries again. SQLite has no partitions, and no such job.
 */
@Injectable()
export class Partitions implements OnModuleInit {
  private readonly logger = new Logger('partitions');
  private readonly tables: string[] = [];
  /** Whether the database has partitions at all. */
  readonly exist: boolean;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    this.exist = !isSqlite(dataSource);
  }

  onModuleInit(): void {
    if (!this.exist) return;
    this.jobs.add({
      name: 'create-partitions',
      description: `Makes the partitions of the next ${MONTHS_AHEAD} months, and files rows that had missed theirs`,
      everySeconds: HOUR,
      ...this.work(
        (limit) => this.create(limit),
        (table) => this.missing(table),
      ),
    });
    this.jobs.add({
      name: 'drop-partitions',
      removes: true,
      description: 'Removes the months whose retention is over',
      everySeconds: HOUR,
      ...this.work(
        (limit) => this.drop(limit),
        (table) => this.removable(table),
      ),
    });
  }

  add(table: string): void {
    this.tables.push(table);
  }

  /** How many rows wait outside the partition of their month, counted up to a limit. */
  unfiledRows(table: string): Promise<number> {
    return this.ask('partitions_default_rows($1, $2)', table, COUNTED_AT_MOST);
  }

  /** How many rows of months that are kept are outside them, or on their way there, counted up to a limit. */
  async waitingRows(table: string, upTo = COUNTED_AT_MOST): Promise<number> {
    if (!this.exist) return 0;
    return this.ask('partitions_waiting_rows($1, $2, $3)', table, this.clock.now(), upTo);
  }

  /** Goes on until nothing is due, the batch is full, or nothing can be done: then somebody is using the tables. */
  private work(
    go: (limit: number) => Promise<number>,
    count: (table: string) => Promise<number>,
  ): Pick<Job, 'batch' | 'due'> {
    const due = () => this.sum(count);
    const batch = async (limit: number) => {
      let done = 0;
      for (let step = 1; step > 0 && done < limit; done += step) step = await go(limit - done);
      if (done < limit && (await due()) > 0) throw new HeldUp('the table is in use', done);
      return done;
    };
    return { batch, due };
  }

  private async create(limit: number): Promise<number> {
    let done = 0;
    for (const table of this.tables) {
      done += await this.file(table, limit - done);
      for (const month of await this.missingMonths(table))
        if (done < limit && (await this.tell('create', table, month))) done += 1;
    }
    return done;
  }

  /** Rows of a month that had no partition when they came are in the default one, where no partition of that month can be made beside them. */
  private async file(table: string, limit: number): Promise<number> {
    if (limit <= 0 || !(await this.isToBeFiled(table))) return 0;
    await this.tell('set_default_aside', table, this.clock.now());
    return this.ask('partitions_file($1, $2)', table, limit);
  }

  /** Rows that a wrong clock has dated stay in the default partition; but no month is made beside any, so they step aside for it. */
  private async isToBeFiled(table: string): Promise<boolean> {
    if ((await this.waitingRows(table)) > 0) return true;
    return (await this.unfiledRows(table)) > 0 && (await this.missingMonths(table)).length > 0;
  }

  private async drop(limit: number): Promise<number> {
    let done = 0;
    for (const table of this.tables) {
      // What an earlier run detached and did not come to remove counts too.
      for (let removed = 1; removed > 0 && done < limit; done += removed) {
        await this.tell('detach', table, this.clock.now());
        removed = await this.ask('partitions_drop_detached($1)', table);
      }
    }
    return done;
  }

  private async missing(table: string): Promise<number> {
    return (await this.missingMonths(table)).length + (await this.waitingRows(table, DUE_AT_MOST));
  }

  private removable(table: string): Promise<number> {
    const both = `(SELECT count(*) FROM partitions_expired($1, $2)) + (SELECT count(*) FROM partitions_detached($1))`;
    return this.ask(both, table, this.clock.now());
  }

  private async missingMonths(table: string): Promise<string[]> {
    const sql = 'SELECT to_char(month, $4) AS month FROM partitions_missing($1, $2, $3) AS month';
    const parameters = [table, this.clock.now(), MONTHS_AHEAD, 'YYYY-MM-DD'];
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql, parameters));
    return rows.map((row) => String(row.month));
  }

  /** Has one of the functions change something. @returns whether it did */
  private async tell(verb: string, table: string, when: Date | string): Promise<boolean> {
    const type = typeof when === 'string' ? 'date' : 'timestamptz';
    const sql = `SELECT partitions_${verb}($1, $2::${type}) AS outcome`;
    const { rows } = await this.unitOfWork.runSingle(() => this.unitOfWork.query(sql, [table, when]));
    const outcome = rows[0]?.outcome;
    if (outcome === 'busy') this.logger.warn(`${verb} ${table}: in use, to be tried again`);
    return outcome === 'created' || outcome === 'detached' || outcome === 'set aside';
  }

  private async ask(expression: string, ...parameters: readonly unknown[]): Promise<number> {
    const sql = `SELECT ${expression} AS answer`;
    const { rows } = await this.unitOfWork.runSingle(() => this.unitOfWork.query(sql, parameters));
    return Number(rows[0]?.answer);
  }

  private async sum(count: (table: string) => Promise<number>): Promise<number> {
    let total = 0;
    for (const table of this.tables) total += await count(table);
    return total;
  }
}
