import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { type SignedIn, signIn, withServer } from './support/walk.js';

const DAY = 24 * 60 * 60;
const WEB: CallOptions = { headers: { 'x-client-id': 'web' } };
const STRANGER: CallOptions = { headers: { 'x-client-id': 'stranger' } };

/** What was done to a session before its token comes, why it is refused and with which code. */
type Case = readonly [
  name: string,
  reason: string,
  code: string,
  before: (server: TestServer, session: SignedIn) => unknown,
];

const CASES: readonly Case[] = [
  ['that was revoked', 'TOKEN_REVOKED', '002', ({ api }, { refreshToken }) => api.logout(refreshToken)],
  ['of a session that was idle too long', 'SESSION_EXPIRED', '005', ({ clock }) => clock.advance(DAY)],
  ['that has expired', 'TOKEN_EXPIRED', '002', ({ clock }) => clock.advance(14 * DAY)],
  [
    'of a session that was revoked by hand',
    'SESSION_REVOKED',
    '004',
    ({ rows }, { sessionId }) =>
      rows.execute(`UPDATE sessions SET status = 'REVOKED', revoked_at = updated_at WHERE session_id = $1`, [
        sessionId,
      ]),
  ],
  [
    'that nobody knows any more',
    'TOKEN_UNKNOWN',
    '002',
    ({ rows }, { sessionId }) =>
      rows.execute(`DELETE FROM tokens WHERE session_id = $1 AND token_type = 'REFRESH'`, [sessionId]),
  ],
];

describe('a refused refresh token of ours', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  async function detailsOf(answer: ApiResponse): Promise<[object, Record<string, unknown>][]> {
    const rows = await server.rows.select(
      `SELECT event_type, event_category, event_severity, event_outcome, error_code, context_id, session_id, cupid,
              event_details
         FROM audit_logs WHERE correlation_id = $1`,
      [answer.body.correlation_id],
    );
    return rows.map(({ event_details: told, ...row }) => [
      row,
      (typeof told === 'string' ? JSON.parse(told) : told) as Record<string, unknown>,
    ]);
  }

  async function expectRecorded(
    answer: ApiResponse,
    { sessionId }: SignedIn,
    code: string,
    details: object,
  ): Promise<void> {
    expect([answer.status, answer.body.error_code]).toEqual([401, `CIAM_E04_00_${code}`]);
    const row = {
      event_type: 'token.refresh.refused',
      event_category: 'SECURITY',
      event_severity: 'WARN',
      event_outcome: 'FAILURE',
      error_code: `CIAM_E04_00_${code}`,
      context_id: sessionId,
      session_id: sessionId,
      cupid: server.directory.named('testuser')?.cupid,
    };
    expect(await detailsOf(answer)).toEqual([[row, expect.objectContaining(details)]]);
  }

  it.each(CASES)('leaves an audit row: one %s', async (_name, reason, code, before) => {
    const session = await signIn(server.api, 'testuser', WEB);
    await before(server, session);
    const answer = await server.api.refresh(session.refreshToken, WEB);
    await expectRecorded(answer, session, code, {
      reason,
      client_id: 'web',
      token_id: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  it('leaves an audit row that names the client which brought it, and it was not issued to', async () => {
    const session = await signIn(server.api, 'testuser', WEB);
    const answer = await server.api.refresh(session.refreshToken, STRANGER);
    await expectRecorded(answer, session, '002', { reason: 'ANOTHER_CLIENT', client_id: 'stranger' });
    expect((await server.api.refresh(session.refreshToken, WEB)).status).toBe(200);
  });

  it('leaves a row each time it comes, and the token in none of them', async () => {
    const { sessionId, refreshToken } = await signIn(server.api);
    await server.api.logout(refreshToken);
    for (let time = 1; time <= 3; time += 1) await server.api.refresh(refreshToken);
    const refused = `event_type = 'token.refresh.refused' AND session_id = $1`;
    expect(await server.rows.count('audit_logs', refused, [sessionId])).toBe(3);
    expect(await server.rows.dump()).not.toContain(refreshToken);
  });

  it('leaves one also when it comes in many copies at once, of which one raises the alarm', async () => {
    const { sessionId, refreshToken } = await signIn(server.api);
    expect((await server.api.refresh(refreshToken)).status).toBe(200);
    server.clock.advance(60);
    const copies = await Promise.all(Array.from({ length: 5 }, () => server.api.refresh(refreshToken)));
    expect(copies.map(({ status }) => status)).toEqual(Array(5).fill(401));
    const refused = (await server.rows.eventsOf(sessionId)).filter((type) =>
      ['token.reuse.detected', 'token.refresh.refused'].includes(type),
    );
    expect(refused.sort()).toEqual([...Array(4).fill('token.refresh.refused'), 'token.reuse.detected']);
  });

  it('leaves none where no secret of ours signed it: whoever sends rubbish fills no table', async () => {
    const { refreshToken, accessToken } = await signIn(server.api);
    const before = await server.rows.counts();
    await withServer(
      { env: { JWT_REFRESH_SECRET: 'a secret of some other server, long' } },
      async (other) => {
        const foreign = (await signIn(other.api)).refreshToken;
        for (const token of ['nonsense', 'a.b.c', `${refreshToken}x`, accessToken, foreign])
          expect((await server.api.refresh(token)).body.error_code).toBe('CIAM_E04_00_001');
      },
    );
    expect(await server.rows.counts()).toEqual(before);
  });
});
