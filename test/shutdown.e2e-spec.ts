import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { ids } from './support/api.js';
import { openView, serverEnv } from './support/cluster.js';
import { createTestDatabase } from './support/postgres.js';
import { RemoteApi } from './support/remote-api.js';
import { ServerProcess, until } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

const LOGIN = JSON.stringify({ username: 'testuser', password: 'password' });
// SQLite has no second connection that could hold a request up, and no pool to be closed.
const onPostgres = usesPostgres ? it : it.skip;

/** A request of which the server has the head and waits for the rest. */
async function halfARequest(url: string): Promise<{ socket: Socket; answer: () => string }> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (data) => (received += data.toString()));
  socket.on('error', () => undefined);
  socket.write(
    `POST /auth/login HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${LOGIN.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  await until('the server takes the request', () => received.includes('100 Continue'));
  return { socket, answer: () => received };
}

async function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return isOpen;
}

describe('a server that is told to stop', () => {
  let server: ServerProcess;

  afterEach(() => server.close());

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s finishes the request it has begun, takes no other, and ends well',
    async (signal) => {
      server = await ServerProcess.start();
      const { socket, answer } = await halfARequest(server.url);
      server.signal(signal);
      await until('nobody listens any more', async () => !(await listens(server.url)));
      socket.write(LOGIN);
      expect(await server.ended).toEqual({ code: 0, signal: null });
      expect(answer()).toMatch(/HTTP\/1\.1 201 /);
      expect(answer()).toContain('"access_token"');
      socket.destroy();
    },
    60_000,
  );

  it('ends although clients keep their idle connections', async () => {
    server = await ServerProcess.start();
    expect((await new RemoteApi(server.url).get('/health')).status).toBe(200);
    server.signal('SIGTERM');
    expect(await server.ended).toEqual({ code: 0, signal: null });
  }, 60_000);

  it('cuts off what outlasts the grace, and says so by its exit code', async () => {
    server = await ServerProcess.start({ SHUTDOWN_GRACE: '0' });
    const { socket, answer } = await halfARequest(server.url);
    server.signal('SIGTERM');
    expect(await server.ended).toEqual({ code: 1, signal: null });
    expect(answer()).not.toContain('201');
    socket.destroy();
  }, 60_000);

  onPostgres(
    'finishes a step that the database holds up, and gives every connection back',
    async () => {
      const database = await createTestDatabase();
      const view = await openView(database.url);
      const holder = new pg.Client({ connectionString: database.url });
      await holder.connect();
      server = await ServerProcess.start({
        ...serverEnv(database.url),
        DB_LOCK_TIMEOUT: '60000',
        DB_STATEMENT_TIMEOUT: '60000',
        SHUTDOWN_GRACE: '60s',
      });
      const api = new RemoteApi(server.url);
      const ours = (condition: string) =>
        view.rows.count(
          'pg_stat_activity',
          `datname = current_database() AND application_name = 'sallyport' AND ${condition}`,
        );
      const login = await api.login('mfauser');
      const challenge = ids(login, await api.initiate(ids(login)));
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE mfa_factors IN SHARE MODE');
      const verifying = api.verify(challenge);
      await until('the step waits', async () => (await ours(`wait_event_type = 'Lock'`)) === 1);
      server.signal('SIGTERM');
      await until('nobody listens any more', async () => !(await listens(server.url)));
      await holder.query('ROLLBACK');
      expect((await verifying).status).toBe(201);
      expect(await server.ended).toEqual({ code: 0, signal: null });
      await until('no connection is left', async () => (await ours('true')) === 0);
      expect(await view.rows.count('sessions', 'session_id = $1', [challenge.context_id])).toBe(1);
      await holder.end();
      await view.close();
      await database.drop();
    },
    60_000,
  );
});
