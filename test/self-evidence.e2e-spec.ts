import { AdminApi, addUser, PASSWORD, setStatus, signInAdministrator } from './support/accounts.js';
import type { ApiResponse, CallOptions } from './support/api.js';
import { createMailServer, type MailServer } from './support/mailbox.js';

const NEW_PASSWORD = 'walrus pepper candle';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const VOID = [400, 'CIAM_E01_05_001'];

describe('what people do with their account', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await createMailServer();
  });

  afterAll(() => server.close());

  const login = (username: string, password = PASSWORD) => server.api.login(username, { password });
  const change = (options: CallOptions, current: string) =>
    server.api.post(
      '/auth/change-password',
      { current_password: current, password: NEW_PASSWORD, password_confirmation: NEW_PASSWORD },
      options,
    );
  const refusals = async (type: string) =>
    (
      await server.rows.select(
        'SELECT cupid, event_outcome, error_code, ip_address, event_details FROM audit_logs WHERE event_type = $1',
        [type],
      )
    ).map(({ event_details: details, ...row }) => ({
      ...row,
      details: typeof details === 'string' ? JSON.parse(details) : details,
    }));

  async function signedIn() {
    const { username, userId } = await addUser(server);
    const { access_token: token } = (await login(username)).body;
    return { username, userId, options: { headers: { authorization: `Bearer ${token}` } } };
  }

  it('leaves the old password as it is when the new one is refused after all', async () => {
    const { username, userId, options } = await signedIn();
    await setStatus(server, userId, 'LOCKED');
    expect(codeOf(await change(options, PASSWORD))).toEqual([409, 'CIAM_E01_05_003']);
    await setStatus(server, userId, 'ACTIVE');
    expect((await login(username, NEW_PASSWORD)).status).toBe(401);
    expect((await login(username)).status).toBe(201);
  });

  it('is in the audit when the password that confirms it is wrong, whatever it should have confirmed', async () => {
    const { userId, options } = await signedIn();
    const tries = [
      await change(options, 'wrong'),
      await server.api.post('/auth/me/deactivate', { password: 'wrong' }, options),
      await server.api.call('DELETE', '/auth/me', { password: 'wrong' }, options),
    ];
    expect(tries.map(codeOf)).toEqual(Array(3).fill([401, 'CIAM_E01_01_001']));
    const line = { cupid: userId, event_outcome: 'FAILURE', error_code: 'CIAM_E01_01_001' };
    const expected = { ...line, ip_address: '127.0.0.1', details: { outcome: 'WRONG_PASSWORD' } };
    expect(await refusals('account.password.refused')).toEqual(Array(3).fill(expected));
  });

  it('is in the audit when a link is of no use', async () => {
    const token = 'x'.repeat(43);
    const passwords = { password: NEW_PASSWORD, password_confirmation: NEW_PASSWORD };
    const tries = [
      await server.api.post('/auth/verify-email', { token }),
      await server.api.post('/auth/reset-password/confirm', { token, ...passwords }),
    ];
    expect(tries.map(codeOf)).toEqual([VOID, VOID]);
    const lines = await refusals('account.link.refused');
    const purposes = lines.map(({ details }) => details.purpose);
    expect(purposes).toEqual(['EMAIL_VERIFICATION', 'PASSWORD_RESET']);
    expect(lines[0]).toMatchObject({ cupid: null, event_outcome: 'FAILURE', ip_address: '127.0.0.1' });
  });

  it('is refused with a version that no row can have', async () => {
    const { options } = await signedIn();
    const body = { version: 2_147_483_648, given_name: 'Ann' };
    expect(codeOf(await server.api.call('PATCH', '/auth/me', body, options))).toEqual(VOID);
  });

  it('ends whole when an administrator erases them, in whatever letters the cupid is written', async () => {
    const { userId, options } = await signedIn();
    const admin = new AdminApi(server, (await signInAdministrator(server)).options);
    const answer = await admin.post(userId.toUpperCase(), 'erase', { reason: 'their letter' });
    expect(answer.status).toBe(204);
    expect((await server.api.get('/auth/me', options)).status).toBe(401);
    const left = ['credentials', 'user_phones', 'user_roles'].map((table) =>
      server.rows.count(table, 'user_id = $1', [userId]),
    );
    expect(await Promise.all(left)).toEqual([0, 0, 0]);
    expect(await server.rows.count('sessions', "cupid = $1 AND status = 'ACTIVE'", [userId])).toBe(0);
    const whereabouts = 'cupid = $1 AND ip_address IS NOT NULL';
    expect(await server.rows.count('auth_contexts', whereabouts, [userId])).toBe(0);
  });
});
