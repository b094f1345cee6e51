import type { DataSource } from 'typeorm';
import type { UnitOfWork } from '../../src/database/unit-of-work.js';

type Row = Record<string, unknown>;

/** Whether anybody waits for a lock, on PostgreSQL. */
export async function lockIsAwaited({ rows }: { readonly rows: Rows }): Promise<boolean> {
  const waits = "datname = current_database() AND wait_event_type = 'Lock'";
  return (await rows.count('pg_stat_activity', waits)) > 0;
}

/** Looks at the tables as a DBA would. */
export class Rows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  /** A SELECT with placeholders `$1` …; values are as the driver returns them. */
  async select(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql, parameters));
    return rows as Row[];
  }

  /** The plan of a statement, on PostgreSQL. */
  async explain(sql: string, parameters: readonly unknown[]): Promise<string> {
    const { rows } = await this.unitOfWork.run(() => this.unitOfWork.query(`EXPLAIN ${sql}`, parameters));
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  }

  /** The plan that PostgreSQL keeps for a prepared statement, whatever its parameters are. */
  async explainKept(sql: string): Promise<string> {
    const parameters = new Set(sql.match(/\$\d+/g)).size;
    const { rows } = await this.unitOfWork.run(async () => {
      await this.unitOfWork.query('SET LOCAL plan_cache_mode = force_generic_plan');
      await this.unitOfWork.query(`PREPARE kept AS ${sql}`);
      const values = Array<string>(parameters).fill('NULL').join();
      const plan = await this.unitOfWork.query(`EXPLAIN EXECUTE kept (${values})`);
      await this.unitOfWork.query('DEALLOCATE kept');
      return plan;
    });
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  }

  /** Any statement. @returns how many rows it changed */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const { affected } = await this.unitOfWork.run(() => this.unitOfWork.query(sql, parameters));
    return affected;
  }

  async count(table: string, where = '1 = 1', parameters: readonly unknown[] = []): Promise<number> {
    const [row] = await this.select(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, parameters);
    return Number(row?.n);
  }

  /** How many rows each table holds. */
  async counts(): Promise<Record<string, number>> {
    const tables = this.dataSource.entityMetadatas.map(({ tableName }) => tableName);
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = await this.count(table);
    return counts;
  }

  /** Everything in the database as text, to look for what must not be there. */
  async dump(): Promise<string> {
    const entities = this.dataSource.entityMetadatas.map(({ tableName }) => tableName);
    // The library that counts requests has no entity; on SQLite it has no table either.
    const tables = this.dataSource.options.type === 'postgres' ? [...entities, 'rate_limits'] : entities;
    const contents: unknown[] = [];
    for (const table of tables) contents.push(table, await this.select(`SELECT * FROM ${table}`));
    return JSON.stringify(contents);
  }

  /** The types of the events of a login, in order. */
  async eventsOf(contextId: string): Promise<string[]> {
    const sql = 'SELECT event_type FROM audit_logs WHERE context_id = $1 ORDER BY event_timestamp, log_id';
    return (await this.select(sql, [contextId])).map((row) => String(row.event_type));
  }
}
