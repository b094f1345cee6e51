import { createTestServer, type TestServer } from './support/create-app.js';
import { ids } from './support/api.js';
import { callEndpoint, plausibleBody, postEndpoints } from './support/endpoints.js';
import { expectRefusal, shapeProblems } from './support/error-shape.js';
import { dissect } from './support/forgery.js';
import { newPerson, signIn, type SignedIn } from './support/walk.js';

describe('somebody else’s credentials', () => {
  let server: TestServer;
  let mine: SignedIn;
  let theirs: SignedIn;

  beforeAll(async () => {
    server = await createTestServer();
  });

  beforeEach(async () => {
    mine = await signIn(server.api, (await newPerson(server, 'testuser')).username);
    theirs = await signIn(server.api, (await newPerson(server, 'testuser')).username);
  });

  afterAll(() => server.close());

  const bearer = ({ accessToken }: SignedIn) => ({ headers: { authorization: `Bearer ${accessToken}` } });
  const isLive = async ({ accessToken }: SignedIn) =>
    (await server.api.verifyToken(accessToken)).body.active as boolean;

  it('never mix: a refresh is for whom the cookie names, whatever Bearer stands beside it', async () => {
    const answer = await server.api.refresh(theirs.refreshToken, bearer(mine));
    expect(answer.status).toBe(200);
    for (const token of [
      answer.body.access_token,
      answer.body.id_token,
      answer.cookies.refresh_token.value,
    ]) {
      expect(dissect(token).claims).toMatchObject({
        sid: theirs.sessionId,
        sub: dissect(theirs.accessToken).claims.sub,
      });
    }
    expect(await server.rows.count('tokens', 'session_id = $1', [mine.sessionId])).toBe(3);
  });

  it('in cookie and body at once are refused, and neither is used up', async () => {
    const cookies = { refresh_token: theirs.refreshToken };
    const answer = await server.api.post('/auth/refresh', { refresh_token: mine.refreshToken }, { cookies });
    expectRefusal(answer, 400, 'E01_05_001');
    expect(answer.body.details[0].field).toBe('refresh_token');
    expect(await server.rows.count('tokens', `status = 'ROTATED'`)).toBe(await rotatedElsewhere());
    expect((await server.api.refresh(theirs.refreshToken)).status).toBe(200);
    expect((await server.api.refresh(mine.refreshToken)).status).toBe(200);
  });

  const rotatedElsewhere = () =>
    server.rows.count('tokens', `status = 'ROTATED' AND session_id NOT IN ($1, $2)`, [
      mine.sessionId,
      theirs.sessionId,
    ]);

  it('are not touched by a logout that does not name them', async () => {
    await server.api.logout(mine.refreshToken);
    expect([await isLive(mine), await isLive(theirs)]).toEqual([false, true]);
  });

  it('end with one’s own in a logout that brings both', async () => {
    const cookies = { refresh_token: theirs.refreshToken };
    await server.api.post('/auth/logout', {}, { ...bearer(mine), cookies });
    expect([await isLive(mine), await isLive(theirs)]).toEqual([false, false]);
  });

  it('of another login do not continue mine: each step takes the ids of one login alone', async () => {
    const [one, other] = [await server.api.login('mfauser'), await server.api.login('otponlyuser')];
    const crossed = { context_id: ids(one).context_id, transaction_id: ids(other).transaction_id };
    expectRefusal(await server.api.initiate(crossed, { method: 'sms', mfa_option_id: 1 }), 404, 'E01_03_001');
    const sent = await server.api.initiate(ids(other));
    expectRefusal(
      await server.api.verify({ ...crossed, ...{ transaction_id: ids(sent).transaction_id } }),
      404,
      'E01_03_001',
    );
    expect((await server.api.verify(ids(other, sent))).status).toBe(201);
  });

  it('cannot be made of ids: knowing a session id or a token id gives nothing', async () => {
    const jti = String(dissect(mine.refreshToken).claims.jti);
    for (const id of [mine.sessionId, jti, String(dissect(mine.accessToken).claims.sub)]) {
      expect((await server.api.verifyToken(id)).body).toEqual({ active: false });
      expectRefusal(await server.api.refresh(id), 401, 'E04_00_001');
      expectRefusal(await server.api.post('/auth/refresh', { refresh_token: id }), 401, 'E04_00_001');
      await server.api.post(
        '/auth/logout',
        { refresh_token: id },
        { headers: { authorization: `Bearer ${id}` } },
      );
      await server.api.logout(id);
      await server.api.post('/auth/logout', { session_id: id, context_id: id });
    }
    expect(await isLive(mine)).toBe(true);
  });

  it('cannot be made of a session id at any other endpoint either', async () => {
    const before = await server.rows.counts();
    for (const endpoint of await postEndpoints(server.api)) {
      if (!endpoint.required.includes('context_id')) continue;
      const body = { ...plausibleBody(endpoint), context_id: mine.sessionId };
      const answer = await callEndpoint(server.api, endpoint, body, {
        headers: { 'x-session-id': mine.sessionId },
      });
      expect([endpoint.path, answer.status, shapeProblems(answer)]).toEqual([endpoint.path, 404, []]);
    }
    const { audit_logs: _refusals, ...tables } = before;
    expect(await server.rows.counts()).toMatchObject(tables);
  });

  it('in a URL are not looked at', async () => {
    const { accessToken, refreshToken } = mine;
    expectRefusal(await server.api.post(`/auth/refresh?refresh_token=${refreshToken}`), 401, 'E04_00_008');
    await server.api.post(`/auth/logout?refresh_token=${refreshToken}&access_token=${accessToken}`);
    const key = { headers: { 'x-api-key': 'dev-gateway-key' } };
    expectRefusal(
      await server.api.post(`/auth/token/verify?token=${accessToken}`, {}, key),
      400,
      'E01_05_001',
    );
    expect(await isLive(mine)).toBe(true);
  });

  it.each([undefined, '', 'wrong', 'dev-gateway-ke', 'dev-gateway-key2', 'DEV-GATEWAY-KEY', 'null'])(
    'are not told about without the gateway’s key: %s',
    async (key) => {
      const headers: Record<string, string> = key === undefined ? {} : { 'x-api-key': key };
      for (const token of [mine.accessToken, 'x']) {
        const answer = await server.api.post('/auth/token/verify', { token }, { headers });
        expectRefusal(answer, 401, 'E04_00_010');
        expect(answer.text).not.toContain('active');
      }
    },
  );

  it('hold at least 122 random bits in every id: context, session and transaction', async () => {
    const { context_id: contextId, transaction_id: transactionId } = ids(await server.api.login('mfauser'));
    expect(contextId).toMatch(/^sess-[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(transactionId).toMatch(/^tx-\d{13}-[\da-f]{32}$/);
    expect(mine.sessionId).not.toBe(theirs.sessionId);
  });
});
