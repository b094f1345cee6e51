import pg from 'pg';
import type { Job } from '../../src/common/jobs.js';
import { Jobs } from '../../src/common/jobs.js';
import { rowsOf } from './batches.js';
import { createTestServer, type TestOptions, type TestServer } from './create-app.js';

/** A server on PostgreSQL with its two jobs for partitions, and a DBA's own connection beside it. */
export class PartitionLab {
  private constructor(
    readonly server: TestServer,
    readonly dba: pg.Client,
    /** Runs the jobs; by default the server that answers the requests. */
    private readonly worker = server,
  ) {}

  static async open(options?: TestOptions): Promise<PartitionLab> {
    const server = await createTestServer(options);
    return new PartitionLab(server, await connectTo(server));
  }

  /** With a second server for the jobs, whose patience is its own: requests may wait for a lock as long as said, jobs for ever. */
  static async openWithWorker(patienceMs: number): Promise<PartitionLab> {
    const server = await createTestServer({ env: { DB_LOCK_TIMEOUT: String(patienceMs) } });
    const databaseUrl = urlOf(server);
    const worker = await createTestServer({ databaseUrl, env: { DB_LOCK_TIMEOUT: '0' } });
    return new PartitionLab(server, await connectTo(server), worker);
  }

  async close(): Promise<void> {
    await this.dba.end();
    if (this.worker !== this.server) await this.worker.close();
    await this.server.close();
  }

  job(name: 'create-partitions' | 'drop-partitions'): Job {
    const job = this.worker.app.get(Jobs).find(name);
    if (!job) throw new Error(`There is no job ${name}`);
    return job;
  }

  /** Batches until nothing is due, as the scheduler would run them. */
  async finish(name: 'create-partitions' | 'drop-partitions', limit = 1000): Promise<void> {
    for (let batches = 0; (await this.job(name).due()) > 0; batches++) {
      if (batches === 200) throw new Error(`${name} does not come to an end`);
      await rowsOf(this.job(name).batch(limit));
    }
  }

  /** The tables that hold rows of the audit trail, or could. */
  async partitions(table = 'audit_logs'): Promise<string[]> {
    const { rows } = await this.dba.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relname ~ ('^' || $1 || '_') AND relkind = 'r' ORDER BY 1`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  /** All audit rows, wherever they are. */
  async trail(): Promise<unknown[]> {
    return (await this.dba.query('SELECT * FROM audit_logs ORDER BY log_id')).rows;
  }

  async create(table: string, month: string): Promise<void> {
    const { rows } = await this.dba.query('SELECT partitions_create($1, $2) AS outcome', [
      table,
      `${month}-01`,
    ]);
    if (rows[0].outcome !== 'created') throw new Error(`${table} of ${month}: ${rows[0].outcome}`);
  }

  /** A month of the audit trail in the past, with a row in it. */
  async makeMonth(month: string): Promise<void> {
    await this.create('audit_logs', month);
    await this.addRow(`${month}-15T00:00:00Z`);
  }

  async addRow(when: string): Promise<void> {
    await this.dba.query(
      `INSERT INTO audit_logs (log_id, event_timestamp, event_type, event_category, event_severity, event_outcome,
                               correlation_id, event_details)
       VALUES (gen_random_uuid(), $1, 'auth.old', 'AUTH', 'INFO', 'SUCCESS', 'old', '{}')`,
      [when],
    );
  }
}

const urlOf = ({ config: { database } }: TestServer) => (database.kind === 'postgres' ? database.url : '');

export async function connectTo(server: TestServer): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(server) });
  await client.connect();
  return client;
}
