import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { signIn, withServer } from './support/walk.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const refusal = (last: string) => [401, `CIAM_E04_00_${last}`];
const BODY: CallOptions = { headers: { 'x-token-delivery': 'body' } };

describe('a refresh that is refused', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const byBody = (refresh_token: unknown, options?: CallOptions) =>
    server.api.post('/auth/refresh', { refresh_token }, options);

  it.each([[{}], [{ refresh_token: '' }], [{ refresh_token: null }]])('has no token: %j', async (body) => {
    expect(codeOf(await server.api.post('/auth/refresh', body))).toEqual(refusal('008'));
  });

  it('has no token: no body at all, or an empty cookie', async () => {
    const empty = await server.api.post('/auth/refresh', '');
    const cookie = await server.api.post('/auth/refresh', '', { cookies: { refresh_token: '' } });
    expect([empty, cookie].map(codeOf)).toEqual([refusal('008'), refusal('008')]);
  });

  it('has a token that is not one of ours', async () => {
    const { api } = server;
    const { accessToken, idToken, refreshToken } = await signIn(api);
    const [header, payload] = refreshToken.split('.');
    const guesses = ['nonsense', 'a.b.c', `${header}.${payload}.`, accessToken, idToken];
    await withServer(
      { env: { JWT_REFRESH_SECRET: 'a secret of some other server, long' } },
      async (elsewhere) => {
        guesses.push((await signIn(elsewhere.api)).refreshToken);
      },
    );
    for (const guess of guesses) {
      expect(codeOf(await api.refresh(guess))).toEqual(refusal('001'));
      expect(codeOf(await byBody(guess))).toEqual(refusal('001'));
    }
  });

  it('has a token of ours that nobody knows', async () => {
    const { sessionId, refreshToken } = await signIn(server.api);
    await server.rows.execute(`DELETE FROM tokens WHERE session_id = $1 AND token_type = 'REFRESH'`, [
      sessionId,
    ]);
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual(refusal('002'));
  });

  it('has a token that has expired', async () => {
    const { refreshToken } = await signIn(server.api);
    server.clock.advance(14 * 24 * 60 * 60);
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual(refusal('002'));
  });

  it('has a token that was revoked', async () => {
    const { refreshToken } = await signIn(server.api);
    await server.api.logout(refreshToken);
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual(refusal('002'));
  });

  it('belongs to a session that a job has marked as expired', async () => {
    const { sessionId, refreshToken } = await signIn(server.api);
    await server.rows.execute(`UPDATE sessions SET status = 'EXPIRED' WHERE session_id = $1`, [sessionId]);
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual(refusal('005'));
  });

  it('belongs to a session that was revoked by hand, its tokens forgotten', async () => {
    const { sessionId, refreshToken } = await signIn(server.api);
    await server.rows.execute(
      `UPDATE sessions SET status = 'REVOKED', revoked_at = updated_at WHERE session_id = $1`,
      [sessionId],
    );
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual(refusal('004'));
  });

  it('belongs to a session that has been idle too long', async () => {
    const { refreshToken } = await signIn(server.api);
    server.clock.advance(24 * 60 * 60);
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual(refusal('005'));
  });

  it('comes from another client, which changes nothing for the right one', async () => {
    const { api } = server;
    const web = { headers: { 'x-client-id': 'web' } };
    const { refreshToken } = await signIn(api, 'testuser', web);
    const stranger = await api.refresh(refreshToken, { headers: { 'x-client-id': 'stranger' } });
    expect(codeOf(stranger)).toEqual(refusal('002'));
    expect((await api.refresh(refreshToken, web)).status).toBe(200);
  });

  it('brings one token as a cookie and another in the body, and uses neither', async () => {
    const { api } = server;
    const [first, second] = [await signIn(api), await signIn(api)];
    const cookies = { refresh_token: first.refreshToken };
    const answer = await byBody(second.refreshToken, { cookies });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(answer.body.details).toEqual([{ field: 'refresh_token', problem: expect.any(String) }]);
    for (const { refreshToken } of [first, second])
      expect((await api.refresh(refreshToken)).status).toBe(200);
  });

  it.each([7, ['a'], { a: 1 }, true])('brings %j where a token should be', async (token) => {
    expect(codeOf(await byBody(token))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('sets no cookie and shows no token', async () => {
    for (const answer of [await server.api.refresh('nonsense'), await byBody('nonsense', BODY)]) {
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.text).not.toContain('nonsense');
    }
  });
});
