import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { Meters } from '../common/meters.js';
import { type SpanAttributes, Tracing } from '../common/tracing.js';
import { isSqlite } from './column-types.js';

const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** The texts of statements have placeholders for their values, and some are long. */
const LONGEST_TEXT = 2_000;
const FIRST_WORD = /^\s*(\w+)/;

/** Told of what is sent to a database, and how long it took. */
export interface Watch {
  /** A statement was answered, or failed. @param since as of `performance.now()` */
  answered(sql: string, since: number, failure?: unknown): void;
  /** Runs a whole transaction, from the wait for a connection to the end of COMMIT. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

const NOBODY_WATCHES: Watch = { answered: () => undefined, transaction: (work) => work() };

const watches = new WeakMap<DataSource, Watch>();

/** Who is told of a data source. */
export function watchOf(dataSource: DataSource): Watch {
  return watches.get(dataSource) ?? NOBODY_WATCHES;
}

/** TypeORM's own statements go through its runners; of SQLite there is but one. */
function watchRunners(dataSource: DataSource, watch: Watch): void {
  const create = dataSource.createQueryRunner.bind(dataSource);
  const watched = new WeakSet<QueryRunner>();
  dataSource.createQueryRunner = (mode) => {
    const runner = create(mode);
    if (!watched.has(runner)) watchRunner(runner, watch);
    watched.add(runner);
    return runner;
  };
}

function watchRunner(runner: QueryRunner, watch: Watch): void {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.query = (async (sql: string, ...rest: unknown[]) => {
    const since = performance.now();
    try {
      const result = await query(sql, ...rest);
      watch.answered(sql, since);
      return result;
    } catch (error) {
      watch.answered(sql, since, error);
      throw error;
    }
  }) as QueryRunner['query'];
}

/** The connections of a data source; undefined of SQLite, which has no pool. */
export function poolOf(dataSource: DataSource): Pool | undefined {
  return isSqlite(dataSource) ? undefined : (dataSource.driver as unknown as { master: Pool }).master;
}

/** Measures the databases that this server talks to, and traces what it says to them. */
@Injectable()
export class DatabaseWatch implements Watch {
  private readonly pools = new Map<string, Pool>();
  private readonly statements: { observe(seconds: number): void };
  private readonly transactions: { observe(seconds: number): void };
  private readonly about: SpanAttributes;

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    meters: Meters,
    private readonly tracing: Tracing,
  ) {
    const help = 'Time until the database had answered, by what it was asked for';
    const options = { labelNames: ['kind'], buckets: BUCKETS } as const;
    const durations = meters.histogram('sallyport_database_duration_seconds', help, options);
    // Handles made once: labels that are looked up at each statement would cost as much as the rest.
    this.statements = durations.labels({ kind: 'statement' });
    this.transactions = durations.labels({ kind: 'transaction' });
    this.about = { 'db.system.name': isSqlite(dataSource) ? 'sqlite' : 'postgresql' };
    this.showPools(meters);
    this.add('main', dataSource);
  }

  /** Watches a data source. @param name of its pool, for the metrics: one of a few */
  add(name: string, dataSource: DataSource): void {
    watches.set(dataSource, this);
    watchRunners(dataSource, this);
    const pool = poolOf(dataSource);
    if (pool) this.pools.set(name, pool);
  }

  answered(sql: string, since: number, failure?: unknown): void {
    this.statements.observe((performance.now() - since) / 1000);
    if (this.tracing.tracer) this.trace(sql, since, failure);
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const { tracer } = this.tracing;
    const since = performance.now();
    try {
      return await (tracer ? tracer.run('transaction', this.about, work) : work());
    } finally {
      this.transactions.observe((performance.now() - since) / 1000);
    }
  }

  private showPools(meters: Meters): void {
    const show = (figure: string, help: string, read: (pool: Pool) => number): void =>
      meters.gauges(`sallyport_database_pool_${figure}`, help, 'pool', () =>
        [...this.pools].map(([name, pool]) => [name, read(pool)] as const),
      );
    show('connections', 'Connections that are open', ({ totalCount }) => totalCount);
    show('idle', 'Connections that nobody uses', ({ idleCount }) => idleCount);
    show('waiting', 'Units and reads that wait for a connection', ({ waitingCount }) => waitingCount);
    show('max', 'Connections there may be', ({ options }) => options.max);
  }

  private trace(sql: string, since: number, failure: unknown): void {
    const operation = FIRST_WORD.exec(sql)?.[1]?.toUpperCase() ?? 'statement';
    const said = { 'db.operation.name': operation, 'db.query.text': sql.slice(0, LONGEST_TEXT) };
    this.tracing.tracer?.add(operation, { ...this.about, ...said }, since, failure);
  }
}
