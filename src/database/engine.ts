import type { DataSource } from 'typeorm';
import type { MaintenancePool } from './maintenance-pool.js';
import { watchOf } from './database-watch.js';
import { Abandoned } from './abandoned.js';
import { isDivisionByZero } from './database-errors.js';
import { dialectOf } from './dialect.js';
import { combine, Scope, type CodecOf, type ScopeKind } from './scope.js';
import { askPool, PostgresSession, SqliteSession, type Statement } from './sql-session.js';

type Work<T> = (scope: Scope) => Promise<T>;

/** How the two databases differ in running a unit of work. */
export abstract class Engine {
  abstract open<T>(kind: ScopeKind, codecOf: CodecOf, work: Work<T>): Promise<T>;

  /** What jobs run on: by default the same. */
  forMaintenance(): Promise<Engine> {
    return Promise.resolve(this);
  }

  protected async finish<T>(scope: Scope, work: Work<T>): Promise<T> {
    try {
      const result = await work(scope);
      if (scope.failure !== undefined) throw scope.failure as Error;
      return result;
    } finally {
      scope.isOver = true;
    }
  }
}

export class PostgresEngine extends Engine {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepared: boolean,
    private readonly maintenance?: MaintenancePool,
  ) {
    super();
  }

  override async forMaintenance(): Promise<Engine> {
    if (!this.maintenance) return this;
    // Its statements come seldom: plans kept for them would only take memory.
    return new PostgresEngine(await this.maintenance.open(), false);
  }

  open<T>(kind: ScopeKind, codecOf: CodecOf, work: Work<T>): Promise<T> {
    if (kind === 'unit') return watchOf(this.dataSource).transaction(() => this.transaction(codecOf, work));
    const pool = {
      manager: this.dataSource.manager,
      query: (statement: Parameters<typeof askPool>[1]) => askPool(this.dataSource, statement, this.prepared),
    };
    return this.finish(new Scope(kind, pool, codecOf), work);
  }

  private async transaction<T>(codecOf: CodecOf, work: Work<T>): Promise<T> {
    const session = new PostgresSession(this.dataSource, this.prepared);
    const scope = new Scope('unit', session, codecOf);
    let deferred: readonly Statement[] = [];
    try {
      const result = await this.finish(scope, work);
      const groups = scope.takeDeferred(true, dialectOf(this.dataSource).mostParameters);
      deferred = groups.flat();
      await this.end(session, groups.map(combine));
      return result;
    } catch (error) {
      await session.rollback();
      const demand = deferred.find((statement) => statement.demand !== undefined)?.demand;
      throw demand !== undefined && isDivisionByZero(error) ? new Abandoned(demand) : error;
    } finally {
      await session.release();
    }
  }

  private async end(session: PostgresSession, statements: readonly Statement[]): Promise<void> {
    const last = statements.at(-1);
    // A unit that only adds rows is one statement, and a statement is atomic without BEGIN and COMMIT.
    if (!session.hasBegun && statements.length < 2) {
      if (last) await askPool(this.dataSource, last, this.prepared);
      return;
    }
    for (const statement of statements.slice(0, -1)) await session.query(statement);
    await session.commit(last);
  }
}

export class EmbeddedEngine extends Engine {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  open<T>(kind: ScopeKind, codecOf: CodecOf, work: Work<T>): Promise<T> {
    const turn = this.tail.then(() =>
      kind === 'unit'
        ? watchOf(this.dataSource).transaction(() => this.take(kind, codecOf, work))
        : this.take(kind, codecOf, work),
    );
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async take<T>(kind: ScopeKind, codecOf: CodecOf, work: Work<T>): Promise<T> {
    const session = new SqliteSession(this.dataSource.createQueryRunner());
    const scope = new Scope(kind, session, codecOf);
    if (kind === 'read') return this.finish(scope, work);
    await session.begin();
    try {
      const result = await this.finish(scope, work);
      for (const statement of scope.takeDeferred(false, dialectOf(this.dataSource).mostParameters).flat()) {
        const { affected } = await session.query(statement);
        if (statement.demand !== undefined && affected === 0) throw new Abandoned(statement.demand);
      }
      await session.commit();
      return result;
    } catch (error) {
      await session.rollback();
      throw error;
    }
  }
}
