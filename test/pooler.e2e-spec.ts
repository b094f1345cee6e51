import { JobScheduler } from '../src/modules/jobs/job-scheduler.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { usesPostgres } from './support/test-config.js';
import { bindDevice, newPerson, refreshTokenOf } from './support/walk.js';

// What PgBouncer in transaction mode does not carry from one transaction to the next.
const LEFT_BEHIND = `
  SELECT (SELECT count(*)::int FROM pg_prepared_statements) AS prepared,
         (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks,
         (SELECT count(*)::int FROM pg_listening_channels()) AS channels,
         (SELECT count(*)::int FROM pg_cursors WHERE is_holdable) AS cursors,
         (SELECT count(*)::int FROM pg_settings WHERE source = 'session') AS settings,
         (SELECT count(*)::int FROM pg_class WHERE relpersistence = 't' AND pg_table_is_visible(oid)) AS temporary`;
const NOTHING = { prepared: 0, locks: 0, channels: 0, cursors: 0, settings: 0, temporary: 0 };

const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('a connection of a server behind a pooler', () => {
  let server: TestServer;

  /** One connection, which whatever is left behind is left on. */
  const serve = async (prepared: string) => {
    const env = { DB_PREPARED_STATEMENTS: prepared, DB_POOL_MIN: '1', DB_POOL_MAX: '1' };
    server = await createTestServer({ env });
    const { username } = await newPerson(server, 'mfauser');
    const bound = await bindDevice(server.api, username, { drs_action_token: 'a phone' });
    expect((await server.api.refresh(refreshTokenOf(bound))).status).toBe(200);
    expect((await server.api.initiate(ids(await server.api.login('mfauser')))).status).toBe(200);
    return (await server.rows.select(LEFT_BEHIND))[0];
  };

  afterEach(() => server.close());

  it('keeps nothing that belongs to a session, and its jobs take their leases without', async () => {
    expect(await serve('false')).toEqual(NOTHING);
    await server.app.get(JobScheduler).tick();
    expect(await server.rows.count('leases', `last_outcome = 'DONE'`)).toBeGreaterThan(10);
    expect((await server.rows.select(LEFT_BEHIND))[0]).toEqual(NOTHING);
  });

  it('keeps prepared statements, and those alone, where it may', async () => {
    const { prepared, ...others } = (await serve('true')) ?? {};
    expect(Number(prepared)).toBeGreaterThan(5);
    expect({ prepared: 0, ...others }).toEqual(NOTHING);
  });
});
