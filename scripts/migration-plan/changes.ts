import type { DeleteStmt, InsertStmt, Node, SelectStmt, UpdateStmt, WithClause } from 'libpg-query';
import { combine, type Finding, lock, long, look, safe, unknown } from './finding.js';

const ROWS = 'in batches by key, each in a transaction of its own';
const QUIET = 'others read and write';

function insert({ relation, onConflictClause }: InsertStmt): Finding {
  const locks = lock(relation?.relname, 'RowExclusiveLock');
  if (onConflictClause?.action !== 'ONCONFLICT_UPDATE') return safe(locks, QUIET);
  return look(
    locks,
    'locks the rows that are there already until the end of the transaction: how many are they?',
    `if they are many, ${ROWS}`,
  );
}

function change({ relation, whereClause }: UpdateStmt | DeleteStmt): Finding {
  const locks = lock(relation?.relname, 'RowExclusiveLock');
  if (!whereClause) return long(locks, 'every row is locked until the end of the transaction', ROWS);
  return look(
    locks,
    'locks the rows it finds until the end of the transaction: how many are they?',
    `if they are many, ${ROWS}`,
  );
}

/** What the queries of a WITH do, which may be more than the statement that they belong to does. */
function queriesOf({ ctes = [] }: WithClause = {}): Finding[] {
  return ctes.map((node) => {
    const query = 'CommonTableExpr' in node ? node.CommonTableExpr.ctequery : undefined;
    return query ? queryOf(query) : unknown('a WITH without a query');
  });
}

function queryOf(query: Node): Finding {
  if ('InsertStmt' in query) return inserting(query.InsertStmt);
  if ('UpdateStmt' in query) return changing(query.UpdateStmt);
  if ('DeleteStmt' in query) return changing(query.DeleteStmt);
  if ('SelectStmt' in query) return combine([safe([], QUIET), ...queriesOf(query.SelectStmt.withClause)]);
  return unknown(Object.keys(query).join());
}

export const inserting = (statement: InsertStmt): Finding =>
  combine([insert(statement), ...queriesOf(statement.withClause)]);

export const changing = (statement: UpdateStmt | DeleteStmt): Finding =>
  combine([change(statement), ...queriesOf(statement.withClause)]);

/** A query that stands alone is there for what it calls, which nothing here can tell. */
export const selecting = ({ withClause }: SelectStmt): Finding =>
  combine([unknown('SelectStmt'), ...queriesOf(withClause)]);
