/** Multiplies what one person left: the same rows for very many others, with ids and times of their own. */
import type { Client } from 'pg';

/** Tables that grow with logins. */
export const TABLES = [
  'auth_contexts',
  'auth_transactions',
  'drs_evaluations',
  'sessions',
  'tokens',
  'trusted_devices',
  'esign_acceptances',
  'audit_logs',
] as const;

/** Columns whose values name a row, a person or a device. The same value becomes the same one everywhere. */
const NAMES = new Set([
  'context_id',
  'transaction_id',
  'parent_transaction_id',
  'session_id',
  'token_id',
  'token_value_hash',
  'parent_token_id',
  'evaluation_id',
  'drs_action_token_hash',
  'acceptance_id',
  'log_id',
  'correlation_id',
  'cupid',
  'device_id',
  'device_fingerprint_hash',
]);

interface Column {
  readonly name: string;
  readonly type: string;
  readonly length: number | null;
}

function value({ name, type, length }: Column): string {
  if (type.startsWith('timestamp')) return `t.${name} - back.by`;
  if (!NAMES.has(name)) return `t.${name}`;
  const made = `md5(t.${name} || ':' || g)`;
  if (type === 'uuid') return `md5(t.${name}::text || ':' || g)::uuid`;
  return length === 64 && name.includes('hash') ? `${made} || md5(g || t.${name})` : made;
}

async function statementFor(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<Column>(
    `SELECT column_name AS name, data_type AS type, character_maximum_length AS length
       FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position`,
    [table],
  );
  const names = rows.map(({ name }) => name).join(', ');
  // All within the month, since partitions begin with it.
  return `INSERT INTO ${table} (${names})
    SELECT ${rows.map(value).join(', ')}
      FROM generate_series($1::int, $2::int) g
      CROSS JOIN LATERAL (SELECT make_interval(secs => (g::bigint * 7919) % greatest(1,
             extract(epoch FROM now() - date_trunc('month', now()))::int)) AS by) back
      CROSS JOIN pattern_${table} t`;
}

/** The indexes but for those of constraints, as statements that make them again. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
      WHERE i.tablename = ANY($1) AND i.schemaname = 'public'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)`,
    [TABLES],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '));
}

export interface Goal {
  readonly contexts: number;
  readonly minutes: number;
  /** People who are there already. */
  readonly people: number;
}

export interface Filled {
  /** All, with those who were there before. */
  readonly people: number;
  readonly seconds: number;
  readonly indexSeconds: number;
}

/** Keeps the rows there are now as the pattern. */
export async function keepPattern(client: Client): Promise<void> {
  for (const table of TABLES) await client.query(`CREATE TABLE pattern_${table} AS SELECT * FROM ${table}`);
}

export async function dropPattern(client: Client): Promise<void> {
  for (const table of TABLES) await client.query(`DROP TABLE pattern_${table}`);
}

const PEOPLE_A_TURN = 1_000;
const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** Fills the tables until the goal or the end of its time is reached, then makes the indexes and the statistics. */
export async function fill(client: Client, goal: Goal): Promise<Filled> {
  const start = performance.now();
  // What is copied was checked when it was first written.
  await client.query(
    `SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '64MB'`,
  );
  await client.query(`SET maintenance_work_mem = '1GB'`);
  const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM pattern_auth_contexts');
  const statements: string[] = [];
  for (const table of TABLES) statements.push(await statementFor(client, table));
  const definitions = await dropIndexes(client);
  const people = Math.ceil(goal.contexts / Number(rows[0]?.n));
  let done = goal.people;
  while (done < people && secondsSince(start) < goal.minutes * 60) {
    const last = Math.min(done + PEOPLE_A_TURN, people);
    for (const statement of statements) await client.query(statement, [done + 1, last]);
    done = last;
    console.error(`${done} of ${people} people, ${Math.round(secondsSince(start))} s`);
  }
  const seconds = secondsSince(start);
  for (const definition of definitions) await client.query(definition);
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  return { people: done, seconds, indexSeconds: secondsSince(start) - seconds };
}
