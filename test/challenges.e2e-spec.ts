import { DependencyUnavailable } from '../src/common/errors.js';
import { OtpSender } from '../src/modules/mfa/otp-sender.port.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { FakeOtpSender } from './support/fake-otp-sender.js';

const SMS = { method: 'sms', mfa_option_id: 1 };
const PUSH = { method: 'push' };
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const NOT_OFFERED = [400, 'CIAM_E01_01_009'];
const INVALID = [400, 'CIAM_E01_05_001'];

describe('challenges', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const pendingIn = (login: ApiResponse) =>
    server.rows.select(
      `SELECT transaction_id FROM auth_transactions WHERE context_id = $1 AND transaction_status = 'PENDING'`,
      [login.body.context_id],
    );

  it.each([
    ['mfauser', { method: 'sms', mfa_option_id: 3 }],
    ['mfauser', { method: 'voice', mfa_option_id: 6 }],
    ['otponlyuser', PUSH],
    ['pushonlyuser', SMS],
    ['pushonlyuser', { method: 'voice', mfa_option_id: 2 }],
  ])('sends %s nothing by a way that was not offered: %j', async (username, choice) => {
    const { api, rows } = server;
    const login = await api.login(username);
    expect(codeOf(await api.initiate(ids(login), choice))).toEqual(NOT_OFFERED);
    // It has neither cost a challenge nor voided the transaction.
    expect(
      await rows.count('auth_contexts', 'context_id = $1 AND challenge_count = 0', [login.body.context_id]),
    ).toBe(1);
    expect(await pendingIn(login)).toEqual([{ transaction_id: login.body.transaction_id }]);
  });

  it.each([
    [{}, 'method'],
    [{ method: 'email' }, 'method'],
    [{ method: 'SMS', mfa_option_id: 1 }, 'method'],
    [{ method: 'sms' }, 'mfa_option_id'],
    [{ method: 'voice' }, 'mfa_option_id'],
    [{ method: 'sms', mfa_option_id: 0 }, 'mfa_option_id'],
    [{ method: 'sms', mfa_option_id: 7 }, 'mfa_option_id'],
    [{ method: 'sms', mfa_option_id: '1' }, 'mfa_option_id'],
  ])('refuses a choice that is none: %j', async (choice, field) => {
    const login = await server.api.login('mfauser');
    const answer = await server.api.initiate(ids(login), choice);
    expect(codeOf(answer)).toEqual(INVALID);
    expect(answer.body.details).toContainEqual({ field, problem: expect.any(String) });
  });

  it.each([
    ['otponlyuser', SMS, 'OTP_VERIFY_REQUIRED'],
    ['pushonlyuser', PUSH, 'PUSH_VERIFY_REQUIRED'],
  ])('lets %s use what was offered', async (username, choice, code) => {
    const login = await server.api.login(username);
    const sent = await server.api.initiate(ids(login), choice);
    expect([sent.status, sent.body.response_type_code]).toEqual([200, code]);
  });

  it('starts again from the login’s transaction, or from any challenge since, and leaves one PENDING', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const first = await api.initiate(ids(login));
    const push = await api.push(ids(login));
    const fromFirst = await api.initiate(ids(login, first));
    const fromPush = await api.initiate(ids(login, push));
    expect([first, push, fromFirst, fromPush].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await pendingIn(login)).toEqual([{ transaction_id: fromPush.body.transaction_id }]);
    expect((await api.verify(ids(login, fromPush))).status).toBe(201);
  });

  it('completes nothing with a superseded challenge, code or push', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const first = ids(login, await api.initiate(ids(login)));
    const push = ids(login, await api.push(ids(login)));
    await api.initiate(ids(login));
    for (const answer of [
      await api.verify(first),
      await api.poll(push),
      await api.approve(push, { decision: 'deny' }),
    ]) {
      expect(codeOf(answer)).toEqual([410, 'CIAM_E01_03_002']);
      expect(answer.body.transaction_status).toBe('EXPIRED');
    }
  });

  it('sends five challenges for a login and answers the sixth 429 with the time to wait', async () => {
    const { api, clock } = server;
    const login = await api.login('mfauser');
    for (let time = 1; time <= 5; time++) expect((await api.initiate(ids(login))).status).toBe(200);
    clock.advance(60);
    const pending = await pendingIn(login);
    const sixth = await api.initiate(ids(login));
    expect(codeOf(sixth)).toEqual([429, 'CIAM_E01_06_001']);
    expect(sixth.headers['retry-after']).toBe(String(14 * 60));
    expect(await pendingIn(login)).toEqual(pending);
  });

  it('leaves the fifth challenge good after the sixth was refused', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    let sent = login;
    for (let time = 1; time <= 5; time++) sent = await api.initiate(ids(login));
    await api.initiate(ids(login));
    expect((await api.verify(ids(login, sent))).status).toBe(201);
  });

  it('sends three pushes of these at most', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    for (let time = 1; time <= 3; time++) expect((await api.push(ids(login))).status).toBe(200);
    const fourth = await api.push(ids(login));
    expect(codeOf(fourth)).toEqual([429, 'CIAM_E01_06_001']);
    expect(fourth.headers['retry-after']).toMatch(/^\d+$/);
    const bySms = [
      await api.initiate(ids(login)),
      await api.initiate(ids(login)),
      await api.initiate(ids(login)),
    ];
    expect(bySms.map(({ status }) => status)).toEqual([200, 200, 429]);
  });

  it('counts for each login by itself', async () => {
    const { api } = server;
    const [first, second] = [await api.login('mfauser'), await api.login('mfauser')];
    for (let time = 1; time <= 5; time++) await api.initiate(ids(first));
    expect((await api.initiate(ids(second))).status).toBe(200);
  });
});

describe('a gateway that is down', () => {
  const gateway = new FakeOtpSender();
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({
      override: (builder) => builder.overrideProvider(OtpSender).useValue(gateway),
    });
  });

  afterAll(() => server.close());

  it('is answered with 503, and the challenge before stays good', async () => {
    const { api, rows } = server;
    const login = await api.login('mfauser');
    const first = ids(login, await api.initiate(ids(login)));
    jest.spyOn(gateway, 'send').mockRejectedValueOnce(new DependencyUnavailable('otp'));
    const failed = await api.initiate(ids(login));
    expect(codeOf(failed)).toEqual([503, 'CIAM_E05_00_002']);
    expect(failed.headers['retry-after']).toMatch(/^\d+$/);
    expect(await rows.count('auth_transactions', 'context_id = $1', [first.context_id])).toBe(2);
    expect((await api.verify(first, gateway.codeOf(first))).status).toBe(201);
  });
});
