import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { usesPostgres } from './support/test-config.js';

/** SQLite has no other session that could change a table under a running server. */
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('a schema that is expanded under a running server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  async function walk(deviceToken: string): Promise<number> {
    const { api } = server;
    const login = await api.login('mfauser', { drs_action_token: deviceToken });
    const sent = await api.initiate(ids(login));
    await api.verify(ids(login, sent), '0000');
    const binding = await api.verify(ids(login, sent));
    const success = await api.bind(ids(login, binding));
    return (await api.refresh(success.cookies.refresh_token?.value ?? '')).status;
  }

  it('is served on: no prepared statement depends on the columns it does not name', async () => {
    expect(await walk('before')).toBe(200);
    for (const table of Object.keys(await server.rows.counts())) {
      await server.rows.execute(`ALTER TABLE ${table} ADD COLUMN added_later integer`);
    }
    expect(await walk('after')).toBe(200);
  });
});
