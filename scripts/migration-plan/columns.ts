import type { ColumnDef, Constraint, Node, TypeName } from 'libpg-query';
import { brief, type Finding, lock, long, type Schema } from './finding.js';

/** Functions that give every row the same value: their result is kept once, and no row is written. */
const SAME_FOR_ALL = ['now', 'transaction_timestamp', 'statement_timestamp', 'current_setting'];
const SERIAL = /^(small|big)?serial\d?$/;
const BATCHES = 'add it without the default, set the default for new rows, fill the old ones in batches';

/** The function calls within an expression. */
export function callsIn(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return [];
  const call = (node as { FuncCall?: { funcname?: Node[] } }).FuncCall;
  const name = call?.funcname?.at(-1) as { String?: { sval?: string } } | undefined;
  const here = name?.String?.sval === undefined ? [] : [name.String.sval];
  return [...here, ...Object.values(node).flatMap(callsIn)];
}

export const typeName = ({ names = [] }: TypeName = {}): string =>
  names.map((name) => (name as { String?: { sval?: string } }).String?.sval ?? '').at(-1) ?? '';

export const constraintsOf = ({ constraints = [] }: ColumnDef): Constraint[] =>
  constraints.flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));

/** ALTER TABLE … ADD COLUMN, but for its constraints. */
export function addedColumn(table: string, column: ColumnDef): Finding {
  const locks = lock(table, 'AccessExclusiveLock');
  const constraints = constraintsOf(column);
  const has = (type: string) => constraints.find(({ contype }) => contype === type);
  if (has('CONSTR_IDENTITY') || SERIAL.test(typeName(column.typeName)))
    return long(locks, 'numbers every row: the table is rewritten', BATCHES);
  if (has('CONSTR_GENERATED'))
    return long(locks, 'a generated column is computed for every row: the table is rewritten', BATCHES);
  const fallback = has('CONSTR_DEFAULT');
  const varying = callsIn(fallback?.raw_expr).filter((name) => !SAME_FOR_ALL.includes(name));
  if (varying.length > 0)
    return long(
      locks,
      `the default (${varying.join(', ')}) may differ for each row: the table is rewritten`,
      BATCHES,
    );
  if (has('CONSTR_NOTNULL') && !fallback)
    return long(locks, 'NOT NULL without a default fails where there are rows', 'give it a constant default');
  return brief(locks, 'a change in the catalog alone; no row is written');
}

function lengthOf({ typmods = [] }: TypeName): number | undefined {
  const constant = typmods[0] as { A_Const?: { ival?: { ival?: number } } } | undefined;
  return constant?.A_Const?.ival?.ival;
}

/** Whether rows of the old type are rows of the new one: a longer limit or none. */
function isWidening(from: string | undefined, to: TypeName): boolean {
  const limit = /^character varying(?:\((\d+)\))?$/.exec(from ?? '');
  if (!limit) return from === 'text' && typeName(to) === 'text';
  if (typeName(to) === 'text') return true;
  const length = lengthOf(to);
  return (
    typeName(to) === 'varchar' &&
    (length === undefined || (limit[1] !== undefined && length >= Number(limit[1])))
  );
}

/** ALTER TABLE … ALTER COLUMN … TYPE. */
export function changedType(table: string, column: string, definition: ColumnDef, schema: Schema): Finding {
  const locks = lock(table, 'AccessExclusiveLock');
  const from = schema.typeOf(table, column);
  if (!definition.raw_default && definition.typeName && isWidening(from, definition.typeName))
    return brief(locks, `${from} holds nothing that the new type does not: a change in the catalog alone`);
  return long(
    locks,
    `every row is read and written anew, and every index of the column with it${from ? ` (it was ${from})` : ''}`,
    'add a column of the new type, write both, fill the old rows in batches, read the new one, drop the old one in a later release',
  );
}
