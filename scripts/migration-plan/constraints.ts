import type { Constraint } from 'libpg-query';
import { brief, type Finding, type Lock, lock, long, unknown } from './finding.js';

const VALIDATE_LATER = 'add it NOT VALID, and VALIDATE CONSTRAINT in a migration of its own';
const BY_INDEX = 'CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX';

function checked(constraint: Constraint, locks: readonly Lock[], what: string): Finding {
  if (constraint.skip_validation) return brief(locks, `${what}, which old rows are not held to yet`);
  return long(locks, `${what}: every row is checked under the lock`, VALIDATE_LATER);
}

/** A constraint that a table gets which exists already. */
export function addedConstraint(table: string, constraint: Constraint): Finding {
  const locks = lock(table, 'AccessExclusiveLock');
  switch (constraint.contype) {
    case 'CONSTR_FOREIGN':
      return checked(constraint, foreignKeyLocks(table, constraint), 'a foreign key');
    case 'CONSTR_CHECK':
      return checked(constraint, locks, 'a check');
    case 'CONSTR_NOTNULL':
      return checked(constraint, locks, 'NOT NULL');
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      if (constraint.indexname) return brief(locks, 'takes over an index that is there');
      return long(locks, 'builds its index while nobody can read or write', BY_INDEX);
    default:
      return unknown(`a constraint of the kind ${constraint.contype}`, locks);
  }
}

/** Both tables: the referenced one gets triggers. */
export function foreignKeyLocks(table: string | undefined, { pktable }: Constraint): Lock[] {
  return [...lock(table, 'ShareRowExclusiveLock'), ...lock(pktable?.relname, 'ShareRowExclusiveLock')];
}
