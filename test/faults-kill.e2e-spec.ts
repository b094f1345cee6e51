import pg from 'pg';
import { type ApiResponse, ids } from './support/api.js';
import { openView, serverEnv, type View } from './support/cluster.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { RemoteApi } from './support/remote-api.js';
import { type ServerEnv, ServerProcess, until } from './support/server-process.js';
import {
  type Counter,
  isCountedOnly,
  isSame,
  sizes,
  type Snapshot,
  takeSnapshot,
} from './support/snapshot.js';
import { usesPostgres } from './support/test-config.js';

// SQLite in memory dies with its process: nothing is left that could be half-done.
const onPostgres = usesPostgres ? describe : describe.skip;

interface Moment {
  readonly name: string;
  /** Nobody else writes to this table while we hold it: the step waits here, in the middle of its transaction. */
  readonly table: string;
  readonly counts?: Counter;
  readonly prepare: (api: RemoteApi) => Promise<(api: RemoteApi) => Promise<ApiResponse>>;
  readonly status: number;
  /**
   * The rows that a step adds whose last statement, and COMMIT with it, has left already: PostgreSQL carries it out, although
   * nobody waits for the answer.
   */
  readonly adds?: Readonly<Record<string, number>>;
}

const ATTEMPT: Counter = { table: 'auth_transactions', column: 'attempt_count' };
const DEVICE = { drs_action_token: 'a device' };

async function challenged(api: RemoteApi, username: string) {
  const login = await api.login(username);
  return ids(login, await api.initiate(ids(login)));
}

const MOMENTS: readonly Moment[] = [
  {
    name: 'a login, which is one statement',
    table: 'audit_logs',
    prepare: async () => (api) => api.login('testuser', DEVICE),
    status: 201,
    adds: { auth_contexts: 1, drs_evaluations: 1, sessions: 1, tokens: 3 },
  },
  {
    name: 'a right code, with the transaction consumed and the count of failures to be cleared',
    table: 'mfa_factors',
    counts: ATTEMPT,
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      return (again) => again.verify(door);
    },
    status: 201,
  },
  {
    name: 'a right code, with everything done but the session',
    table: 'sessions',
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      return (again) => again.verify(door);
    },
    status: 400,
    adds: { sessions: 1, tokens: 3 },
  },
  {
    name: 'a wrong code, with the attempt counted and the failure not',
    table: 'mfa_factors',
    counts: ATTEMPT,
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      return (again) => again.verify(door, '9999');
    },
    status: 400,
  },
  {
    name: 'an acceptance, with the transaction consumed and the document not signed',
    table: 'esign_acceptances',
    prepare: async (api) => {
      const door = ids(await api.login('complianceuser', DEVICE));
      return (again) => again.accept(door);
    },
    status: 400,
    adds: { auth_transactions: 1, esign_acceptances: 1 },
  },
  {
    name: 'a decision about a device, with the transaction consumed and the device not trusted',
    table: 'trusted_devices',
    prepare: async (api) => {
      const login = await api.login('mfauser', DEVICE);
      const door = ids(login, await api.initiate(ids(login)));
      const offer = ids(await api.verify(door));
      return (again) => again.bind(offer);
    },
    status: 400,
    adds: { sessions: 1, tokens: 3, trusted_devices: 1 },
  },
  {
    name: 'a refresh, with the session touched and the tokens not rotated',
    table: 'tokens',
    prepare: async (api) => {
      const { refresh_token: cookie } = (await api.login('testuser')).cookies;
      return (again) => again.refresh(cookie.value);
    },
    status: 200,
  },
  {
    name: 'a logout, with the session revoked and the tokens live',
    table: 'tokens',
    prepare: async (api) => {
      const { refresh_token: cookie } = (await api.login('testuser')).cookies;
      return (again) => again.logout(cookie.value);
    },
    status: 200,
    adds: {},
  },
];

onPostgres('a server that is killed in the middle of a step', () => {
  let database: TestDatabase;
  let view: View;
  let env: ServerEnv;
  let server: ServerProcess | undefined;
  let holder: pg.Client;

  const snapshot = () => takeSnapshot(view.rows, view.dataSource);
  /** The server's connections, as PostgreSQL sees them. */
  const connections = (condition = 'true') =>
    view.rows.count(
      'pg_stat_activity',
      `datname = current_database() AND application_name = 'sallyport' AND ${condition}`,
    );

  beforeAll(async () => {
    database = await createTestDatabase();
    env = serverEnv(database.url);
    view = await openView(database.url);
    holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
  }, 60_000);

  beforeEach(async () => {
    server ??= await ServerProcess.start(env);
  }, 60_000);

  afterEach(() => holder.query('ROLLBACK'));

  afterAll(async () => {
    await holder.end();
    await server?.close();
    await view.close();
    await database.drop();
  });

  const killIn = async (table: string, step: (api: RemoteApi) => Promise<ApiResponse>) => {
    await holder.query('BEGIN');
    await holder.query(`LOCK TABLE ${table} IN SHARE MODE`);
    const unanswered = step(new RemoteApi(server!.url));
    const waits = async () => (await connections(`wait_event_type = 'Lock'`)) === 1;
    const early = await Promise.race([until('the step waits for the table', waits), unanswered]);
    expect(early).toBeUndefined();
    await server!.close();
    server = undefined;
    await holder.query('ROLLBACK');
    await until('the server’s connections are gone', async () => (await connections()) === 0);
    expect((await unanswered).status).toBe(0);
  };

  const growth = (before: Snapshot, now: Snapshot) => {
    const earlier = sizes(before);
    const grown = Object.entries(sizes(now)).map(([table, size]) => [table, size - earlier[table]] as const);
    return Object.fromEntries(grown.filter(([, rows]) => rows > 0));
  };

  it.each(MOMENTS)(
    'leaves nothing half-done of $name',
    async ({ table, counts, prepare, status, adds }) => {
      const step = await prepare(new RemoteApi(server!.url));
      const before = await snapshot();
      await killIn(table, step);
      const now = await snapshot();
      if (adds) expect([growth(before, now), isSame(before, now)]).toEqual([adds, false]);
      else expect(counts ? isCountedOnly(before, now, counts) : isSame(before, now)).toBe(true);
      server = await ServerProcess.start(env);
      expect((await step(new RemoteApi(server.url))).status).toBe(status);
    },
    60_000,
  );
});
