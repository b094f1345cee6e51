import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { newPerson } from './support/walk.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const REJECTED = { error_code: 'CIAM_E01_03_002', transaction_status: 'REJECTED' };
const otherThan = (number: number) => (number % 99) + 1;

describe('the phone’s answer to a push', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** `pushexpired` never answers by himself: what happens comes from the API. */
  async function prompt() {
    const { username, cupid } = await newPerson(server, 'pushexpired');
    const login = await server.api.login(username);
    const sent = await server.api.push(ids(login));
    return { login, cupid, push: ids(login, sent), number: sent.body.display_number as number };
  }

  const failuresOf = async (cupid: string) => {
    const [factor] = await server.rows.select(
      'SELECT consecutive_failures FROM mfa_factors WHERE cupid = $1',
      [cupid],
    );
    return factor?.consecutive_failures;
  };

  it('approves with the number that is shown; the client that polls gets the tokens', async () => {
    const { api } = server;
    const { push, number } = await prompt();
    const approval = await api.approve(push, { selected_number: number });
    expect(approval.status).toBe(200);
    expect(approval.body).toEqual({ success: true, transaction_id: push.transaction_id });
    expect(approval.headers['set-cookie']).toBeUndefined();
    expect(await server.rows.count('sessions', 'session_id = $1', [push.context_id])).toBe(0);
    const polled = await api.poll(push);
    expect([polled.status, polled.body.response_type_code]).toEqual([201, 'SUCCESS']);
  });

  it('approves once', async () => {
    const { api } = server;
    const { push, number } = await prompt();
    await api.approve(push, { selected_number: number, decision: 'approve' });
    expect(codeOf(await api.approve(push, { selected_number: number }))).toEqual([400, 'CIAM_E01_03_003']);
    await api.poll(push);
    expect(codeOf(await api.approve(push, { selected_number: number }))).toEqual([400, 'CIAM_E01_03_003']);
  });

  it('is not to be taken back', async () => {
    const { api } = server;
    const { push, number } = await prompt();
    await api.approve(push, { selected_number: number });
    expect(codeOf(await api.approve(push, { decision: 'deny' }))).toEqual([400, 'CIAM_E01_03_003']);
    expect((await api.poll(push)).status).toBe(201);
  });

  it('rejects the transaction with a wrong number and counts a failure of the person', async () => {
    const { api } = server;
    const { push, number, cupid } = await prompt();
    const mistake = await api.approve(push, { selected_number: otherThan(number) });
    expect(mistake.status).toBe(200);
    expect(mistake.body).toEqual({ success: false, transaction_id: push.transaction_id });
    expect(await failuresOf(cupid)).toBe(1);
    for (const answer of [await api.poll(push), await api.approve(push, { selected_number: number })]) {
      expect(answer.status).toBe(410);
      expect(answer.body).toMatchObject(REJECTED);
    }
  });

  it('rejects the transaction when the person says no, without a number, and counts no failure', async () => {
    const { api } = server;
    const { push, cupid } = await prompt();
    const denial = await api.approve(push, { decision: 'deny' });
    expect([denial.status, denial.body.success]).toEqual([200, true]);
    expect(await failuresOf(cupid)).toBe(0);
    expect((await api.poll(push)).body).toMatchObject(REJECTED);
  });

  it.each([
    ['a denial', { decision: 'deny' }],
    ['a wrong number', undefined],
  ])('lets no further push go out after %s, but codes', async (_kind, answer) => {
    const { api } = server;
    const { login, push, number } = await prompt();
    await api.approve(push, answer ?? { selected_number: otherThan(number) });
    for (const from of [ids(login), push])
      expect(codeOf(await api.push(from))).toEqual([400, 'CIAM_E01_01_009']);
    const sent = await api.initiate(push);
    expect((await api.verify(ids(login, sent))).status).toBe(201);
  });

  it.each([
    [{}, 'selected_number'],
    [{ decision: 'approve' }, 'selected_number'],
    [{ selected_number: 0 }, 'selected_number'],
    [{ selected_number: 100 }, 'selected_number'],
    [{ selected_number: '7' }, 'selected_number'],
    [{ selected_number: 7, decision: 'maybe' }, 'decision'],
  ])('refuses a simple yes, and whatever else is no answer: %j', async (answer, field) => {
    const { push, number } = await prompt();
    const refusal = await server.api.approve(push, answer);
    expect(codeOf(refusal)).toEqual([400, 'CIAM_E01_05_001']);
    expect(refusal.body.details).toContainEqual({ field, problem: expect.any(String) });
    expect((await server.api.approve(push, { selected_number: number })).body.success).toBe(true);
  });

  it('comes too late when the transaction has expired', async () => {
    const { api, clock } = server;
    const { push, number } = await prompt();
    clock.advance(120);
    const late = await api.approve(push, { selected_number: number });
    expect(late.status).toBe(410);
    expect(late.body).toMatchObject({ error_code: 'CIAM_E01_03_002', transaction_status: 'EXPIRED' });
  });

  it('is worth nothing when the client polls too late for it', async () => {
    const { api, clock } = server;
    const { push, number } = await prompt();
    clock.advance(119);
    await api.approve(push, { selected_number: number });
    clock.advance(1);
    expect((await api.poll(push)).body).toMatchObject({ transaction_status: 'EXPIRED' });
  });

  it('is void once another challenge has been sent', async () => {
    const { api } = server;
    const { login, push, number } = await prompt();
    await api.approve(push, { selected_number: number });
    await api.initiate(ids(login));
    expect((await api.poll(push)).body).toMatchObject({ transaction_status: 'EXPIRED' });
  });

  it('approves neither a code nor the login’s own transaction, nor another’s push', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const sent = ids(login, await api.initiate(ids(login)));
    const { push, number } = await prompt();
    const foreign = { ...push, context_id: login.body.context_id };
    for (const wrong of [ids(login), sent, foreign])
      expect(codeOf(await api.approve(wrong, { selected_number: number }))).toEqual([404, 'CIAM_E01_03_001']);
  });
});
