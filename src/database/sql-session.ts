import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { type Watch, watchOf } from './database-watch.js';
import { toParameter } from './row-codec.js';
import type { Connection } from './scope.js';

/** One SQL statement whose placeholders are `$1`, `$2` …, as PostgreSQL writes them. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Why the unit is abandoned if this write, one of several at its end, changes no row. */
  readonly demand?: string | undefined;
}

export type Row = Readonly<Record<string, unknown>>;

export interface Result {
  readonly rows: readonly Row[];
  /** How many rows an INSERT, UPDATE or DELETE changed. */
  readonly affected: number;
}

/** A text that is longer was made for so many rows as will hardly come together again. */
const LONGEST_NAMED = 20_000;

/** Gives every distinct text a short name, under which PostgreSQL keeps its plan per connection. */
class StatementNames {
  private readonly names = new Map<string, string>();

  nameOf(sql: string): string | undefined {
    const known = this.names.get(sql);
    if (known !== undefined) return known;
    // Texts come from code, not from requests, so they are few; the limit is a safety net for the server's memory.
    if (this.names.size >= 1000 || sql.length > LONGEST_NAMED) return undefined;
    const name = `sallyport_${this.names.size + 1}`;
    this.names.set(sql, name);
    return name;
  }
}

const names = new StatementNames();

interface Prepared {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
}

/** @throws when a parameter cannot be sent */
function prepare({ sql, parameters }: Statement, prepared: boolean): Prepared {
  const values = parameters.map((value) => toScalar(toParameter(value, false)));
  return { name: prepared ? names.nameOf(sql) : undefined, text: sql, values };
}

/** What the driver need not convert: there it could fail with half of a message sent. */
function toScalar(value: unknown): unknown {
  const isPlain =
    value === null || typeof value !== 'object' || Buffer.isBuffer(value) || Array.isArray(value);
  return isPlain ? value : JSON.stringify(value);
}

async function send(target: Pool | PoolClient, query: Prepared, watch: Watch): Promise<Result> {
  const since = performance.now();
  try {
    const result: QueryResult<Row> = await target.query(query);
    watch.answered(query.text, since);
    return { rows: result.rows, affected: result.rowCount ?? 0 };
  } catch (error) {
    watch.answered(query.text, since, error);
    throw error;
  }
}

/** A statement on any free connection of the pool, committed by itself. */
export async function askPool(
  dataSource: DataSource,
  statement: Statement,
  prepared: boolean,
): Promise<Result> {
  const { master } = dataSource.driver as unknown as { master: Pool };
  return send(master, prepare(statement, prepared), watchOf(dataSource));
}

interface PostgresRunner extends QueryRunner {
  releasePostgresConnection(error?: unknown): Promise<void>;
}

/** One PostgreSQL connection for one unit; taken from the pool, and BEGIN sent, only when the first statement comes. */
export class PostgresSession implements Connection {
  private opened?: PostgresRunner;
  private beginning?: Promise<void>;
  private broken: unknown;
  private readonly watch: Watch;

  constructor(
    private readonly dataSource: DataSource,
    private readonly prepared: boolean,
  ) {
    this.watch = watchOf(dataSource);
  }

  get hasBegun(): boolean {
    return this.beginning !== undefined;
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async query(statement: Statement): Promise<Result> {
    await this.begin();
    return send(await this.client(), prepare(statement, this.prepared), this.watch);
  }

  /**
   * Commits. A last statement and COMMIT leave together, since the connection is pipelined: should the one fail, the other
   * is answered with ROLLBACK. What could fail before it is sent does so before COMMIT is. BEGIN and the first could not: what follows a BEGIN that failed would commit by itself.
   */
  async commit(last?: Statement): Promise<void> {
    const client = await this.client();
    const query = last && prepare(last, this.prepared);
    const asked = query && send(client, query, this.watch);
    const [{ command }] = await Promise.all([client.query('COMMIT'), asked]);
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    if (command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back');
  }

  async rollback(): Promise<void> {
    if (!this.hasBegun) return;
    try {
      await (await this.client()).query('ROLLBACK');
    } catch (error) {
      this.broken = error;
    }
  }

  /** A connection whose rollback failed is in an unknown state: the pool must not hand it out again. */
  async release(): Promise<void> {
    await this.opened?.releasePostgresConnection(this.broken);
  }

  private get runner(): PostgresRunner {
    this.opened ??= this.open();
    return this.opened;
  }

  private open(): PostgresRunner {
    const runner = this.dataSource.createQueryRunner() as PostgresRunner;
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (async (...args: unknown[]) => {
      await this.begin();
      return query(...args);
    }) as QueryRunner['query'];
    return runner;
  }

  private client(): Promise<PoolClient> {
    return this.runner.connect() as Promise<PoolClient>;
  }

  private begin(): Promise<void> {
    this.beginning ??= this.client().then(async (client) => {
      await client.query('BEGIN');
      // TypeORM must know, or its own helpers would begin, and commit, a transaction of their own.
      Object.assign(this.runner, { isTransactionActive: true, transactionDepth: 1 });
    });
    return this.beginning;
  }
}

export class SqliteSession implements Connection {
  constructor(private readonly runner: QueryRunner) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async query({ sql, parameters }: Statement): Promise<Result> {
    const numbered = sql.replace(/\$(\d+)/g, '?$1');
    const values = parameters.map((value) => toParameter(value, true));
    const result = await this.runner.query(numbered, values, true);
    return { rows: result.records as Row[], affected: result.affected ?? 0 };
  }

  begin(): Promise<void> {
    return this.runner.startTransaction();
  }

  commit(): Promise<void> {
    return this.runner.commitTransaction();
  }

  rollback(): Promise<void> {
    return this.runner.rollbackTransaction();
  }
}
