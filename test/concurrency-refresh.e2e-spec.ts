import type { Api, ApiResponse } from './support/api.js';
import { atOnce, type Cluster, startCluster, tally } from './support/cluster.js';

const ROUNDS = 25;

describe('refreshing, all at once', () => {
  let cluster: Cluster;
  let first: Api;
  let last: Api;

  const signIn = async (username = 'testuser') => {
    const { body, cookies } = await first.login(username);
    return { sessionId: body.context_id as string, refreshToken: cookies.refresh_token.value };
  };
  const successor = ({ cookies }: ApiResponse) => cookies.refresh_token?.value;
  const live = (sessionId: string) =>
    cluster.rows.count('tokens', `session_id = $1 AND status = 'ACTIVE'`, [sessionId]);
  const liveLeaves = (sessionId: string) =>
    cluster.rows.count('tokens', `session_id = $1 AND token_type = 'REFRESH' AND status = 'ACTIVE'`, [
      sessionId,
    ]);
  const isRevoked = async (sessionId: string) =>
    (await cluster.rows.count('sessions', `session_id = $1 AND status = 'REVOKED'`, [sessionId])) === 1;
  const as = (userAgent: string) => ({ headers: { 'user-agent': userAgent } });
  const alternate = (round: number) => (round % 2 === 0 ? [first, last] : [last, first]);

  beforeAll(async () => {
    cluster = await startCluster();
    first = cluster.apis[0]!;
    last = cluster.apis.at(-1)!;
  }, 60_000);

  afterAll(() => cluster.close());

  it('gives all of twenty parallel refreshes of one token the same successor, and leaves one live leaf', async () => {
    const { sessionId, refreshToken } = await signIn();
    const answers = await atOnce(cluster, 20, (api) => api.refresh(refreshToken));
    expect(tally(answers)).toEqual({ 200: 20 });
    expect(new Set(answers.map(successor)).size).toBe(1);
    expect(successor(answers[0])).not.toBe(refreshToken);
    expect(await liveLeaves(sessionId)).toBe(1);
    expect(await live(sessionId)).toBe(3);
    expect(await cluster.rows.count('tokens', 'session_id = $1', [sessionId])).toBe(6);
  });

  it('keeps the access tokens of every one of the parallel callers good', async () => {
    const { refreshToken } = await signIn();
    const answers = await atOnce(cluster, 6, (api) => api.refresh(refreshToken));
    for (const { body } of answers)
      expect((await first.verifyToken(body.access_token)).body.active).toBe(true);
  });

  it('writes one rotation down, and each replay of it', async () => {
    const { sessionId, refreshToken } = await signIn();
    await atOnce(cluster, 8, (api) => api.refresh(refreshToken));
    const events = await cluster.rows.eventsOf(sessionId);
    expect(events.filter((event) => event === 'token.rotated')).toHaveLength(1);
    expect(events.filter((event) => event === 'token.rotation.replayed')).toHaveLength(7);
  });

  it('keeps one chain when refreshes of every generation race each other', async () => {
    const { sessionId, refreshToken } = await signIn();
    const generations = [refreshToken];
    for (let round = 0; round < 5; round++) {
      const answers = await atOnce(cluster, 6, (api, index) =>
        api.refresh(generations[index % generations.length]),
      );
      expect(tally(answers)).toEqual({ 200: 6 });
      generations.push(...new Set(answers.map((answer) => successor(answer))));
      expect(await liveLeaves(sessionId)).toBe(1);
    }
    const forks = await cluster.rows.select(
      `SELECT parent_token_id FROM tokens WHERE session_id = $1 AND token_type = 'REFRESH' AND parent_token_id IS NOT NULL
        GROUP BY parent_token_id HAVING count(*) > 1`,
      [sessionId],
    );
    expect(forks).toEqual([]);
  });

  it('leaves no live token when a refresh meets a logout, whoever comes first', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sessionId, refreshToken } = await signIn();
      const [one, other] = alternate(round);
      const [logout, ...refreshes] = await Promise.all([
        one.logout(refreshToken),
        other.refresh(refreshToken),
        one.refresh(refreshToken),
      ]);
      expect(logout.status).toBe(200);
      for (const { status } of refreshes) expect([200, 401]).toContain(status);
      expect(await live(sessionId)).toBe(0);
      expect(await isRevoked(sessionId)).toBe(true);
      for (const answer of refreshes)
        expect((await first.refresh(successor(answer) || refreshToken)).status).toBe(401);
    }
  });

  it('leaves no live token when a refresh meets the revocation that a stolen token sets off', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sessionId, refreshToken } = await signIn();
      const leaf = successor(await first.refresh(refreshToken));
      const [one, other] = alternate(round);
      const [theft, refresh] = await Promise.all([
        one.refresh(refreshToken, as('a thief')),
        other.refresh(leaf),
      ]);
      expect(theft.status).toBe(401);
      expect([200, 401]).toContain(refresh.status);
      expect(await live(sessionId)).toBe(0);
      expect(await isRevoked(sessionId)).toBe(true);
    }
  });

  it('never hands the successor to another user agent that presents the token in the same moment', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sessionId, refreshToken } = await signIn();
      const [one, other] = alternate(round);
      const answers = await Promise.all([
        one.refresh(refreshToken, as('the person')),
        other.refresh(refreshToken, as('a thief')),
      ]);
      expect(tally(answers)).toEqual({ 200: 1, 401: 1 });
      expect(await live(sessionId)).toBe(0);
      expect(await isRevoked(sessionId)).toBe(true);
    }
  });

  it('ends a session once of many parallel logouts', async () => {
    const { sessionId, refreshToken } = await signIn();
    const answers = await atOnce(cluster, 10, (api) => api.logout(refreshToken));
    expect(tally(answers)).toEqual({ 200: 10 });
    const events = await cluster.rows.eventsOf(sessionId);
    expect(events.filter((event) => event === 'session.revoked')).toHaveLength(1);
  });
});
