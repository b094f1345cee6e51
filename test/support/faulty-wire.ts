import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { TestServer } from './create-app.js';
import { usesPostgres } from './test-config.js';

/**
 * refused: the database answers the statement with an error · severed: the connection breaks before the statement
 * arrives · lost: it is carried out, and the connection breaks before the answer is back.
 */
export type Fault = 'refused' | 'severed' | 'lost';

/** SQLite has no connection that could break, and its COMMIT is carried out or not. */
export const FAULTS: readonly Fault[] = usesPostgres ? ['refused', 'severed', 'lost'] : ['refused'];

type Send = (statement: unknown[]) => Promise<unknown>;
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

interface Plan {
  readonly fault: Fault;
  readonly from: number;
  readonly onwards: boolean;
}

/** Between the server and its database: counts what is sent and breaks what it is told to. */
export class FaultyWire {
  /** What was sent since the last `arm`. */
  sent: string[] = [];
  private plan: Plan | undefined;

  constructor(
    private readonly server: TestServer,
    private readonly restore: Array<() => void> = [],
  ) {
    if (usesPostgres) this.tapPostgres();
    else this.tapSqlite();
  }

  /** Breaks the statement number `from`, counted from one, and with `onwards` all that follow. */
  arm(fault: Fault, from: number, onwards = false): void {
    this.sent = [];
    this.plan = { fault, from, onwards };
  }

  /** @returns whether anything was broken */
  disarm(): boolean {
    const hasFired = this.plan !== undefined && this.sent.length >= this.plan.from;
    this.plan = undefined;
    return hasFired;
  }

  remove(): void {
    for (const undo of this.restore) undo();
  }

  private next(sql: string): Fault | undefined {
    if (!this.plan) return undefined;
    const { fault, from, onwards } = this.plan;
    const number = this.sent.push(sql);
    return number === from || (onwards && number > from) ? fault : undefined;
  }

  private tapSqlite(): void {
    const runner: QueryRunner = this.server.app.get(DataSource).createQueryRunner();
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (async (sql: string, ...rest: unknown[]) => {
      const fault = this.next(sql);
      // Undoing needs nothing from outside the process: it cannot fail where the rest can.
      if (fault && sql !== 'ROLLBACK') throw new Error('the database refused');
      return query(sql, ...rest);
    }) as QueryRunner['query'];
    this.restore.push(() => (runner.query = query as QueryRunner['query']));
  }

  private tapPostgres(): void {
    const prototype = pg.Client.prototype as unknown as { query: Query };
    const original = prototype.query;
    const next = (sql: string) => this.next(sql);
    prototype.query = function (this: pg.Client, ...args: unknown[]) {
      const config = args[0] as string | { text: string };
      const fault = next(typeof config === 'string' ? config : config.text);
      if (!fault) return original.apply(this, args);
      const callback = args.at(-1);
      const hasCallback = typeof callback === 'function';
      const plain = hasCallback ? args.slice(0, -1) : args;
      const send = (statement: unknown[]) => original.apply(this, statement) as Promise<unknown>;
      const broken = breakStatement(this, fault, plain, send);
      if (!hasCallback) return broken;
      broken.then(undefined, (error: unknown) => (callback as (error: unknown) => void)(error));
      return undefined;
    };
    this.restore.push(() => (prototype.query = original));
  }
}

async function breakStatement(
  client: pg.Client,
  fault: Fault,
  statement: unknown[],
  send: Send,
): Promise<unknown> {
  // In its place, one that the server refuses: a transaction is then in the state it would really be in. No division by zero,
  // by which PostgreSQL is made to say that a demand was not met.
  if (fault === 'refused') return send(["SELECT CAST('refused' AS integer)"]);
  if (fault === 'lost') await send(statement);
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
  stream.destroy();
  return send(statement);
}
