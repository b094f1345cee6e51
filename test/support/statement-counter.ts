import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { TestServer } from './create-app.js';
import { usesPostgres } from './test-config.js';

type Query = (...args: unknown[]) => unknown;
type Hear = (sql: string) => void;

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);
}

/** Every connection of the process sends by this one method, those of the pool too. */
function listenToPostgres(database: string | undefined, hear: Hear): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (this: { database?: string }, ...args: unknown[]) {
    if (this.database === database) hear(textOf(args[0]));
    return query.apply(this, args);
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
  private readonly detachFromDriver: () => void;

  constructor({ app }: TestServer) {
    const dataSource = app.get(DataSource);
    const hear = (sql: string): void => void this.heard.push(sql);
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

  detach(): void {
    this.detachFromDriver();
  }
}
