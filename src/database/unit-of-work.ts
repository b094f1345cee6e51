import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import { Abandoned } from './abandoned.js';
import { translateDatabaseError } from './database-errors.js';
import { type Dialect, dialectOf } from './dialect.js';
import { Engine } from './engine.js';
import type { RowCodec } from './row-codec.js';
import { RowCodecs } from './row-codecs.js';
import { Scope, type ScopeKind } from './scope.js';
import { SealGuard } from './seal-guard.js';
import { Seals } from './seals.js';
import type { Result, Row } from './sql-session.js';

/**
 * The only way to the database. A unit travels by AsyncLocalStorage; an inner `run` joins the outer one.
 * On SQLite, whose one connection serves everybody, outer units and reads queue one behind the other.
 */
@Injectable()
export class UnitOfWork implements OnApplicationShutdown {
  private readonly logger = new Logger('unit-of-work');
  private readonly scopes = new AsyncLocalStorage<Scope>();
  private readonly engines = new AsyncLocalStorage<Engine>();
  private readonly codecs: RowCodecs;
  private readonly guard: SealGuard;
  /** Where the two engines want different words in a hand-written statement. */
  readonly dialect: Dialect;

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    private readonly engine: Engine,
    seals: Seals,
  ) {
    this.codecs = new RowCodecs(dataSource, seals);
    this.guard = new SealGuard(dataSource);
    this.dialect = dialectOf(dataSource);
  }

  /** Everything written by `work` commits together or not at all; what `work` returns is returned after the commit. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.within('unit', work);
  }

  /**
   * A unit that may give up: when `work` throws Abandoned, everything is undone and the Abandoned is returned. Must be
   * the outermost unit, since an inner one cannot be undone alone.
   */
  async attempt<T>(work: () => Promise<T>): Promise<T | Abandoned> {
    if (this.isInside()) throw new Error('Only an outermost unit of work can be abandoned');
    try {
      return await this.run(work);
    } catch (error) {
      if (error instanceof Abandoned) return error;
      throw error;
    }
  }

  /** A unit of exactly one statement: atomic by itself, so it needs no BEGIN and COMMIT. A second statement throws. */
  runSingle<T>(work: () => Promise<T>): Promise<T> {
    return this.within('single', work);
  }

  /** Reads outside a transaction; inside a unit it joins it. Writing in it throws. */
  read<T>(work: () => Promise<T>): Promise<T> {
    return this.within('read', work);
  }

  /** Whatever unit or read `work` opens, it opens on the pool of maintenance, as the role of maintenance. */
  async maintain<T>(work: () => Promise<T>): Promise<T> {
    if (this.isInside()) throw new Error('Maintenance cannot start inside a unit of work');
    return this.engines.run(await this.engine.forMaintenance(), work);
  }

  /** TypeORM's repository on the connection of the running unit or read. Not for entities with sealed columns. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    this.guard.checkEntity(entity);
    return this.scope().manager().getRepository(entity);
  }

  /** A hand-written statement with placeholders `$1`, `$2` …, on both engines. */
  query(sql: string, parameters: readonly unknown[] = []): Promise<Result> {
    this.guard.checkStatement(sql, parameters);
    return this.scope().query({ sql, parameters });
  }

  /** The entities in the rows of a hand-written SELECT or `… RETURNING`, in which `{columns}` stands for their columns. */
  async entities<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<E[]> {
    const codec = this.codecs.of(entity);
    const { rows } = await this.query(sql.replace('{columns}', codec.columnList), parameters);
    return rows.map((row) => codec.hydrate(row));
  }

  /** Seals and opens single values of sealed columns, for statements written by hand. */
  sealsOf<E extends ObjectLiteral>(entity: EntityTarget<E>): Pick<RowCodec<E>, 'seal' | 'open'> {
    return this.codecs.of(entity);
  }

  hydrate<E extends ObjectLiteral>(entity: EntityTarget<E>, row: Row, prefix = ''): E {
    return this.codecs.of(entity).hydrate(row, prefix);
  }

  columns<E extends ObjectLiteral>(entity: EntityTarget<E>, alias: string, prefix: string): string {
    return this.codecs.of(entity).select(alias, prefix);
  }

  /**
   * Adds rows when the unit ends, in one round trip with everything else that was added or deferred. They are not
   * visible to the unit's own reads.
   * @param onConflict e.g. `ON CONFLICT DO NOTHING`
   * @param written as `afterCommit`, but only if the rows were in a statement of the unit
   */
  insert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: readonly Partial<Record<keyof E, unknown>>[],
    onConflict = '',
    ...written: (() => void)[]
  ): void {
    this.scope().defer({ kind: 'insert', entity, rows, onConflict, written });
  }

  /** Adds a row at once, for whoever must know whether it was new. */
  insertNow<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    row: Partial<Record<keyof E, unknown>>,
    onConflict: string,
  ): Promise<Result> {
    return this.insertAllNow(entity, [row], onConflict);
  }

  /** Adds rows at once, by one statement; together they must have fewer than 32 766 columns, which is what SQLite takes. */
  insertAllNow<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: readonly Partial<Record<keyof E, unknown>>[],
    onConflict: string,
  ): Promise<Result> {
    return this.scope().query(this.codecs.of(entity).insert(rows, onConflict));
  }

  /** Runs when the unit ends, on rows that nothing else touches. @param demand why the unit is abandoned, as in `attempt`, if it changes none */
  defer(sql: string, parameters: readonly unknown[], demand?: string): void {
    this.guard.checkStatement(sql, parameters);
    this.scope().defer({ kind: 'statement', statement: { sql, parameters, demand } });
  }

  /** Follows the commit of the running unit, but no rollback; its failure never reaches the caller, to whom the commit is a fact. */
  afterCommit(callback: () => void): void {
    this.scope().followUp(callback);
  }

  /** Otherwise every promise of the process would go on paying for it. */
  onApplicationShutdown(): void {
    this.scopes.disable();
    this.engines.disable();
  }

  private isInside(): boolean {
    return this.scopes.getStore()?.isOver === false;
  }

  private scope(): Scope {
    const scope = this.scopes.getStore();
    if (!scope) throw new Error('The database was used outside a unit of work');
    return scope;
  }

  private async within<T>(kind: ScopeKind, work: () => Promise<T>): Promise<T> {
    const outer = this.scopes.getStore();
    if (outer && !outer.isOver) return outer.join(kind, work);
    const opened: Scope[] = [];
    try {
      const engine = this.engines.getStore() ?? this.engine;
      const result = await engine.open(
        kind,
        (entity) => this.codecs.of(entity),
        (scope) => {
          opened.push(scope);
          return this.scopes.run(scope, work);
        },
      );
      this.follow(opened.flatMap((scope) => scope.takeFollowUps()));
      return result;
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  private follow(callbacks: readonly (() => void)[]): void {
    for (const callback of callbacks) {
      try {
        callback();
      } catch (error) {
        this.logger.error('What was to follow a commit failed', error);
      }
    }
  }
}
