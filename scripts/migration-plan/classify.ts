import type {
  CreateStmt,
  DropStmt,
  IndexStmt,
  Node,
  PartitionBoundSpec,
  RenameStmt,
  ViewStmt,
} from 'libpg-query';
import { loadModule, parseSync } from 'libpg-query';
import { alterTable } from './alter-table.js';
import { changing, inserting, selecting } from './changes.js';
import { constraintsOf } from './columns.js';
import { foreignKeyLocks } from './constraints.js';
import { brief, combine, type Finding, lock, long, safe, type Schema, unknown } from './finding.js';

const CONCURRENTLY = 'CONCURRENTLY, in a migration of its own with transaction = false';
const HARMLESS = 'touches no table';

function createPartition(bound: PartitionBoundSpec, parents: readonly string[], schema: Schema): Finding {
  const locks = [...parents, ...parents.map((table) => schema.defaultPartitionOf(table))].flatMap((table) =>
    lock(table, 'AccessExclusiveLock'),
  );
  const waits = 'waits for everybody who uses the parent, and all wait behind it';
  if (bound.is_default) return brief(locks, waits);
  return long(
    locks,
    `${waits}; reads the default partition, if there is one`,
    'make the table by itself and ATTACH it, or leave it to the job create-partitions',
  );
}

function createTable({ tableElts = [], partbound, inhRelations = [] }: CreateStmt, schema: Schema): Finding {
  const constraints = tableElts.flatMap((node) => {
    if ('Constraint' in node) return [node.Constraint];
    return 'ColumnDef' in node ? constraintsOf(node.ColumnDef) : [];
  });
  const keys = constraints.filter(({ contype }) => contype === 'CONSTR_FOREIGN');
  const parents = inhRelations.flatMap((node) => ('RangeVar' in node ? [node.RangeVar.relname ?? ''] : []));
  if (partbound) return createPartition(partbound, parents, schema);
  if (keys.length === 0) return safe([], 'a new table, which nobody uses');
  return brief(
    keys.flatMap((key) => foreignKeyLocks(undefined, key)),
    'writers of the tables it refers to wait for a moment',
  );
}

function createIndex({ relation, concurrent }: IndexStmt): Finding {
  const table = relation?.relname;
  if (concurrent)
    return safe(lock(table, 'ShareUpdateExclusiveLock'), 'reads the table twice while others read and write');
  return long(lock(table, 'ShareLock'), 'nobody can write while it is built', `CREATE INDEX ${CONCURRENTLY}`);
}

/** @param at which part of a dotted name: the last, or the one before, which for a trigger is the table */
function namesOf(objects: readonly Node[], at = -1): string[] {
  return objects.map((node) => {
    const parts = 'List' in node ? (node.List.items ?? []) : [];
    const part = parts.at(at);
    return part && 'String' in part ? (part.String.sval ?? '') : '';
  });
}

const GONE = 'no server that runs may still use it';

function dropIndex(names: readonly string[], concurrent: boolean, schema: Schema): Finding {
  const mode = concurrent ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock';
  const locks = names.flatMap((name) => lock(schema.tableOf(name), mode));
  if (concurrent) return safe(locks, 'waits until nobody uses it, and hinders nobody');
  return brief(locks, 'quick, but nobody can read or write meanwhile', `DROP INDEX ${CONCURRENTLY}`);
}

const allOf = (names: readonly string[]) => names.flatMap((name) => lock(name, 'AccessExclusiveLock'));

function drop({ removeType, objects = [], concurrent = false }: DropStmt, schema: Schema): Finding {
  const names = namesOf(objects);
  switch (removeType) {
    case 'OBJECT_INDEX':
      return dropIndex(names, concurrent, schema);
    case 'OBJECT_TABLE':
      return brief(
        allOf(names.flatMap((name) => [name, ...schema.referencesOf(name)])),
        `the data is gone; ${GONE}`,
      );
    case 'OBJECT_VIEW':
      return brief(allOf(names), GONE);
    case 'OBJECT_TRIGGER':
      return brief(allOf(namesOf(objects, -2)), 'a change in the catalog alone');
    case 'OBJECT_FUNCTION':
      return safe([], HARMLESS);
    default:
      return unknown(`DROP of ${removeType}`);
  }
}

function rename({ relation, renameType }: RenameStmt): Finding {
  const name = relation?.relname;
  if (renameType === 'OBJECT_INDEX') return safe([], 'nobody names an index in a query');
  return brief(
    lock(name, 'AccessExclusiveLock'),
    'a change in the catalog alone, after which servers that run use a name that is gone',
    'add the new name beside the old one, and drop the old one in a later release',
  );
}

function createView({ view, replace }: ViewStmt): Finding {
  if (!replace) return safe([], 'a new view, which nobody uses');
  return brief(lock(view?.relname, 'AccessExclusiveLock'), 'a change in the catalog alone');
}

const quiet = () => safe([], HARMLESS);

/** By the names of PostgreSQL's own syntax tree. */
type Rules = Readonly<Record<string, (statement: never, schema: Schema) => Finding>>;

const RULES: Rules = {
  AlterTableStmt: alterTable,
  CreateStmt: createTable,
  IndexStmt: createIndex,
  DropStmt: drop,
  RenameStmt: rename,
  UpdateStmt: changing,
  DeleteStmt: changing,
  SelectStmt: selecting,
  ViewStmt: createView,
  InsertStmt: inserting,
  TruncateStmt: ({ relations = [] }: { relations?: { RangeVar?: { relname?: string } }[] }) =>
    brief(
      relations.flatMap(({ RangeVar }) => lock(RangeVar?.relname, 'AccessExclusiveLock')),
      'the data is gone',
    ),
  CreateTrigStmt: ({ relation }: { relation?: { relname?: string } }) =>
    brief(
      lock(relation?.relname, 'ShareRowExclusiveLock'),
      'a change in the catalog alone; writers wait for a moment',
    ),
  DoStmt: () => unknown('a DO block'),
  CreateFunctionStmt: quiet,
  AlterFunctionStmt: quiet,
  CreateSeqStmt: quiet,
  CreateSchemaStmt: quiet,
  GrantStmt: quiet,
  GrantRoleStmt: quiet,
  VariableSetStmt: quiet,
};

export const loadParser = loadModule;

/** What a text of one or more statements does to others. {@link loadParser} comes first. */
export function classify(sql: string, schema: Schema): Finding {
  let statements: Node[];
  try {
    statements = (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => stmt ?? []);
  } catch (error) {
    return unknown(error instanceof Error ? error.message : 'it cannot be parsed');
  }
  const findings = statements.flatMap((statement) =>
    Object.entries(statement).map(
      ([kind, content]) => RULES[kind]?.(content as never, schema) ?? unknown(kind),
    ),
  );
  return findings.length > 0 ? combine(findings) : safe([], 'nothing to do');
}

/** The statements of a script, each as it was written. */
export function statementsIn(script: string): string[] {
  const bytes = Buffer.from(script);
  return (parseSync(script).stmts ?? []).map(({ stmt_location: start = 0, stmt_len: length }) =>
    bytes.subarray(start, length === undefined ? undefined : start + length).toString(),
  );
}

/** The tables that a text creates: nobody uses them yet, whatever is done to them in the same plan. */
export function created(sql: string): string[] {
  try {
    return (parseSync(sql).stmts ?? []).flatMap(({ stmt }) =>
      stmt && 'CreateStmt' in stmt ? [stmt.CreateStmt.relation?.relname ?? ''] : [],
    );
  } catch {
    return [];
  }
}
