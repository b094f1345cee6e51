import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import { addedColumn, changedType, constraintsOf } from './columns.js';
import { addedConstraint } from './constraints.js';
import { brief, combine, type Finding, lock, long, safe, type Schema, unknown } from './finding.js';

const OLD_SERVERS = 'no server that runs may still use it: the last step of expand and contract';
const SWITCHES = /^AT_(Enable|Disable)(Always|Replica)?Trig(All|User)?$/;

type Rule = (table: string, command: AlterTableCmd, schema: Schema) => Finding;

const inCatalog: Rule = (table) => brief(lock(table, 'AccessExclusiveLock'), 'a change in the catalog alone');

function addColumn(table: string, { def }: AlterTableCmd): Finding {
  if (!def || !('ColumnDef' in def)) return unknown('ADD COLUMN');
  const kinds = ['CONSTR_FOREIGN', 'CONSTR_CHECK', 'CONSTR_PRIMARY', 'CONSTR_UNIQUE'];
  const constraints = constraintsOf(def.ColumnDef).filter(({ contype }) => kinds.includes(contype ?? ''));
  return combine([
    addedColumn(table, def.ColumnDef),
    ...constraints.map((constraint) => addedConstraint(table, constraint)),
  ]);
}

function validate(table: string, { name = '' }: AlterTableCmd, schema: Schema): Finding {
  const locks = [
    ...lock(table, 'ShareUpdateExclusiveLock'),
    ...lock(schema.referencedBy(table, name), 'RowShareLock'),
  ];
  return safe(locks, 'reads every row while others read and write');
}

function dropConstraint(table: string, { name = '' }: AlterTableCmd, schema: Schema): Finding {
  const tables = [table, schema.referencedBy(table, name)];
  return brief(
    tables.flatMap((one) => lock(one, 'AccessExclusiveLock')),
    'a change in the catalog alone',
  );
}

function partition(table: string, { def, subtype }: AlterTableCmd, schema: Schema): Finding {
  const command = def && 'PartitionCmd' in def ? def.PartitionCmd : undefined;
  const others = [command?.name?.relname, schema.defaultPartitionOf(table)];
  const locks = others.flatMap((one) => lock(one, 'AccessExclusiveLock'));
  if (subtype === 'AT_AttachPartition')
    return long(
      [...lock(table, 'ShareUpdateExclusiveLock'), ...locks],
      'reads the partition, and the default one, unless a CHECK of theirs says that no row is in the wrong place',
      'such a CHECK, added NOT VALID and validated before; for months of audit_logs and the archive: the job create-partitions',
    );
  return brief(
    [...lock(table, 'AccessExclusiveLock'), ...locks],
    'quick, but waits for everybody who uses the table, and all wait behind it',
    'for months of audit_logs and the archive: the job drop-partitions, which never waits',
  );
}

const RULES: Readonly<Record<string, Rule>> = {
  AT_AddColumn: addColumn,
  AT_AlterColumnType: (table, { name = '', def }, schema) =>
    def && 'ColumnDef' in def
      ? changedType(table, name, def.ColumnDef, schema)
      : unknown('ALTER COLUMN TYPE'),
  AT_AddConstraint: (table, { def }) =>
    def && 'Constraint' in def ? addedConstraint(table, def.Constraint) : unknown('ADD CONSTRAINT'),
  AT_ValidateConstraint: validate,
  AT_DropConstraint: dropConstraint,
  AT_AttachPartition: partition,
  AT_DetachPartition: partition,
  AT_SetNotNull: (table) =>
    long(
      lock(table, 'AccessExclusiveLock'),
      'reads every row, unless a validated CHECK (… IS NOT NULL) says that it need not',
      'ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT, SET NOT NULL, DROP CONSTRAINT',
    ),
  AT_DropColumn: (table) =>
    brief(
      lock(table, 'AccessExclusiveLock'),
      `a change in the catalog alone; the data is gone; ${OLD_SERVERS}`,
    ),
  AT_DropNotNull: inCatalog,
  AT_ColumnDefault: inCatalog,
  AT_ChangeOwner: inCatalog,
  AT_SetStatistics: (table) => safe(lock(table, 'ShareUpdateExclusiveLock'), 'others read and write'),
  AT_SetRelOptions: (table) =>
    safe(lock(table, 'ShareUpdateExclusiveLock'), 'holds for rows to come; others read and write'),
};

function ruleOf({ subtype = 'AT_AddColumn' }: AlterTableCmd): Rule | undefined {
  if (SWITCHES.test(subtype))
    return (table) => brief(lock(table, 'ShareRowExclusiveLock'), 'a change in the catalog alone');
  return RULES[subtype];
}

export function alterTable({ relation, cmds = [], objtype }: AlterTableStmt, schema: Schema): Finding {
  const table = relation?.relname ?? '';
  if (objtype !== 'OBJECT_TABLE') return unknown(`ALTER of ${objtype}`);
  return combine(
    cmds.map((node) => {
      const command = 'AlterTableCmd' in node ? node.AlterTableCmd : {};
      const rule = ruleOf(command);
      return (
        rule?.(table, command, schema) ??
        unknown(`ALTER TABLE, ${command.subtype}`, lock(table, 'AccessExclusiveLock'))
      );
    }),
  );
}
