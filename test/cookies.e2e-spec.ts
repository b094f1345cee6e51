import type { SetCookie } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bindDevice, passMfa, refreshTokenOf } from './support/walk.js';

const DAY = 24 * 60 * 60;
const REFRESH = { httpOnly: true, sameSite: 'Strict', path: '/auth', maxAge: 14 * DAY };
const DEVICE = { httpOnly: true, sameSite: 'Lax', path: '/auth', maxAge: 400 * DAY };

function attributes({ name: _name, value: _value, ...rest }: SetCookie): object {
  return rest;
}

describe('a cookie', () => {
  let server: TestServer;
  let secure: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    secure = await createTestServer({ env: { PUBLIC_URL: 'https://login.example.com' } });
  });

  afterAll(() => Promise.all([server.close(), secure.close()]));

  it('with a refresh token is HttpOnly, SameSite=Strict, for /auth alone and as long as the token', async () => {
    const { cookies } = await server.api.login('testuser');
    expect(attributes(cookies.refresh_token)).toEqual(REFRESH);
  });

  it('that names a device is HttpOnly, SameSite=Lax, for /auth alone, with 256 random bits', async () => {
    const [one, other] = [await server.api.login('testuser'), await server.api.login('testuser')];
    expect(attributes(one.cookies.device_id)).toEqual(DEVICE);
    expect(Buffer.from(one.cookies.device_id.value, 'base64url')).toHaveLength(32);
    expect(one.cookies.device_id.value).not.toBe(other.cookies.device_id.value);
  });

  it('is Secure where the server is reached by https', async () => {
    const { cookies } = await secure.api.login('testuser');
    expect(attributes(cookies.refresh_token)).toEqual({ ...REFRESH, secure: true });
    expect(attributes(cookies.device_id)).toEqual({ ...DEVICE, secure: true });
  });

  it('is Secure when it is told to be', async () => {
    const told = await createTestServer({ env: { COOKIE_SECURE: 'true' } });
    const { cookies } = await told.api.login('testuser');
    await told.close();
    expect([cookies.refresh_token.secure, cookies.device_id.secure]).toEqual([true, true]);
  });

  it('never lacks an attribute, by whichever step the tokens come', async () => {
    const { api } = server;
    const verified = await passMfa(api, await api.login('mfauser'));
    const bound = await bindDevice(api, 'mfauser', { drs_action_token: 'cookie attributes' });
    const refreshed = await api.refresh(refreshTokenOf(verified));
    for (const { cookies } of [verified, bound, refreshed])
      expect(attributes(cookies.refresh_token)).toEqual(REFRESH);
  });

  it('with a refresh token lives no longer than its family, however often it is rotated', async () => {
    const login = await server.api.login('testuser');
    server.clock.advance(DAY / 2);
    const { cookies } = await server.api.refresh(refreshTokenOf(login));
    expect(cookies.refresh_token.maxAge).toBe(14 * DAY - DAY / 2);
  });

  it('with a refresh token is cleared by a logout with the attributes it was set with', async () => {
    for (const [{ api }, flag] of [
      [server, {}],
      [secure, { secure: true }],
    ] as const) {
      const { cookies } = await api.logout(refreshTokenOf(await api.login('testuser')));
      const {
        value,
        maxAge,
        expires: _expires,
        name,
        ...rest
      } = cookies.refresh_token as SetCookie & { expires?: Date };
      expect({ name, value, maxAge }).toEqual({ name: 'refresh_token', value: '', maxAge: 0 });
      expect(rest).toEqual({ httpOnly: true, sameSite: 'Strict', path: '/auth', ...flag });
      expect(Object.keys(cookies)).toEqual(['refresh_token']);
    }
  });

  it.each(['', 'short', 'd'.repeat(42), 'd'.repeat(44), `${'d'.repeat(42)}!`, `${'d'.repeat(42)}%00`])(
    'that was not made here names no device, and is replaced: "%s"',
    async (value) => {
      const { cookies } = await server.api.login('testuser', {}, { cookies: { device_id: value } });
      expect(cookies.device_id.value).toMatch(/^[\w-]{43}$/);
      expect(cookies.device_id.value).not.toBe(value);
    },
  );

  it('is not set for somebody who could not sign in', async () => {
    for (const [username, password] of [
      ['testuser', 'wrong'],
      ['lockeduser', 'password'],
      ['denyuser', 'password'],
    ]) {
      const answer = await server.api.login(username, { password });
      expect([answer.status >= 400, answer.headers['set-cookie']]).toEqual([true, undefined]);
    }
  });

  it('never holds what script may read: with x-token-delivery from a page the token stays in the cookie', async () => {
    const headers = { 'x-token-delivery': 'body', origin: 'http://localhost:3000' };
    const { body, cookies } = await server.api.login('testuser', {}, { headers });
    expect(body.refresh_token).toBeUndefined();
    expect(attributes(cookies.refresh_token)).toEqual(REFRESH);
    const refreshed = await server.api.refresh(cookies.refresh_token.value, {
      headers: { 'x-token-delivery': 'body' },
    });
    expect([refreshed.status, refreshed.body.refresh_token]).toEqual([200, undefined]);
    expect(refreshed.cookies.refresh_token.httpOnly).toBe(true);
  });
});
