import { AuthTransactionRepository } from '../src/modules/auth-flow/auth-transaction.repository.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { find, passMfa, refreshTokenOf } from './support/walk.js';

const DEVICE = { drs_action_token: 'the device of the flow' };
const TABLES = {
  auth_contexts: 0,
  auth_transactions: 0,
  cross_app_sessions: 0,
  cross_app_sessions_archive: 0,
  sessions: 0,
  tokens: 0,
  trusted_devices: 0,
  esign_acceptances: 0,
  esign_documents: 0,
  drs_evaluations: 0,
  mfa_factors: 0,
  // People who come from a directory leave nothing in the tables of our own.
  users: 0,
  user_phones: 0,
  credentials: 0,
  login_attempts: 0,
  accounts: 0,
  memberships: 0,
  user_roles: 0,
  account_tokens: 0,
  leases: 0,
  mail_outbox: 0,
  audit_seals: 0,
  outbox_messages: 0,
};

describe('the rows that a flow leaves', () => {
  let server: TestServer;
  let before: Record<string, number>;

  beforeEach(async () => {
    server = await createTestServer();
    before = await server.rows.counts();
  });

  afterEach(() => server.close());

  /** How many rows have been added to each table since the start, the audit left out. */
  async function added(): Promise<Record<string, number>> {
    const { audit_logs: _events, ...now } = await server.rows.counts();
    return Object.fromEntries(
      Object.entries(now).map(([table, count]) => [table, count - (before[table] ?? 0)]),
    );
  }

  const chainOf = ({ body }: ApiResponse) =>
    find(server, () => server.app.get(AuthTransactionRepository).findChain(body.context_id));

  async function fullChain() {
    const { api } = server;
    const login = await api.login('mfaesignuser', DEVICE);
    const sent = await api.initiate(ids(login));
    const esign = await api.verify(ids(login, sent));
    const offered = await api.accept(ids(login, esign));
    await api.bind(ids(login, offered));
    return [login, sent, esign, offered] as const;
  }

  it('are 1/0/1/3/0/0 for a simple login', async () => {
    await server.api.login('testuser');
    expect(await added()).toEqual({
      ...TABLES,
      auth_contexts: 1,
      sessions: 1,
      tokens: 3,
      drs_evaluations: 1,
    });
  });

  it('are 1/2/1/3/0/0 for a code at the first try', async () => {
    const login = await server.api.login('mfauser');
    await passMfa(server.api, login);
    expect(await added()).toEqual({
      ...TABLES,
      auth_contexts: 1,
      auth_transactions: 2,
      sessions: 1,
      tokens: 3,
      drs_evaluations: 1,
      mfa_factors: 1,
    });
  });

  it('are 1/4/1/3/1/1 for the full chain', async () => {
    await fullChain();
    expect(await added()).toEqual({
      ...TABLES,
      auth_contexts: 1,
      auth_transactions: 4,
      sessions: 1,
      tokens: 3,
      trusted_devices: 1,
      esign_acceptances: 1,
      drs_evaluations: 1,
      mfa_factors: 1,
    });
  });

  it('are as many of the audit as docs/dba.md says', async () => {
    const { api, rows } = server;
    const events = async () => (await rows.count('audit_logs')) - (before.audit_logs ?? 0);
    const login = await api.login('testuser');
    expect(await events()).toBe(4);
    await api.refresh(refreshTokenOf(login));
    expect(await events()).toBe(4 + 1);
    await passMfa(api, await api.login('mfauser'));
    expect(await events()).toBe(4 + 1 + 4 + 3);
    await fullChain();
    expect(await events()).toBe(4 + 1 + 4 + 3 + 4 + 3 + 2 + 2);
  });

  it('are three tokens more for a refresh, with the old three ROTATED', async () => {
    const login = await server.api.login('testuser');
    await server.api.refresh(refreshTokenOf(login));
    expect(await added()).toMatchObject({ auth_contexts: 1, sessions: 1, tokens: 6 });
    const sql = 'SELECT status, count(*) AS n FROM tokens GROUP BY status ORDER BY status';
    const counts = (await server.rows.select(sql)).map(({ status, n }) => [status, Number(n)]);
    expect(counts).toEqual([
      ['ACTIVE', 3],
      ['ROTATED', 3],
    ]);
  });

  it('are none but one of the audit for a wrong password', async () => {
    await server.api.login('testuser', { password: 'wrong' });
    expect(await added()).toEqual(TABLES);
    expect(await server.rows.count('audit_logs')).toBe((before.audit_logs ?? 0) + 1);
  });

  it('show no session and no token before the last door', async () => {
    const { api } = server;
    const login = await api.login('mfaesignuser', DEVICE);
    const esign = await passMfa(api, login);
    await api.accept(ids(login, esign));
    expect(await added()).toMatchObject({ auth_transactions: 4, sessions: 0, tokens: 0, trusted_devices: 0 });
  });

  it('read back in order: numbers from 1, each with its parent', async () => {
    const [login, sent, esign, offered] = await fullChain();
    const chain = await chainOf(login);
    expect(
      chain.map((one) => [one.sequenceNumber, one.transactionType, one.phase, one.transactionStatus]),
    ).toEqual([
      [1, 'MFA_INITIATE', 'MFA', 'EXPIRED'],
      [2, 'MFA_VERIFY', 'MFA', 'CONSUMED'],
      [3, 'ESIGN_ACCEPT', 'ESIGN', 'CONSUMED'],
      [4, 'DEVICE_BIND', 'DEVICE_BIND', 'CONSUMED'],
    ]);
    const known = [login, sent, esign, offered].map(({ body }) => body.transaction_id);
    expect(chain.map(({ transactionId }) => transactionId)).toEqual(known);
    expect(chain.map(({ parentTransactionId }) => parentTransactionId)).toEqual([null, ...known.slice(0, 3)]);
  });

  it('tell in each transaction what was asked and answered', async () => {
    const { clock } = server;
    const [login] = await fullChain();
    const [initiate, verify, esign, bind] = await chainOf(login);
    expect(initiate).toMatchObject({ mfaMethod: null, mfaOptionId: null, consumedAt: null });
    expect(verify).toMatchObject({
      mfaMethod: 'SMS',
      mfaOptionId: 1,
      attemptCount: 1,
      consumedAt: clock.now(),
    });
    expect(esign).toMatchObject({ esignDocumentId: 'terms-v1-2025', mfaMethod: null });
    expect(esign?.metadata.document).toMatchObject({ version: '1.0', content_sha256: expect.any(String) });
    expect(bind).toMatchObject({ deviceBindDecision: true, esignDocumentId: null });
  });

  it('name as parent of a challenge the transaction it was started from', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const first = await api.initiate(ids(login), { method: 'voice', mfa_option_id: 2 });
    const resent = await api.initiate(ids(login));
    const push = await api.push(ids(login, resent));
    const chain = await chainOf(login);
    const [loginId, firstId, resentId] = [login, first, resent].map(({ body }) => body.transaction_id);
    expect(chain.map((one) => [one.sequenceNumber, one.parentTransactionId, one.mfaMethod])).toEqual([
      [1, null, null],
      [2, loginId, 'VOICE'],
      [3, loginId, 'SMS'],
      [4, resentId, 'PUSH'],
    ]);
    const statuses = chain.map(({ transactionStatus }) => transactionStatus);
    expect(statuses).toEqual(['EXPIRED', 'EXPIRED', 'EXPIRED', 'PENDING']);
    expect([firstId, push.body.transaction_id]).toEqual([chain[1]?.transactionId, chain[3]?.transactionId]);
  });

  it('count the challenges, and the pushes among them, in the context', async () => {
    const { api, rows } = server;
    const login = await api.login('mfauser');
    await api.initiate(ids(login));
    await api.push(ids(login));
    expect(await rows.select('SELECT challenge_count, push_count FROM auth_contexts')).toEqual([
      { challenge_count: 2, push_count: 1 },
    ]);
  });

  it('let no transaction outlive its context', async () => {
    await fullChain();
    await server.api.login('mfauser');
    const late = `SELECT t.transaction_id FROM auth_transactions t JOIN auth_contexts c ON c.context_id = t.context_id
                   WHERE t.expires_at > c.expires_at`;
    expect(await server.rows.select(late)).toEqual([]);
  });

  it('end with the session under the id of the context', async () => {
    const [login] = await fullChain();
    const [session] = await server.rows.select('SELECT * FROM sessions');
    const [context] = await server.rows.select('SELECT * FROM auth_contexts');
    expect(session).toMatchObject({
      session_id: login.body.context_id,
      context_id: login.body.context_id,
      cupid: context?.cupid,
      status: 'ACTIVE',
      device_fingerprint_hash: context?.device_fingerprint_hash,
    });
    expect(context).toMatchObject({ outcome: 'SUCCESS', completed_at: expect.anything() });
  });
});
