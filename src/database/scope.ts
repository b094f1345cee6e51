import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { renumber, type RowCodec } from './row-codec.js';
import type { Result, Statement } from './sql-session.js';

/** unit: a transaction · single: one statement, atomic by itself · read: no transaction, no writes. */
export type ScopeKind = 'unit' | 'single' | 'read';

export type CodecOf = (entity: EntityTarget<ObjectLiteral>) => RowCodec<ObjectLiteral>;

interface DeferredInsert {
  readonly kind: 'insert';
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly rows: readonly Partial<Record<string, unknown>>[];
  readonly onConflict: string;
  /** Follows the commit of the statement that holds the rows. */
  readonly written: readonly (() => void)[];
}

export type Deferred = DeferredInsert | { readonly kind: 'statement'; readonly statement: Statement };

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
   * What was deferred, in order. Rows for one table become one statement where they stand side by side or, with
   * `regroup`, wherever they stand: that suits an engine which checks foreign keys at the end of a statement.
   */
  takeDeferred(regroup: boolean): Statement[] {
    const merged: Deferred[] = [];
    for (const next of this.deferred.splice(0)) {
      const index = regroup ? merged.findIndex((item) => belongTogether(item, next)) : merged.length - 1;
      const twin = merged[index];
      if (twin?.kind === 'insert' && next.kind === 'insert' && belongTogether(twin, next)) {
        const written = [...twin.written, ...next.written];
        merged[index] = { ...twin, rows: [...twin.rows, ...next.rows], written };
      } else merged.push(next);
    }
    return merged.map((item) => (item.kind === 'statement' ? item.statement : this.toStatement(item)));
  }

  private toStatement({ entity, rows, onConflict, written }: DeferredInsert): Statement {
    this.followUps.push(...written);
    return this.codecOf(entity).insert(rows, onConflict);
  }

  private assertOpen(): void {
    if (this.isOver) throw new Error('The unit of work is over: a promise in it was not awaited');
  }
}

function belongTogether(item: Deferred, next: Deferred): boolean {
  return (
    item.kind === 'insert' &&
    next.kind === 'insert' &&
    item.entity === next.entity &&
    item.onConflict === next.onConflict
  );
}

/** Several writes as one statement: PostgreSQL runs all of them, in one round trip; it fails if one that is demanded changes nothing. */
export function combine(statements: readonly Statement[]): Statement {
  const parameters: unknown[] = [];
  const parts = statements.map((statement) => {
    const sql = renumber(statement.sql, parameters.length);
    parameters.push(...statement.parameters);
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
