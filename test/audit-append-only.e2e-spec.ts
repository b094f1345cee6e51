import pg from 'pg';
import { createTestServer, type TestServer } from './support/create-app.js';
import { usesPostgres } from './support/test-config.js';

// The wall is a trigger of the migrations; SQLite in memory has none, as the simulator's reset empties the table there.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('the audit trail, against its own owner', () => {
  let server: TestServer;
  /** As whoever made the tables; on the servers of tests even a superuser. */
  let owner: pg.Client;

  const monthOf = (date: Date) => `audit_logs_${date.toISOString().slice(0, 7).replace('-', '_')}`;
  const refused = (sql: string) =>
    expect(owner.query(sql)).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('append-only'),
    });

  beforeAll(async () => {
    server = await createTestServer();
    const { database } = server.config;
    owner = new pg.Client({ connectionString: database.kind === 'postgres' ? database.url : '' });
    await owner.connect();
    // One row in the default partition, and one in that of the month.
    await server.api.login('testuser');
    server.clock.advance((Date.now() - server.clock.now().getTime()) / 1000);
    await server.api.login('testuser');
  });

  afterAll(async () => {
    await owner.end();
    await server.close();
  });

  const tables = () => ['audit_logs', 'audit_logs_default', monthOf(server.clock.now())];

  it('has rows in the partition of the month and in the default one', async () => {
    for (const table of tables()) expect(await server.rows.count(table)).toBeGreaterThan(0);
  });

  it('lets no row be changed, removed or emptied, in the table or in a partition of it', async () => {
    const before = await server.rows.select('SELECT * FROM audit_logs ORDER BY log_id');
    for (const table of tables()) {
      await refused(`UPDATE ${table} SET cupid = NULL`);
      await refused(`UPDATE ${table} SET event_timestamp = event_timestamp + interval '10 years'`);
      await refused(`DELETE FROM ${table}`);
      await refused(`TRUNCATE ${table}`);
    }
    expect(await server.rows.select('SELECT * FROM audit_logs ORDER BY log_id')).toEqual(before);
  });

  it('does not let an INSERT that meets its own row change it', async () => {
    const [{ sql }] = await server.rows.select(
      `SELECT format('INSERT INTO audit_logs SELECT (r).* FROM (SELECT a AS r FROM audit_logs a LIMIT 1) s
                      ON CONFLICT (log_id, event_timestamp) DO UPDATE SET cupid = NULL') AS sql`,
    );
    await refused(String(sql));
  });

  it('stands when a session says that it replicates, which switches ordinary triggers off', async () => {
    await owner.query('SET session_replication_role = replica');
    for (const table of tables()) {
      await refused(`DELETE FROM ${table}`);
      await refused(`TRUNCATE ${table}`);
    }
    await owner.query('RESET session_replication_role');
  });

  it('has the seals behind it too', async () => {
    await owner.query(
      `INSERT INTO audit_seals (sequence_number, after_timestamp, after_log_id, through_timestamp, through_log_id, row_count,
                                digests, digests_hash, previous_hash, seal_hash, signature, key_id, sealed_at)
       SELECT 1, now(), gen_random_uuid(), now(), gen_random_uuid(), 1, '', '', '', '', '', '', now()`,
    );
    await owner.query('SET session_replication_role = replica');
    await refused('UPDATE audit_seals SET row_count = 2');
    await refused('DELETE FROM audit_seals');
    await refused('TRUNCATE audit_seals');
    await owner.query('RESET session_replication_role');
  });

  it('stands on a partition that somebody adds', async () => {
    await owner.query(
      `CREATE TABLE audit_logs_late PARTITION OF audit_logs FOR VALUES FROM ('2040-01-01') TO ('2040-02-01')`,
    );
    const row = `INSERT INTO audit_logs SELECT gen_random_uuid(), '2040-01-02', event_type, event_category, event_severity,
                   event_outcome, context_id, transaction_id, session_id, cupid, correlation_id, ip_address, user_agent,
                   event_details, error_code, error_message FROM audit_logs LIMIT 1`;
    await owner.query(row);
    await refused('DELETE FROM audit_logs_late');
    await refused('UPDATE audit_logs_late SET cupid = NULL');
  });
});
