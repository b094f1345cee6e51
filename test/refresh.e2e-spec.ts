import { decodeJwt } from 'jose';
import { DependencyUnavailable } from '../src/common/errors.js';
import type { Person, Standing } from '../src/modules/identity/person.js';
import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { newPerson, refreshTokenOf, signIn } from './support/walk.js';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const NOT_ACTIVE = [401, 'CIAM_E04_00_004'];

describe('refreshing', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const isActive = async (token: string) => (await server.api.verifyToken(token)).body.active as boolean;
  const statuses = async (sessionId: string) => {
    const sql = 'SELECT token_type, status FROM tokens WHERE session_id = $1';
    const rows = await server.rows.select(sql, [sessionId]);
    return rows.map(({ token_type: type, status }) => `${type} ${status}`).sort();
  };

  it('answers new tokens and sets the rotated refresh token as a cookie', async () => {
    const { api, clock } = server;
    const { refreshToken } = await signIn(api);
    clock.advance(60);
    const answer = await api.refresh(refreshToken);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      access_token: expect.any(String),
      id_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
    });
    expect(refreshTokenOf(answer)).not.toBe(refreshToken);
    expect(refreshTokenOf(answer)).not.toBe('');
  });

  it('turns the three old tokens to ROTATED and adds three', async () => {
    const { api } = server;
    const { sessionId, refreshToken } = await signIn(api);
    await api.refresh(refreshToken);
    const generation = (status: string) => ['ACCESS', 'ID', 'REFRESH'].map((type) => `${type} ${status}`);
    expect(await statuses(sessionId)).toEqual([...generation('ACTIVE'), ...generation('ROTATED')].sort());
  });

  it('leaves the old access token good until it expires: another tab still uses it', async () => {
    const { api, clock } = server;
    const { accessToken, refreshToken } = await signIn(api);
    clock.advance(899);
    const refreshed = await api.refresh(refreshToken);
    expect(await isActive(accessToken)).toBe(true);
    clock.advance(1);
    expect(await isActive(accessToken)).toBe(false);
    expect(await isActive(refreshed.body.access_token)).toBe(true);
  });

  it('stays with the session, the client and the way of signing in', async () => {
    const { api, clock } = server;
    const first = await signIn(api);
    clock.advance(90);
    const { body } = await api.refresh(first.refreshToken);
    const [before, after] = [decodeJwt(first.accessToken), decodeJwt(body.access_token)];
    for (const claim of ['sid', 'sub', 'client_id', 'auth_time', 'amr', 'acr', 'scope', 'aud', 'iss'])
      expect([claim, after[claim]]).toEqual([claim, before[claim]]);
    expect(after.jti).not.toBe(before.jti);
    expect(after.iat).toBe((before.iat ?? 0) + 90);
  });

  it('pushes the idle end of the session on', async () => {
    const { api, clock } = server;
    let { refreshToken } = await signIn(api);
    for (let day = 1; day <= 3; day++) {
      clock.advance(DAY - 1);
      const answer = await api.refresh(refreshToken);
      expect(answer.status).toBe(200);
      refreshToken = refreshTokenOf(answer);
    }
  });

  it('is refused when the session has been idle for a day', async () => {
    const { api, clock } = server;
    const { refreshToken } = await signIn(api);
    clock.advance(DAY);
    expect(codeOf(await api.refresh(refreshToken))).toEqual([401, 'CIAM_E04_00_005']);
  });

  it('ends with its family after fourteen days, however often it was used', async () => {
    const { api, clock } = server;
    let { refreshToken } = await signIn(api);
    for (let hours = 12; hours < 14 * 24; hours += 12) {
      clock.advance(12 * HOUR);
      const answer = await api.refresh(refreshToken);
      expect(answer.status).toBe(200);
      expect(answer.cookies.refresh_token?.maxAge).toBe((14 * 24 - hours) * HOUR);
      refreshToken = refreshTokenOf(answer);
    }
    clock.advance(12 * HOUR);
    expect(codeOf(await api.refresh(refreshToken))).toEqual([401, 'CIAM_E04_00_002']);
  });

  it('issues no access token that outlives the family', async () => {
    const { api, clock } = server;
    let { refreshToken } = await signIn(api);
    for (let day = 1; day <= 14; day++) {
      clock.advance(DAY - 60);
      refreshToken = refreshTokenOf(await api.refresh(refreshToken));
    }
    clock.advance(14 * 60 - 100);
    const last = await api.refresh(refreshToken);
    expect(last.body.expires_in).toBe(100);
    clock.advance(100);
    expect(await isActive(last.body.access_token)).toBe(false);
  });

  it('brings roles and names up to date', async () => {
    const { api, directory } = server;
    const person = await newPerson(server, 'testuser');
    const { accessToken, refreshToken } = await signIn(api, person.username);
    directory.put({ ...person, roles: ['user', 'auditor'], givenName: 'Ada' });
    const { body } = await api.refresh(refreshToken);
    expect(decodeJwt(accessToken)['roles']).toEqual(['user']);
    expect(decodeJwt(body.access_token)['roles']).toEqual(['user', 'auditor']);
    expect(decodeJwt(body.id_token)).toMatchObject({ roles: ['user', 'auditor'], given_name: 'Ada' });
  });

  it.each<Standing>(['DISABLED', 'LOCKED', 'ENTERPRISE_BLOCKED', 'DECEASED', 'RESTRICTED'])(
    'ends the session of a person who has become %s',
    async (standing) => {
      const person = await newPerson(server, 'testuser');
      await expectEnd(person, () => server.directory.put({ ...person, standing }));
    },
  );

  it('ends the session of a person who is gone', async () => {
    const person = await newPerson(server, 'testuser');
    await expectEnd(person, () => server.directory.remove(person.cupid));
  });

  async function expectEnd({ username }: Person, change: () => void): Promise<void> {
    const { sessionId, accessToken, refreshToken } = await signIn(server.api, username);
    change();
    const answer = await server.api.refresh(refreshToken);
    expect(codeOf(answer)).toEqual(NOT_ACTIVE);
    expect(answer.text).not.toContain('access_token');
    expect(await isActive(accessToken)).toBe(false);
    const sql = `SELECT status, revoke_reason FROM sessions WHERE session_id = $1`;
    expect(await server.rows.select(sql, [sessionId])).toEqual([
      { status: 'REVOKED', revoke_reason: 'PERSON_NOT_ACTIVE' },
    ]);
    expect(codeOf(await server.api.refresh(refreshToken))).toEqual([401, 'CIAM_E04_00_002']);
  }

  it('rotates nothing while the directory is down, and works when it is back', async () => {
    const { api, directory } = server;
    const { sessionId, refreshToken } = await signIn(api);
    const [tokens, events] = [await statuses(sessionId), await server.rows.eventsOf(sessionId)];
    jest.spyOn(directory, 'find').mockRejectedValueOnce(new DependencyUnavailable('directory'));
    const failed = await api.refresh(refreshToken);
    expect(codeOf(failed)).toEqual([503, 'CIAM_E05_00_002']);
    expect(failed.headers['retry-after']).toMatch(/^\d+$/);
    expect(failed.headers['set-cookie']).toBeUndefined();
    expect(await statuses(sessionId)).toEqual(tokens);
    expect(await server.rows.eventsOf(sessionId)).toEqual(events);
    expect((await api.refresh(refreshToken)).status).toBe(200);
  });
});
