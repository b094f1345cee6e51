import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { type Deferred, type DeferredInsert, inGroups, merge } from './deferred.js';
import { renumber, type RowCodec } from './row-codec.js';
import type { Result, Statement } from './sql-session.js';

/** unit: a transaction · single: one statement, atomic by itself · read: no transaction, no writes. */
export type ScopeKind = 'unit' | 'single' | 'read';

export type CodecOf = (entity: EntityTarget<ObjectLiteral>) => RowCodec<ObjectLiteral>;

/** What a scope needs of an engine. */
export interface Connection {
  readonly manager: EntityManager;
  query(statement: Statement): Promise<Result>;
}

const A_READ = /^\s*SELECT\b/i;
const NEEDS_A_UNIT = 'A write needs a unit of work: unitOfWork.run';

/** What runs between the begin and the end of one `run`, `runSingle` or `read`. */
export class Scope {
  isOver = false;
  /** The first failure inside; a unit that has one never commits, even if its caller swallowed the error. */
  failure: unknown;
  private statements = 0;
  private readonly deferred: Deferred[] = [];
  private readonly followUps: (() => void)[] = [];

  constructor(
    readonly kind: ScopeKind,
    private readonly connection: Connection,
    private readonly codecOf: CodecOf,
  ) {}

  manager(): EntityManager {
    this.assertOpen();
    if (this.kind === 'single') throw new Error('A single-statement unit takes a hand-written statement');
    return this.connection.manager;
  }

  async query(statement: Statement): Promise<Result> {
    this.assertOpen();
    if (this.kind === 'read' && !A_READ.test(statement.sql)) throw new Error(NEEDS_A_UNIT);
    if (this.kind === 'single' && ++this.statements > 1)
      throw new Error('A single-statement unit got a second statement');
    try {
      return await this.connection.query(statement);
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  defer(deferred: Deferred): void {
    this.assertOpen();
    if (this.kind !== 'unit') throw new Error(NEEDS_A_UNIT);
    this.deferred.push(deferred);
  }

  /** Keeps what is to follow the commit. */
  followUp(callback: () => void): void {
    this.assertOpen();
    if (this.kind === 'read') throw new Error(NEEDS_A_UNIT);
    this.followUps.push(callback);
  }

  takeFollowUps(): (() => void)[] {
    return this.followUps.splice(0);
  }

  async join<T>(kind: ScopeKind, work: () => Promise<T>): Promise<T> {
    if (this.kind === 'read' && kind !== 'read') throw new Error('A unit of work cannot start inside a read');
    try {
      return await work();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  /**
   * What was deferred, in order, in groups which a statement has parameters enough for. In a group, rows for one table
   * become one statement where they stand side by side or, with `regroup`, wherever they stand: that suits an engine
   * which checks foreign keys at the end of a statement.
   */
  takeDeferred(regroup: boolean, mostParameters: number): Statement[][] {
    const sizeOf = (item: Deferred) =>
      item.kind === 'statement'
        ? item.statement.parameters.length
        : this.codecOf(item.entity).parametersOf(item.rows);
    return inGroups(this.deferred.splice(0), mostParameters, sizeOf).map((group) =>
      merge(group, regroup).map((item) =>
        item.kind === 'statement' ? item.statement : this.toStatement(item),
      ),
    );
  }

  private toStatement({ entity, rows, onConflict, written }: DeferredInsert): Statement {
    this.followUps.push(...written);
    return this.codecOf(entity).insert(rows, onConflict);
  }

  private assertOpen(): void {
    if (this.isOver) throw new Error('The unit of work is over: a promise in it was not awaited');
  }
}

/** Several writes as one statement: PostgreSQL runs all of them, in one round trip; it fails if one that is demanded changes nothing. */
export function combine(statements: readonly Statement[]): Statement {
  const parameters: unknown[] = [];
  const parts = statements.map((statement) => {
    const sql = renumber(statement.sql, parameters.length);
    // One by one: as arguments of one call they would not all fit on the stack.
    for (const parameter of statement.parameters) parameters.push(parameter);
    return statement.demand === undefined ? sql : `${sql} RETURNING 1`;
  });
  const demanded = statements.flatMap(({ demand }, index) => (demand === undefined ? [] : [index + 1]));
  const last = demanded.length > 0 ? failUnlessAll(demanded) : (parts.pop() ?? '');
  const leading = parts.map((sql, index) => `w${index + 1} AS (${sql})`).join(', ');
  return { sql: leading ? `WITH ${leading} ${last}` : last, parameters };
}

/** Plain SQL has one way to fail on purpose: it divides by zero. */
function failUnlessAll(numbers: readonly number[]): string {
  const all = numbers.map((number) => `EXISTS (SELECT 1 FROM w${number})`).join(' AND ');
  return `SELECT 1 / CASE WHEN ${all} THEN 1 ELSE 0 END`;
}
