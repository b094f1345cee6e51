import type { CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { refreshTokenOf, signIn, withServer } from './support/walk.js';

const BODY: CallOptions = { headers: { 'x-token-delivery': 'body' } };
const ORIGIN = 'http://localhost:3000';

describe('the delivery of refreshed tokens', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  it('takes the same token from cookie and body together', async () => {
    const { refreshToken } = await signIn(server.api);
    const both = { cookies: { refresh_token: refreshToken } };
    const answer = await server.api.post('/auth/refresh', { refresh_token: refreshToken }, both);
    expect(answer.status).toBe(200);
  });

  it('keeps a cookie out of the reach of script and of other paths', async () => {
    const { api } = server;
    const login = await api.login('testuser');
    const refreshed = await api.refresh(refreshTokenOf(login));
    for (const { cookies, headers } of [login, refreshed]) {
      expect(cookies.refresh_token).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/auth' });
      expect(cookies.refresh_token?.maxAge).toBe(14 * 24 * 60 * 60);
      expect(String(headers['set-cookie'])).not.toContain('Domain');
    }
  });

  it('makes the cookie Secure where the server stands behind HTTPS, and not in plain development', async () => {
    expect((await server.api.login('testuser')).cookies.refresh_token?.secure).toBeUndefined();
    await withServer({ env: { PUBLIC_URL: 'https://login.example.com' } }, async ({ api }) => {
      const { cookies } = await api.login('testuser');
      expect([cookies.refresh_token?.secure, cookies.device_id?.secure]).toEqual([true, true]);
    });
  });

  it('answers a native client in the body, without any cookie', async () => {
    const { refreshToken } = await signIn(server.api, 'testuser', BODY);
    const answer = await server.api.post('/auth/refresh', { refresh_token: refreshToken }, BODY);
    expect(answer.body.refresh_token).toEqual(expect.any(String));
    expect(answer.headers['set-cookie']).toBeUndefined();
    const again = await server.api.post('/auth/refresh', { refresh_token: answer.body.refresh_token }, BODY);
    expect(again.status).toBe(200);
  });

  it('answers by cookie what came by cookie, whatever the header asks for', async () => {
    const { refreshToken } = await signIn(server.api);
    const answer = await server.api.refresh(refreshToken, BODY);
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(refreshTokenOf(answer)).not.toBe('');
  });

  it('answers by cookie what came by cookie and in the body', async () => {
    const { refreshToken } = await signIn(server.api);
    const both = { ...BODY, cookies: { refresh_token: refreshToken } };
    const answer = await server.api.post('/auth/refresh', { refresh_token: refreshToken }, both);
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(refreshTokenOf(answer)).not.toBe('');
  });

  it('ignores the header on a request that a page makes', async () => {
    const { api } = server;
    const page = { headers: { ...BODY.headers, origin: ORIGIN } };
    const login = await api.login('testuser', {}, page);
    expect(login.body).not.toHaveProperty('refresh_token');
    const native = await signIn(api, 'testuser', BODY);
    const answer = await api.post('/auth/refresh', { refresh_token: native.refreshToken }, page);
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(refreshTokenOf(answer)).not.toBe('');
  });
});
