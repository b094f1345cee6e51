import { createTestServer, type TestServer } from './support/create-app.js';
import {
  accountsOf,
  bearer,
  codeOf,
  may,
  NO_HAND_OFF,
  revokeHandOff,
  tokenFor,
  validate,
  visitor,
} from './support/hand-offs.js';
import { signIn, withServer } from './support/walk.js';

const UNKNOWN = 'f'.repeat(64);
const GOOD = [200, undefined];

describe('the end of a hand-off', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** One hand-off that was validated and one that was not. */
  async function handOffs() {
    const who = await visitor(server);
    const used = await tokenFor(server.api, who.accessToken);
    await validate(server.api, used);
    return { ...who, used, fresh: await tokenFor(server.api, who.accessToken) };
  }

  async function state({ used, fresh }: { used: string; fresh: string }) {
    const { api } = server;
    const answers = [await accountsOf(api, used), await may(api, used), await validate(api, fresh)];
    return answers.map(codeOf);
  }

  const ALIVE = [GOOD, GOOD, GOOD];
  const DEAD = [NO_HAND_OFF, NO_HAND_OFF, NO_HAND_OFF];

  it('is not there yet while nothing has happened', async () => {
    expect(await state(await handOffs())).toEqual(ALIVE);
  });

  it('comes when its person revokes it', async () => {
    const tokens = await handOffs();
    for (const token of [tokens.used, tokens.fresh]) {
      const answer = await revokeHandOff(server.api, token, bearer(tokens.accessToken));
      expect([answer.status, answer.body]).toEqual([200, { success: true }]);
    }
    expect(await state(tokens)).toEqual(DEAD);
    const revoked = `event_type = 'cross_app.revoked' AND session_id = $1`;
    expect(await server.rows.count('audit_logs', revoked, [tokens.sessionId])).toBe(2);
  });

  it('comes when its target app revokes it', async () => {
    const tokens = await handOffs();
    for (const token of [tokens.used, tokens.fresh])
      expect((await revokeHandOff(server.api, token)).body).toEqual({ success: true });
    expect(await state(tokens)).toEqual(DEAD);
  });

  it('does not come from a stranger, who is told no more than anybody', async () => {
    const tokens = await handOffs();
    const stranger = bearer((await visitor(server)).accessToken);
    for (const token of [tokens.used, tokens.fresh, UNKNOWN]) {
      const answer = await revokeHandOff(server.api, token, stranger);
      expect([answer.status, answer.body]).toEqual([200, { success: true }]);
    }
    expect(await state(tokens)).toEqual(ALIVE);
  });

  it('is not for whoever has no credentials', async () => {
    const tokens = await handOffs();
    const refused = [{}, bearer('nonsense'), bearer(tokens.idToken), { headers: { 'x-shared-secret': 'x' } }];
    const codes = [];
    for (const options of refused) codes.push(codeOf(await revokeHandOff(server.api, tokens.fresh, options)));
    expect(codes).toEqual([
      [401, 'CIAM_E04_00_010'],
      [401, 'CIAM_E01_02_002'],
      [401, 'CIAM_E01_02_002'],
      [401, 'CIAM_E04_00_010'],
    ]);
    expect(await state(tokens)).toEqual(ALIVE);
  });

  it('may be asked for again', async () => {
    const { fresh } = await handOffs();
    await revokeHandOff(server.api, fresh);
    expect((await revokeHandOff(server.api, fresh)).status).toBe(200);
  });

  it('comes with the logout', async () => {
    const tokens = await handOffs();
    await server.api.logout(tokens.refreshToken);
    expect(await state(tokens)).toEqual(DEAD);
  });

  it('comes when the session is revoked', async () => {
    const tokens = await handOffs();
    const { status } = await server.api.call(
      'DELETE',
      `/auth/sessions/${tokens.sessionId}`,
      undefined,
      bearer(tokens.accessToken),
    );
    expect(status).toBe(204);
    expect(await state(tokens)).toEqual(DEAD);
  });

  it('does not come with another session of the same person', async () => {
    const tokens = await handOffs();
    const other = await signIn(server.api, tokens.person.username);
    await server.api.logout(other.refreshToken);
    expect(await state(tokens)).toEqual(ALIVE);
  });

  it.each(['DISABLED', 'LOCKED'] as const)('comes when the person is %s', async (standing) => {
    const tokens = await handOffs();
    server.directory.put({ ...tokens.person, standing });
    expect(await state(tokens)).toEqual(DEAD);
  });

  it('comes when the person is gone', async () => {
    const tokens = await handOffs();
    server.directory.remove(tokens.person.cupid);
    expect(await state(tokens)).toEqual(DEAD);
  });

  it('comes when the session expires, though the token would live on', () =>
    withServer({ env: { SESSION_TTL: '20m' } }, async ({ api, clock }) => {
      const { accessToken } = await signIn(api);
      clock.advance(10 * 60);
      const [used, early, late] = await Promise.all([1, 2, 3].map(() => tokenFor(api, accessToken)));
      await validate(api, used);
      clock.advance(10 * 60 - 1);
      expect((await validate(api, early)).status).toBe(200);
      clock.advance(1);
      expect(codeOf(await validate(api, late))).toEqual(NO_HAND_OFF);
      expect(codeOf(await accountsOf(api, used))).toEqual(NO_HAND_OFF);
    }));
});
