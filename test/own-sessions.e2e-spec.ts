import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { isActive } from './support/oauth.js';
import { newPerson, type SignedIn, signIn, withServer } from './support/walk.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const GONE = [401, 'CIAM_E01_02_002'];

describe('one’s own sessions', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: { TRUST_PROXY: 'loopback' } });
  });

  afterAll(() => server.close());

  const somebody = async () => (await newPerson(server, 'testuser')).username;
  const list = (accessToken: string) => server.api.get('/auth/sessions', bearer(accessToken));
  const idsSeenBy = async ({ accessToken }: SignedIn) =>
    (await list(accessToken)).body.sessions.map((session: { session_id: string }) => session.session_id);
  const revoke = ({ accessToken }: SignedIn, sessionId: string) =>
    server.api.call(
      'DELETE',
      `/auth/sessions/${encodeURIComponent(sessionId)}`,
      undefined,
      bearer(accessToken),
    );
  const post = ({ accessToken }: SignedIn, path: string) => server.api.post(path, {}, bearer(accessToken));

  it('are listed, the newest first, the current one marked, the user agent in words', async () => {
    const { api, clock } = server;
    const username = await somebody();
    const from = (ip: string, agent: string) => ({ headers: { 'x-forwarded-for': ip, 'user-agent': agent } });
    const began = clock.now().toISOString();
    const first = await signIn(api, username, from('203.0.113.7', FIREFOX));
    clock.advance(60);
    const second = await signIn(api, username, from('2001:db8::7', 'curious thing'));
    const later = clock.now().toISOString();
    const ends = new Date(clock.now().getTime() + 86_400_000).toISOString();
    expect((await list(first.accessToken)).body).toEqual({
      sessions: [
        {
          session_id: second.sessionId,
          current: false,
          ip_address: '2001:db8::7',
          user_agent: expect.not.stringContaining('Firefox'),
          created_at: later,
          last_activity_at: later,
          expires_at: ends,
        },
        {
          session_id: first.sessionId,
          current: true,
          ip_address: '203.0.113.7',
          user_agent: 'Firefox on Linux',
          created_at: began,
          last_activity_at: began,
          expires_at: new Date(Date.parse(ends) - 60_000).toISOString(),
        },
      ],
    });
  });

  it('show when they were last used', async () => {
    const { api, clock } = server;
    const { refreshToken } = await signIn(api, await somebody());
    clock.advance(300);
    const refreshed = await api.refresh(refreshToken);
    const [session] = (await list(refreshed.body.access_token)).body.sessions;
    expect(Date.parse(session.last_activity_at) - Date.parse(session.created_at)).toBe(300_000);
    expect(session.last_activity_at).toBe(clock.now().toISOString());
  });

  it('are not listed once they have ended or expired', () =>
    withServer({ env: { SESSION_TTL: '20m' } }, async ({ api, clock }) => {
      const idle = await signIn(api);
      const left = await signIn(api);
      await api.logout(left.refreshToken);
      clock.advance(600);
      const current = await signIn(api);
      const seen = async () =>
        (await api.get('/auth/sessions', bearer(current.accessToken))).body.sessions.map(
          (session: { session_id: string }) => session.session_id,
        );
      expect(await seen()).toEqual([current.sessionId, idle.sessionId]);
      clock.advance(600);
      expect(await seen()).toEqual([current.sessionId]);
    }));

  it('are revoked one by one, and die at once', async () => {
    const { api } = server;
    const username = await somebody();
    const [lost, current] = [await signIn(api, username), await signIn(api, username)];
    const answer = await revoke(current, lost.sessionId);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(codeOf(await list(lost.accessToken))).toEqual(GONE);
    expect(await isActive(api, lost.accessToken)).toBe(false);
    expect((await api.refresh(lost.refreshToken)).status).toBe(401);
    expect(await idsSeenBy(current)).toEqual([current.sessionId]);
    expect(await server.rows.eventsOf(lost.sessionId)).toContain('session.revoked');
  });

  it('may be revoked from themselves', async () => {
    const current = await signIn(server.api, await somebody());
    expect((await revoke(current, current.sessionId)).status).toBe(204);
    expect(codeOf(await list(current.accessToken))).toEqual(GONE);
  });

  it('are nobody else’s: another person’s is as unknown as one that never was', async () => {
    const [victim, attacker] = [
      await signIn(server.api, await somebody()),
      await signIn(server.api, await somebody()),
    ];
    const never = 'sess-00000000-0000-4000-8000-000000000000';
    const answers = [];
    for (const id of [victim.sessionId, never, 'nonsense', `${victim.sessionId}'`, 'x'.repeat(64)])
      answers.push(await revoke(attacker, id));
    expect(answers.map(codeOf)).toEqual(answers.map(() => [404, 'CIAM_E01_05_004']));
    expect(answers[0]?.body.message).toBe(answers[1]?.body.message);
    expect((await list(victim.accessToken)).status).toBe(200);
    expect(await idsSeenBy(attacker)).toEqual([attacker.sessionId]);
  });

  it('all end but this one', async () => {
    const { api } = server;
    const username = await somebody();
    const others = [await signIn(api, username), await signIn(api, username)];
    const [current, stranger] = [await signIn(api, username), await signIn(api, await somebody())];
    const answer = await post(current, '/auth/logout/others');
    expect([answer.status, answer.body]).toEqual([200, { success: true, revoked: 2 }]);
    expect(answer.cookies.refresh_token).toBeUndefined();
    for (const { accessToken } of others) expect(codeOf(await list(accessToken))).toEqual(GONE);
    expect((await api.refresh(current.refreshToken)).status).toBe(200);
    expect((await list(stranger.accessToken)).status).toBe(200);
    expect((await post(current, '/auth/logout/others')).body.revoked).toBe(0);
  });

  it('all end, this one too, and the browser forgets its cookie', async () => {
    const { api } = server;
    const username = await somebody();
    const all = [await signIn(api, username), await signIn(api, username)];
    const stranger = await signIn(api, await somebody());
    const answer = await post(all[1], '/auth/logout/all');
    expect([answer.status, answer.body]).toEqual([200, { success: true, revoked: 2 }]);
    expect(answer.cookies.refresh_token).toMatchObject({ value: '', path: '/auth' });
    for (const { accessToken, refreshToken } of all) {
      expect(codeOf(await list(accessToken))).toEqual(GONE);
      expect((await api.refresh(refreshToken)).status).toBe(401);
    }
    expect((await list(stranger.accessToken)).status).toBe(200);
  });

  it.each([
    ['GET', '/auth/sessions'],
    ['DELETE', '/auth/sessions/sess-1'],
    ['POST', '/auth/logout/others'],
    ['POST', '/auth/logout/all'],
    ['GET', '/auth/devices'],
    ['PATCH', '/auth/devices/1'],
    ['DELETE', '/auth/devices/1'],
  ])('demand an access token: %s %s', async (method, path) => {
    const { idToken, refreshToken } = await signIn(server.api, await somebody());
    const cookies = { refresh_token: refreshToken };
    expect(codeOf(await server.api.call(method, path, undefined, { cookies }))).toEqual([
      401,
      'CIAM_E01_02_001',
    ]);
    for (const token of ['nonsense', idToken])
      expect(codeOf(await server.api.call(method, path, undefined, bearer(token)))).toEqual(GONE);
  });
});
