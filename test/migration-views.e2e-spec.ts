import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { usesPostgres } from './support/test-config.js';

// The views are made by migrations, and SQLite has none of those.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('what people look at in the database', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    // The views go by the database's clock.
    server.clock.advance((Date.now() - server.clock.now().getTime()) / 1000);
  });

  afterAll(() => server.close());

  const view = (name: string, contextId: string, column = 'context_id') =>
    server.rows.select(`SELECT * FROM ${name} WHERE ${column} = $1`, [contextId]);

  it('shows the sessions that are alive, and not those that have ended', async () => {
    const { body, cookies } = await server.api.login('testuser');
    const [session, ...others] = await view('v_active_sessions', body.context_id, 'session_id');
    expect(others).toEqual([]);
    expect(session).toMatchObject({ client_id: 'tuvens', acr: 'aal1', amr: ['pwd'] });
    await server.api.logout(cookies.refresh_token.value);
    expect(await view('v_active_sessions', body.context_id, 'session_id')).toEqual([]);
  });

  it('shows the transaction that a login waits for', async () => {
    const login = await server.api.login('mfauser');
    await server.api.initiate(ids(login));
    const pending = await view('v_pending_transactions', login.body.context_id);
    expect(pending).toHaveLength(1);
    expect(pending[0]).toMatchObject({
      transaction_type: 'MFA_VERIFY',
      mfa_method: 'SMS',
      sequence_number: 2,
    });
  });

  it('shows the logins that were judged risky, with what became of them', async () => {
    const risky = await server.api.login('denyuser');
    const harmless = await server.api.login('testuser');
    expect(await view('v_high_risk_logins', risky.body.context_id)).toMatchObject([
      { recommendation: 'DENY', outcome: 'FAILURE' },
    ]);
    expect(await view('v_high_risk_logins', harmless.body.context_id)).toEqual([]);
  });

  it('numbers the generations of a refresh token', async () => {
    const login = await server.api.login('testuser');
    const refreshed = await server.api.refresh(login.cookies.refresh_token.value);
    await server.api.refresh(refreshed.cookies.refresh_token.value);
    const chain = await view('v_token_rotation_chains', login.body.context_id, 'session_id');
    const inOrder = chain.sort((a, b) => Number(a.generation) - Number(b.generation));
    expect(inOrder.map(({ generation, status }) => [generation, status])).toEqual([
      [1, 'ROTATED'],
      [2, 'ROTATED'],
      [3, 'ACTIVE'],
    ]);
    expect(inOrder[1].parent_token_id).toBe(inOrder[0].token_id);
  });

  it('files an audit row under its month, and one beyond all months under the default', async () => {
    const placeOf = async (contextId: string) => {
      const [row] = await server.rows.select(
        'SELECT DISTINCT tableoid::regclass::text AS place FROM audit_logs WHERE context_id = $1',
        [contextId],
      );
      return row?.place;
    };
    const now = server.clock.now();
    const today = (await server.api.login('testuser')).body.context_id;
    expect(await placeOf(today)).toBe(`audit_logs_${now.toISOString().slice(0, 7).replace('-', '_')}`);
    server.clock.advance(5 * 365 * 24 * 60 * 60);
    const oneDay = (await server.api.login('testuser')).body.context_id;
    expect(await placeOf(oneDay)).toBe('audit_logs_default');
  });
});
