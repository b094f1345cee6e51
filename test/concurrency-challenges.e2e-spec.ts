import { ids } from './support/api.js';
import { atOnce, type Cluster, startCluster, tally, withTokens } from './support/cluster.js';

const PENDING = `context_id = $1 AND transaction_status = 'PENDING'`;

describe('challenges and codes, all at once', () => {
  let cluster: Cluster;

  const login = async (username: string) => cluster.apis[0].login(username);
  const challenged = async (username: string) => {
    const begun = await login(username);
    return ids(begun, await cluster.apis[0].initiate(ids(begun)));
  };
  const statuses = (answers: { status: number }[]) =>
    [...new Set(answers.map(({ status }) => status))].sort();

  beforeAll(async () => {
    cluster = await startCluster();
  }, 60_000);

  afterAll(() => cluster.close());

  it('leaves one pending transaction of fifty parallel initiates, and starts at most five challenges', async () => {
    const begun = ids(await login('mfauser'));
    const answers = await atOnce(cluster, 50, (api) => api.initiate(begun));
    expect(tally(answers)).toEqual({ 200: 5, 429: 45 });
    expect(await cluster.rows.count('auth_transactions', PENDING, [begun.context_id])).toBe(1);
    const sent = await cluster.rows.count(
      'auth_transactions',
      `context_id = $1 AND transaction_type = 'MFA_VERIFY'`,
      [begun.context_id],
    );
    expect(sent).toBe(5);
  });

  it('numbers the transactions of parallel initiates without gap or repetition', async () => {
    const begun = ids(await login('mfauser'));
    await atOnce(cluster, 20, (api) => api.initiate(begun));
    const rows = await cluster.rows.select(
      'SELECT sequence_number FROM auth_transactions WHERE context_id = $1 ORDER BY sequence_number',
      [begun.context_id],
    );
    expect(rows.map((row) => Number(row.sequence_number))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('lets only the challenge that is left pending be completed', async () => {
    const begun = await login('mfauser');
    const sent = await atOnce(cluster, 5, (api) => api.initiate(ids(begun)));
    const answers = await atOnce(cluster, 5, (api, index) => api.verify(ids(begun, sent[index])));
    expect(tally(answers)).toEqual({ 201: 1, 410: 4 });
  });

  it('starts at most three pushes, however many are asked for at once', async () => {
    const begun = ids(await login('pushexpired'));
    const answers = await atOnce(cluster, 20, (api) => api.push(begun));
    expect(tally(answers)).toEqual({ 200: 3, 429: 17 });
    expect(await cluster.rows.count('auth_transactions', PENDING, [begun.context_id])).toBe(1);
  });

  it('yields tokens once of fifty parallel verifications of the right code', async () => {
    const challenge = await challenged('mfauser');
    const answers = await atOnce(cluster, 50, (api) => api.verify(challenge));
    expect(withTokens(answers)).toHaveLength(1);
    expect(withTokens(answers)[0].status).toBe(201);
    const others = answers.filter(({ body }) => body.access_token === undefined);
    expect(others.filter(({ status }) => status !== 400 && status !== 410)).toEqual([]);
    expect(await cluster.rows.count('sessions', 'context_id = $1', [challenge.context_id])).toBe(1);
    expect(await cluster.rows.count('tokens', 'session_id = $1', [challenge.context_id])).toBe(3);
  });

  it('opens the next door once of parallel verifications', async () => {
    const challenge = await challenged('mfaesignuser');
    const answers = await atOnce(cluster, 20, (api) => api.verify(challenge));
    const passed = answers.filter(({ status }) => status === 200);
    expect(passed.map(({ body }) => body.response_type_code)).toEqual(['ESIGN_REQUIRED']);
    expect(await cluster.rows.count('auth_transactions', PENDING, [challenge.context_id])).toBe(1);
  });

  it('looks at no more than five of fifty parallel wrong codes', async () => {
    const challenge = await challenged('otponlyuser');
    const answers = await atOnce(cluster, 50, (api) => api.verify(challenge, '9999'));
    expect(tally(answers)).toEqual({ 400: 5, 410: 45 });
    const remaining = answers.flatMap(({ body }) => body.attempts_remaining ?? []);
    expect(remaining.sort()).toEqual([0, 1, 2, 3, 4]);
    const [row] = await cluster.rows.select(
      'SELECT transaction_status, attempt_count FROM auth_transactions WHERE transaction_id = $1',
      [challenge.transaction_id],
    );
    expect(row).toMatchObject({ transaction_status: 'REJECTED', attempt_count: 5 });
  });

  it('locks the person at the tenth of parallel wrong codes over many logins, and lets none of them in', async () => {
    const challenges = await Promise.all(Array.from({ length: 6 }, () => challenged('riskuser')));
    const wrong = await atOnce(cluster, 30, (api, index) => api.verify(challenges[index % 6], '9999'));
    expect(tally(wrong)).toEqual({ 400: 9, 423: 21 });
    const [factor] = await cluster.rows.select(
      'SELECT f.consecutive_failures, f.lock_count FROM mfa_factors f JOIN auth_contexts c ON c.cupid = f.cupid WHERE c.context_id = $1',
      [challenges[0].context_id],
    );
    expect(factor).toMatchObject({ consecutive_failures: 0, lock_count: 1 });
    expect((await login('riskuser')).status).toBe(423);
  });

  it('does not let the right code in among wrong ones once the person is locked', async () => {
    const challenges = await Promise.all(Array.from({ length: 3 }, () => challenged('expiredtrustuser')));
    const [spare, ...guessed] = challenges;
    await atOnce(cluster, 10, (api, index) => api.verify(guessed[index % 2], '9999'));
    const answers = await atOnce(cluster, 10, (api) => api.verify(spare));
    expect(withTokens(answers)).toEqual([]);
    expect(statuses(answers)).toEqual([410, 423]);
  });

  it('either resends or lets in when a resend and the right code meet, and never leaves two doors open', async () => {
    for (let round = 0; round < 10; round++) {
      const challenge = await challenged('mfaesignuser');
      const [answer] = await Promise.all([
        cluster.apis[0].verify(challenge),
        cluster.apis.at(-1)!.initiate(challenge),
      ]);
      expect([200, 201, 410]).toContain(answer.status);
      expect(
        await cluster.rows.count('auth_transactions', PENDING, [challenge.context_id]),
      ).toBeLessThanOrEqual(1);
    }
  });
});
