import { addCustomer, addUser, createAccountServer, PASSWORD } from './support/accounts.js';
import { ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';

describe('when a person of our own last signed in', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer();
  });

  afterAll(() => server.close());

  const login = (username: string) => server.api.login(username, { password: PASSWORD });

  async function lastOf(userId: string): Promise<unknown> {
    server.clock.advance(60);
    const columns = 'last_login_at, last_login_ip';
    const [row] = await server.rows.select(`SELECT ${columns} FROM users WHERE user_id = $1`, [userId]);
    return row;
  }

  it('is when the last door was passed, not when the password was right', async () => {
    const { username, userId } = await addCustomer(server);
    const never = await lastOf(userId);
    expect(never).toEqual({ last_login_at: null, last_login_ip: null });
    const first = await login(username);
    expect(await lastOf(userId)).toEqual(never);
    const sent = await server.api.initiate(ids(first));
    const esign = await server.api.verify(ids(first, sent));
    expect(await lastOf(userId)).toEqual(never);
    const signed = await server.api.accept(ids(first, esign));
    expect(signed.status).toBe(201);
    expect(await lastOf(userId)).toEqual({ last_login_at: expect.anything(), last_login_ip: '127.0.0.1' });
  });

  it('is not when they type the password in a session, to change or confirm something', async () => {
    const { username, userId } = await addUser(server);
    const { access_token: token } = (await login(username)).body;
    const before = await lastOf(userId);
    const body = { current_password: PASSWORD, password: 'short', password_confirmation: 'short' };
    const options = { headers: { authorization: `Bearer ${token}` } };
    expect((await server.api.post('/auth/change-password', body, options)).status).toBe(400);
    expect(await lastOf(userId)).toEqual(before);
  });
});
