import { decodeJwt } from 'jose';
import { SimulatedOutbox } from '../src/adapters/simulated-outbox.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { refreshTokenOf } from './support/walk.js';

describe('signing in with a one-time code', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const begin = () => server.api.login('mfauser');
  const sentBy = (transactionId: string) =>
    server.app.get(SimulatedOutbox).messages.filter((message) => message.transaction_id === transactionId);

  it('asks for a second factor and offers what the person has', async () => {
    const { status, body } = await begin();
    expect(status).toBe(200);
    expect(body).toEqual({
      response_type_code: 'MFA_REQUIRED',
      otp_methods: [
        { value: '1234', mfa_option_id: 1 },
        { value: '5678', mfa_option_id: 2 },
      ],
      mobile_approve_status: 'ENABLED',
      context_id: expect.any(String),
      transaction_id: expect.any(String),
    });
  });

  it.each([
    ['sms', 1, '1234', ['sms']],
    ['sms', 2, '5678', ['sms']],
    ['voice', 1, '1234', ['tel']],
    ['voice', 2, '5678', ['tel']],
  ])('sends a code by %s to option %i and takes it', async (method, option, phone, amr) => {
    const { api, clock } = server;
    const login = await begin();
    const sent = await api.initiate(ids(login), { method, mfa_option_id: option });
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({
      response_type_code: 'OTP_VERIFY_REQUIRED',
      transaction_id: expect.any(String),
      expires_at: new Date(clock.now().getTime() + 120_000).toISOString(),
    });
    expect(sentBy(sent.body.transaction_id)).toEqual([
      expect.objectContaining({ kind: 'otp', channel: method, to: phone, code: '1234' }),
    ]);
    const success = await api.verify(ids(login, sent));
    expect(success.status).toBe(201);
    expect(decodeJwt(success.body.access_token)).toMatchObject({
      amr: ['pwd', 'mfa', 'otp', ...amr],
      acr: 'aal2',
    });
  });

  it('answers the right code with tokens in the same shape as a login without steps', async () => {
    const { api } = server;
    const login = await begin();
    const sent = await api.initiate(ids(login));
    const success = await api.verify(ids(login, sent));
    expect(success.body).toEqual({
      response_type_code: 'SUCCESS',
      access_token: expect.any(String),
      id_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      context_id: login.body.context_id,
      transaction_id: sent.body.transaction_id,
      device_bound: false,
    });
    expect(refreshTokenOf(success)).not.toBe('');
  });

  it('takes a code once: a replay yields no tokens', async () => {
    const { api, rows } = server;
    const login = await begin();
    const challenge = ids(login, await api.initiate(ids(login)));
    await api.verify(challenge);
    const replay = await api.verify(challenge);
    expect(replay.status).toBe(400);
    expect(replay.body).toMatchObject({ error_code: 'CIAM_E01_03_003', context_id: challenge.context_id });
    expect(replay.text).not.toContain('_token"');
    expect(replay.headers['set-cookie']).toBeUndefined();
    expect(await rows.count('tokens', 'session_id = $1', [challenge.context_id])).toBe(3);
    expect((await rows.eventsOf(challenge.context_id)).at(-1)).toBe('auth.step.refused');
  });

  it('starts no further challenge once the code has been taken', async () => {
    const { api } = server;
    const login = await begin();
    const challenge = ids(login, await api.initiate(ids(login)));
    await api.verify(challenge);
    const withTheCode = await api.initiate(challenge);
    expect([withTheCode.status, withTheCode.body.error_code]).toEqual([400, 'CIAM_E01_03_003']);
    const withTheLogin = await api.initiate(ids(login));
    expect([withTheLogin.status, withTheLogin.body.error_code]).toEqual([410, 'CIAM_E01_03_002']);
  });

  it('knows the transaction of a login only in its own context', async () => {
    const { api } = server;
    const [mine, another] = [await begin(), await begin()];
    const challenge = ids(mine, await api.initiate(ids(mine)));
    const foreign = { ...challenge, context_id: another.body.context_id };
    for (const answer of [await api.verify(foreign), await api.initiate(foreign)])
      expect([answer.status, answer.body.error_code]).toEqual([404, 'CIAM_E01_03_001']);
    // Neither was touched by it.
    expect((await api.verify(challenge)).status).toBe(201);
  });

  it('knows no transaction that was never made', async () => {
    const { api } = server;
    const login = await begin();
    const unknown = [
      { ...ids(login), transaction_id: 'tx-1767225600000-00000000000000000000000000000000' },
      { context_id: 'sess-00000000-0000-4000-8000-000000000000', transaction_id: 'tx-1' },
    ];
    for (const guess of unknown) {
      for (const answer of [await api.verify(guess), await api.initiate(guess)])
        expect([answer.status, answer.body.error_code]).toEqual([404, 'CIAM_E01_03_001']);
    }
  });

  it('takes no code on the transaction of the login itself', async () => {
    const { api } = server;
    const login = await begin();
    const answer = await api.verify(ids(login));
    expect([answer.status, answer.body.error_code]).toEqual([404, 'CIAM_E01_03_001']);
    expect((await api.initiate(ids(login))).status).toBe(200);
  });

  it('shows the code of the simulated gateway, and of nothing else', async () => {
    const { api } = server;
    const login = await begin();
    const sent = await api.initiate(ids(login));
    const reveal = (id: string) => api.get(`/auth/mfa/transactions/${id}/otp`);
    expect((await reveal(sent.body.transaction_id)).body).toEqual({ otp: '1234' });
    const push = await api.push(ids(login));
    for (const id of [login.body.transaction_id, push.body.transaction_id, 'tx-unknown']) {
      const answer = await reveal(id);
      expect([answer.status, answer.body.error_code]).toEqual([404, 'CIAM_E01_03_001']);
    }
  });

  it('keeps the code as a hash only', async () => {
    const { api, rows } = server;
    const login = await begin();
    const sent = await api.initiate(ids(login));
    const [row] = await rows.select('SELECT metadata FROM auth_transactions WHERE transaction_id = $1', [
      sent.body.transaction_id,
    ]);
    const metadata = typeof row?.metadata === 'string' ? JSON.parse(row.metadata) : row?.metadata;
    expect(metadata.otp).toEqual({
      code_hash: expect.stringMatching(/^[\da-f]{64}$/),
      delivery_id: expect.any(String),
    });
    expect(Object.values(metadata.otp)).not.toContain('1234');
  });
});
