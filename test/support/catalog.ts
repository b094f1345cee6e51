import type { DataSource } from 'typeorm';

/** What PostgreSQL itself says a schema is, by the name of each thing. */
export type Catalog = Readonly<Record<string, string>>;

/** Partitions are copies of their table; TypeORM's own table is no part of the schema. */
const OURS = `c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND c.relname <> 'migrations'`;

const COLUMNS = `
  SELECT c.relname || '.' || a.attname AS name,
         concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                   'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS definition
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relkind IN ('r', 'p') AND ${OURS}`;

/** From version 18 on, NOT NULL is a constraint too: the columns say it already. */
const CONSTRAINTS = `
  SELECT c.relname || ': ' || k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.contype <> 'n' AND ${OURS}`;

const INDEXES = `
  SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition
    FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
   WHERE i.indrelid::regclass::text <> 'migrations' AND ${OURS}`;

const VIEWS = `
  SELECT c.relname AS name, pg_get_viewdef(c.oid) AS definition FROM pg_class c WHERE c.relkind = 'v' AND ${OURS}`;

const PARTITIONS = `
  SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS definition
    FROM pg_class c WHERE c.relkind = 'r' AND c.relispartition`;

/** With their state: a trigger that is switched off is another trigger. Those of partitions are copies. */
const TRIGGERS = `
  SELECT c.relname || ': ' || t.tgname AS name, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled) AS definition
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
   WHERE NOT t.tgisinternal AND ${OURS}`;

/** But for the layout of their text, which differs between a migration and the script for a DBA. */
const FUNCTIONS = `
  SELECT p.oid::regprocedure::text AS name, regexp_replace(pg_get_functiondef(p.oid), '\\s+', ' ', 'g') AS definition
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace`;

async function ask(dataSource: DataSource, ...queries: string[]): Promise<Catalog> {
  const found: Record<string, string> = {};
  for (const query of queries)
    for (const { name, definition } of await dataSource.query<{ name: string; definition: string }[]>(query))
      // An index on a partitioned table says ONLY; otherwise it is an index like any other.
      found[name] = definition.replace(' ON ONLY ', ' ON ');
  return Object.fromEntries(Object.entries(found).sort());
}

/** Columns, constraints and indexes: what the entities describe. */
export function readTables(dataSource: DataSource): Promise<Catalog> {
  return ask(dataSource, COLUMNS, CONSTRAINTS, INDEXES);
}

/** What only migrations make, besides. */
export function readExtras(dataSource: DataSource): Promise<Catalog> {
  return ask(dataSource, VIEWS, PARTITIONS, TRIGGERS, FUNCTIONS);
}

export async function readAll(dataSource: DataSource): Promise<Catalog> {
  return { ...(await readTables(dataSource)), ...(await readExtras(dataSource)) };
}
