import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { refreshTokenOf, signIn, withServer } from './support/walk.js';

const GRACE = 10;
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const THEFT = [401, 'CIAM_E04_00_002'];
const from = (userAgent: string, clientId = 'web'): CallOptions => ({
  headers: { 'user-agent': userAgent, 'x-client-id': clientId },
});
const HOME = from('Home/1.0');

/** What a signature is made over: header and payload. */
const signingInput = (token: string) => token.split('.').slice(0, 2).join('.');

describe('a refresh token that comes again', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const isActive = async (token: string) => (await server.api.verifyToken(token)).body.active as boolean;
  const eventsOf = (sessionId: string, type: string) =>
    server.rows.select('SELECT * FROM audit_logs WHERE session_id = $1 AND event_type = $2', [
      sessionId,
      type,
    ]);

  /** A session whose first token has just been rotated. */
  async function rotated() {
    const first = await signIn(server.api, 'testuser', HOME);
    const second = await server.api.refresh(first.refreshToken, HOME);
    return { first, second, sessionId: first.sessionId };
  }

  async function expectFamilyEnded(sessionId: string, ...tokens: string[]): Promise<void> {
    const session = await server.rows.select(
      'SELECT status, revoke_reason FROM sessions WHERE session_id = $1',
      [sessionId],
    );
    expect(session).toEqual([{ status: 'REVOKED', revoke_reason: 'TOKEN_REUSE' }]);
    expect(await server.rows.count('tokens', `session_id = $1 AND status = 'ACTIVE'`, [sessionId])).toBe(0);
    for (const token of tokens) expect(await isActive(token)).toBe(false);
    expect(await eventsOf(sessionId, 'token.reuse.detected')).toEqual([
      expect.objectContaining({ event_severity: 'CRITICAL', event_outcome: 'FAILURE', error_code: THEFT[1] }),
    ]);
  }

  it('gets inside the grace the same successor and the same claims signed again', async () => {
    const { first, second } = await rotated();
    server.clock.advance(GRACE - 0.001);
    const replay = await server.api.refresh(first.refreshToken, HOME);
    expect(replay.status).toBe(200);
    expect(refreshTokenOf(replay)).toBe(refreshTokenOf(second));
    for (const type of ['access_token', 'id_token'])
      expect(signingInput(replay.body[type])).toBe(signingInput(second.body[type]));
    for (const { body } of [second, replay]) expect(await isActive(body.access_token)).toBe(true);
  });

  it('tells how long the replayed access token still lives', async () => {
    const { first } = await rotated();
    server.clock.advance(7);
    expect((await server.api.refresh(first.refreshToken, HOME)).body.expires_in).toBe(893);
  });

  it('makes no second chain inside the grace, and each replay is on record', async () => {
    const { first, sessionId } = await rotated();
    for (let time = 1; time <= 3; time++) await server.api.refresh(first.refreshToken, HOME);
    expect(await server.rows.count('tokens', 'session_id = $1', [sessionId])).toBe(6);
    const replays = await eventsOf(sessionId, 'token.rotation.replayed');
    expect(replays.map((row) => row.event_severity)).toEqual(['WARN', 'WARN', 'WARN']);
  });

  it('gets the live leaf when its successor has been rotated meanwhile', async () => {
    const { first, second } = await rotated();
    const third = await server.api.refresh(refreshTokenOf(second), HOME);
    server.clock.advance(5);
    const replay = await server.api.refresh(first.refreshToken, HOME);
    expect(refreshTokenOf(replay)).toBe(refreshTokenOf(third));
    expect(signingInput(replay.body.access_token)).toBe(signingInput(third.body.access_token));
  });

  it('means theft after the grace: the session and its whole family end', async () => {
    const { first, second, sessionId } = await rotated();
    server.clock.advance(GRACE);
    const theft = await server.api.refresh(first.refreshToken, HOME);
    expect(codeOf(theft)).toEqual(THEFT);
    expect(theft.headers['set-cookie']).toBeUndefined();
    await expectFamilyEnded(sessionId, first.accessToken, second.body.access_token);
    expect(codeOf(await server.api.refresh(refreshTokenOf(second), HOME))).toEqual(THEFT);
  });

  it('means theft long after it was rotated, although the clock was set back meanwhile', async () => {
    const { first, second, sessionId } = await rotated();
    server.clock.advance(-3600);
    expect(codeOf(await server.api.refresh(first.refreshToken, HOME))).toEqual(THEFT);
    await expectFamilyEnded(sessionId, second.body.access_token);
    server.clock.advance(3600);
  });

  it('does not extend the grace by coming in it', async () => {
    const { first, sessionId } = await rotated();
    server.clock.advance(GRACE - 1);
    expect((await server.api.refresh(first.refreshToken, HOME)).status).toBe(200);
    server.clock.advance(1);
    expect(codeOf(await server.api.refresh(first.refreshToken, HOME))).toEqual(THEFT);
    await expectFamilyEnded(sessionId);
  });

  it('means theft however many generations ago it was rotated', async () => {
    const { first, second, sessionId } = await rotated();
    server.clock.advance(60);
    const third = await server.api.refresh(refreshTokenOf(second), HOME);
    server.clock.advance(1);
    expect(codeOf(await server.api.refresh(first.refreshToken, HOME))).toEqual(THEFT);
    await expectFamilyEnded(sessionId, third.body.access_token);
  });

  it.each([
    ['with another user agent', from('Elsewhere/1.0')],
    ['with no user agent', from('')],
    ['by another client', from('Home/1.0', 'stranger')],
  ])('means theft inside the grace when it comes %s', async (_kind, options) => {
    const { first, second, sessionId } = await rotated();
    server.clock.advance(1);
    expect(codeOf(await server.api.refresh(first.refreshToken, options))).toEqual(THEFT);
    await expectFamilyEnded(sessionId, second.body.access_token);
  });

  it('means theft after the grace whichever client brings it', async () => {
    const { first, second, sessionId } = await rotated();
    server.clock.advance(GRACE);
    expect(codeOf(await server.api.refresh(first.refreshToken, from('Home/1.0', 'stranger')))).toEqual(THEFT);
    await expectFamilyEnded(sessionId, second.body.access_token);
  });

  it('ends one session of the person, not the others', async () => {
    const other = await signIn(server.api, 'testuser', HOME);
    const { first } = await rotated();
    server.clock.advance(GRACE);
    await server.api.refresh(first.refreshToken, HOME);
    expect(await isActive(other.accessToken)).toBe(true);
    expect((await server.api.refresh(other.refreshToken, HOME)).status).toBe(200);
  });

  it('raises one alarm only, however often it comes', async () => {
    const { first, sessionId } = await rotated();
    server.clock.advance(GRACE);
    for (let time = 1; time <= 3; time++)
      expect(codeOf(await server.api.refresh(first.refreshToken, HOME))).toEqual(THEFT);
    await expectFamilyEnded(sessionId);
  });
});

describe('a refresh token that comes again, where REFRESH_REUSE_GRACE is set', () => {
  it.each([
    ['0', 0, THEFT],
    ['30s', 29, [200, undefined]],
    ['30s', 30, THEFT],
  ])('to %s: after %i seconds', (grace, seconds, expected) =>
    withServer({ env: { REFRESH_REUSE_GRACE: grace } }, async ({ api, clock }) => {
      const { refreshToken } = await signIn(api);
      await api.refresh(refreshToken);
      clock.advance(seconds);
      expect(codeOf(await api.refresh(refreshToken))).toEqual(expected);
    }),
  );
});
