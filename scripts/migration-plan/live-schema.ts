import type { DataSource } from 'typeorm';
import type { Schema } from './finding.js';

interface Facts {
  readonly indexes: Map<string, string>;
  readonly columns: Map<string, string>;
  readonly references: Map<string, string>;
  readonly defaults: Map<string, string>;
  /** Rows as the planner estimates them, where it can; partitions count for their table. */
  readonly rows: Map<string, number>;
}

const INDEXES = `
  SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS value FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = current_schema()::regnamespace`;
const COLUMNS = `
  SELECT c.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS value
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace`;
const REFERENCES = `
  SELECT c.relname || '.' || k.conname AS name, k.confrelid::regclass::text AS value
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace`;
const DEFAULTS = `
  SELECT p.partrelid::regclass::text AS name, p.partdefid::regclass::text AS value
    FROM pg_partitioned_table p WHERE p.partdefid <> 0`;
/** As the planner estimates: so many to a page when last analysed, times the pages there are. Of what never was, nothing is known. */
const ROWS = `
  SELECT c.relname AS name, CASE WHEN count(known.rows) = count(*) THEN round(sum(known.rows))::bigint::text END AS value
    FROM pg_class c
    CROSS JOIN LATERAL (SELECT c.oid UNION SELECT relid FROM pg_partition_tree(c.oid)) AS tree (oid)
    JOIN pg_class part ON part.oid = tree.oid AND part.relkind = 'r'
    CROSS JOIN LATERAL (SELECT pg_relation_size(part.oid) / current_setting('block_size')::int AS pages) AS size
    CROSS JOIN LATERAL (SELECT CASE WHEN size.pages = 0 THEN 0
                                    WHEN part.reltuples >= 0 AND part.relpages > 0
                                    THEN part.reltuples / part.relpages * size.pages END AS rows) AS known
   WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
   GROUP BY c.relname`;

/** What the database itself knows of its tables. */
export class LiveSchema implements Schema {
  private constructor(private readonly facts: Facts) {}

  static async of(dataSource: DataSource): Promise<LiveSchema> {
    const ask = async (sql: string) => {
      const rows = await dataSource.query<{ name: string; value: string | null }[]>(sql);
      return new Map(rows.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
    };
    const rows = await ask(ROWS);
    return new LiveSchema({
      indexes: await ask(INDEXES),
      columns: await ask(COLUMNS),
      references: await ask(REFERENCES),
      defaults: await ask(DEFAULTS),
      rows: new Map([...rows].map(([name, value]) => [name, Number(value)])),
    });
  }

  static get empty(): LiveSchema {
    return new LiveSchema({
      indexes: new Map(),
      columns: new Map(),
      references: new Map(),
      defaults: new Map(),
      rows: new Map(),
    });
  }

  tableOf(index: string): string | undefined {
    return this.facts.indexes.get(index);
  }

  typeOf(table: string, column: string): string | undefined {
    return this.facts.columns.get(`${table}.${column}`);
  }

  referencedBy(table: string, constraint: string): string | undefined {
    return this.facts.references.get(`${table}.${constraint}`);
  }

  referencesOf(table: string): string[] {
    const keys = [...this.facts.references].filter(([name]) => name.startsWith(`${table}.`));
    return [...new Set(keys.map(([, target]) => target))].filter((target) => target !== table);
  }

  defaultPartitionOf(table: string): string | undefined {
    return this.facts.defaults.get(table);
  }

  rowsOf(table: string): number | undefined {
    return this.facts.rows.get(table);
  }
}
