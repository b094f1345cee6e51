import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { TestServer } from './create-app.js';
import { usesPostgres } from './test-config.js';

type Query = (...args: unknown[]) => unknown;
/** `alongside`: it left without waiting for the answer to the one before, in the same round trip. */
type Hear = (sql: string, alongside?: boolean) => void;

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);
}

/** Every connection of the process sends by this one method, those of the pool too. */
function listenToPostgres(database: string | undefined, hear: Hear): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  const unanswered = new WeakMap<object, number>();
  prototype.query = function (this: { database?: string }, ...args: unknown[]) {
    if (this.database !== database) return query.apply(this, args);
    const ahead = unanswered.get(this) ?? 0;
    hear(textOf(args[0]), ahead > 0);
    unanswered.set(this, ahead + 1);
    const answer = query.apply(this, args);
    const answered = () => unanswered.set(this, (unanswered.get(this) ?? 1) - 1);
    void Promise.resolve(answer).then(answered, answered);
    return answer;
  };
  return () => {
    prototype.query = query;
  };
}

/** The embedded engine has one query runner for everybody. */
function listenToSqlite(dataSource: DataSource, hear: Hear): () => void {
  const runner = dataSource.createQueryRunner() as QueryRunner & { query: Query };
  const { query } = runner;
  runner.query = function (this: QueryRunner, ...args: unknown[]) {
    hear(textOf(args[0]));
    return (query as Query).apply(this, args);
  } as typeof query;
  return () => {
    runner.query = query;
  };
}

/** Hears every statement that a server sends to its database, BEGIN and COMMIT included. */
export class StatementCounter {
  private readonly heard: string[] = [];
  private alongside = 0;
  private readonly detachFromDriver: () => void;

  constructor({ app }: TestServer) {
    const dataSource = app.get(DataSource);
    const hear: Hear = (sql, alongside = false) => {
      this.heard.push(sql);
      if (alongside) this.alongside += 1;
    };
    this.detachFromDriver = usesPostgres
      ? listenToPostgres(dataSource.driver.database, hear)
      : listenToSqlite(dataSource, hear);
  }

  /** The statements sent while `work` runs, in order. */
  async during(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.heard.length;
    await work();
    return this.heard.slice(before);
  }

  /** How often `work` has to wait for the database. */
  async roundTripsOf(work: () => Promise<unknown>): Promise<number> {
    const before = this.alongside;
    const statements = await this.during(work);
    return statements.length - (this.alongside - before);
  }

  detach(): void {
    this.detachFromDriver();
  }
}
