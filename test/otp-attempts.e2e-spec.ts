import { OtpSender } from '../src/modules/mfa/otp-sender.port.js';
import { type ApiResponse, type Ids, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { FakeOtpSender } from './support/fake-otp-sender.js';
import { newPerson } from './support/walk.js';

const GONE = { error_code: 'CIAM_E01_03_002' };
const outcome = ({ status, body }: ApiResponse) => [status, body.error_code, body.attempts_remaining];

describe('wrong and late codes', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** A challenge of somebody whom no other test counts failures for. */
  async function challenge(): Promise<{ login: ApiResponse; sent: Ids }> {
    const { username } = await newPerson(server, 'mfauser');
    const login = await server.api.login(username);
    return { login, sent: ids(login, await server.api.initiate(ids(login))) };
  }

  const statusOf = async ({ transaction_id }: Ids) => {
    const sql = 'SELECT transaction_status, attempt_count FROM auth_transactions WHERE transaction_id = $1';
    return (await server.rows.select(sql, [transaction_id]))[0];
  };

  it('tells after each wrong code how many attempts remain, and rejects the transaction with the fifth', async () => {
    const { sent } = await challenge();
    for (const remaining of [4, 3, 2, 1, 0]) {
      const answer = await server.api.verify(sent, '9999');
      expect(outcome(answer)).toEqual([400, 'CIAM_E01_01_017', remaining]);
      expect(answer.body.context_id).toBe(sent.context_id);
    }
    expect(await statusOf(sent)).toEqual({ transaction_status: 'REJECTED', attempt_count: 5 });
  });

  it('refuses even the right code after five wrong ones', async () => {
    const { sent } = await challenge();
    for (let time = 1; time <= 5; time++) await server.api.verify(sent, '9999');
    const late = await server.api.verify(sent);
    expect(late.status).toBe(410);
    expect(late.body).toMatchObject({ ...GONE, transaction_status: 'REJECTED' });
    expect(await statusOf(sent)).toEqual({ transaction_status: 'REJECTED', attempt_count: 5 });
  });

  it('takes the right code after four wrong ones', async () => {
    const { sent } = await challenge();
    for (let time = 1; time <= 4; time++) await server.api.verify(sent, '9999');
    expect((await server.api.verify(sent)).status).toBe(201);
  });

  it.each(['rejected', 'superseded', 'login'])('starts anew from the %s transaction', async (kind) => {
    const { api } = server;
    const { login, sent } = await challenge();
    if (kind === 'rejected') for (let time = 1; time <= 5; time++) await api.verify(sent, '9999');
    const next = await api.initiate(kind === 'login' ? ids(login) : sent);
    const again = kind === 'superseded' ? await api.initiate(sent) : next;
    expect(again.status).toBe(200);
    expect((await api.verify(ids(login, again))).status).toBe(201);
  });

  it('counts no attempt for a code that is none', async () => {
    const { sent } = await challenge();
    for (const code of ['', '123', 'abcd', '12345678901', 1234, null]) {
      const answer = await server.api.post('/auth/mfa/otp/verify', { ...sent, code });
      expect([answer.status, answer.body.error_code]).toEqual([400, 'CIAM_E01_05_001']);
      expect(answer.body.details).toEqual([{ field: 'code', problem: expect.any(String) }]);
    }
    expect(await statusOf(sent)).toEqual({ transaction_status: 'PENDING', attempt_count: 0 });
  });

  it('takes a code until its two minutes are over, and not after', async () => {
    const { api, clock } = server;
    const inTime = await challenge();
    clock.advance(119.999);
    expect((await api.verify(inTime.sent)).status).toBe(201);
    const late = await challenge();
    clock.advance(120);
    const answer = await api.verify(late.sent);
    expect(answer.status).toBe(410);
    expect(answer.body).toMatchObject({ ...GONE, transaction_status: 'EXPIRED' });
    expect((await statusOf(late.sent))?.attempt_count).toBe(0);
  });

  it('leaves no challenge open longer than its login', async () => {
    const { api, clock } = server;
    const { username } = await newPerson(server, 'mfauser');
    const login = await api.login(username);
    clock.advance(14 * 60);
    const sent = await api.initiate(ids(login));
    expect(new Date(sent.body.expires_at).getTime() - clock.now().getTime()).toBe(60_000);
    clock.advance(60);
    expect((await api.verify(ids(login, sent))).status).toBe(410);
  });

  it('has a new challenge void the one before', async () => {
    const { api } = server;
    const { login, sent } = await challenge();
    const resent = ids(login, await api.initiate(ids(login)));
    expect(await statusOf(sent)).toEqual({ transaction_status: 'EXPIRED', attempt_count: 0 });
    expect(await statusOf(ids(login))).toMatchObject({ transaction_status: 'EXPIRED' });
    const old = await api.verify(sent);
    expect([old.status, old.body.transaction_status]).toEqual([410, 'EXPIRED']);
    expect((await api.verify(resent)).status).toBe(201);
  });
});

describe('codes of a real gateway', () => {
  let server: TestServer;
  const gateway = new FakeOtpSender();

  beforeAll(async () => {
    server = await createTestServer({
      env: { MFA_TRANSACTION_TTL: '5m' },
      override: (builder) => builder.overrideProvider(OtpSender).useValue(gateway),
    });
  });

  afterAll(() => server.close());

  it('have six digits and work in their own transaction alone', async () => {
    const { api } = server;
    const [mine, another] = [await api.login('mfauser'), await api.login('pushfail')];
    const first = ids(mine, await api.initiate(ids(mine)));
    const second = ids(another, await api.initiate(ids(another)));
    const [myCode, otherCode] = [gateway.codeOf(first), gateway.codeOf(second)];
    expect([myCode, otherCode]).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{6}$/)]);
    expect(outcome(await api.verify(first, otherCode))).toEqual([400, 'CIAM_E01_01_017', 4]);
    expect((await api.verify(first, myCode)).status).toBe(201);
    expect((await api.verify(second, otherCode)).status).toBe(201);
  });

  it('are void once another has been sent', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const first = ids(login, await api.initiate(ids(login)));
    const second = ids(login, await api.initiate(ids(login)));
    expect(outcome(await api.verify(second, gateway.codeOf(first)))).toEqual([400, 'CIAM_E01_01_017', 4]);
    expect((await api.verify(second, gateway.codeOf(second))).status).toBe(201);
  });

  it('cannot be looked up', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const sent = await api.initiate(ids(login));
    const answer = await api.get(`/auth/mfa/transactions/${sent.body.transaction_id}/otp`);
    expect([answer.status, answer.body.error_code]).toEqual([404, 'CIAM_E01_03_001']);
  });

  it('live as long as MFA_TRANSACTION_TTL says', async () => {
    const { api, clock } = server;
    const login = await api.login('mfauser');
    const sent = ids(login, await api.initiate(ids(login)));
    clock.advance(299);
    expect(outcome(await api.verify(sent, gateway.wrongCodeFor(sent)))).toEqual([400, 'CIAM_E01_01_017', 4]);
    clock.advance(1);
    expect((await api.verify(sent, gateway.codeOf(sent))).status).toBe(410);
  });
});
