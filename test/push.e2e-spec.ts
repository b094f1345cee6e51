import { decodeJwt } from 'jose';
import { SimulatedOutbox } from '../src/adapters/simulated-outbox.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const rejected = { error_code: 'CIAM_E01_03_002', transaction_status: 'REJECTED' };
const NOT_FOUND = [404, 'CIAM_E01_03_001'];

describe('signing in by a push', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  async function prompt(username: string) {
    const login = await server.api.login(username);
    const sent = await server.api.push(ids(login));
    return { login, sent, push: ids(login, sent) };
  }

  it('shows a number from 1 to 99 where the person signs in and sends it nowhere', async () => {
    const { sent } = await prompt('mfauser');
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({
      response_type_code: 'PUSH_VERIFY_REQUIRED',
      transaction_id: expect.any(String),
      expires_at: new Date(server.clock.now().getTime() + 120_000).toISOString(),
      display_number: expect.any(Number),
    });
    const { display_number: number, transaction_id: id } = sent.body;
    expect(Number.isInteger(number) && number >= 1 && number <= 99).toBe(true);
    const messages = server.app
      .get(SimulatedOutbox)
      .messages.filter((message) => message.transaction_id === id);
    expect(messages).toEqual([expect.objectContaining({ kind: 'push' })]);
    expect(Object.values(messages[0] ?? {})).not.toContain(number);
  });

  it('draws the number anew each time', async () => {
    const numbers = new Set<number>();
    for (let time = 1; time <= 12; time++) numbers.add((await prompt('mfauser')).sent.body.display_number);
    expect(numbers.size).toBeGreaterThan(1);
  });

  it('answers MFA_PENDING until the phone has answered', async () => {
    const { push, sent } = await prompt('pushexpired');
    server.clock.advance(4.999);
    const { status, body } = await server.api.poll(push);
    expect(status).toBe(200);
    expect(body).toEqual({
      response_type_code: 'MFA_PENDING',
      transaction_id: push.transaction_id,
      expires_at: sent.body.expires_at,
      retry_after: 1000,
    });
  });

  it('lets mfauser in five seconds after the prompt, and not before', async () => {
    const { login, push } = await prompt('mfauser');
    server.clock.advance(4.999);
    expect((await server.api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
    server.clock.advance(0.001);
    const answer = await server.api.poll(push);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ response_type_code: 'SUCCESS', ...push, device_bound: false });
    expect(decodeJwt(answer.body.access_token)).toMatchObject({
      sid: login.body.context_id,
      amr: ['pwd', 'mfa', 'mca'],
      acr: 'aal2',
    });
  });

  it('goes on to the next door where there is one', async () => {
    const { push } = await prompt('mfaesignuser');
    server.clock.advance(5);
    const answer = await server.api.poll(push);
    expect([answer.status, answer.body.response_type_code]).toEqual([200, 'ESIGN_REQUIRED']);
  });

  it('yields tokens once, however often it is polled', async () => {
    const { push } = await prompt('mfauser');
    server.clock.advance(5);
    await server.api.poll(push);
    const replay = await server.api.poll(push);
    expect(codeOf(replay)).toEqual([400, 'CIAM_E01_03_003']);
    expect(await server.rows.count('tokens', 'session_id = $1', [push.context_id])).toBe(3);
  });

  it('is refused to pushfail after seven seconds, and not before', async () => {
    const { push } = await prompt('pushfail');
    server.clock.advance(6.999);
    expect((await server.api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
    server.clock.advance(0.001);
    for (const answer of [await server.api.poll(push), await server.api.poll(push)]) {
      expect(answer.status).toBe(410);
      expect(answer.body).toMatchObject(rejected);
    }
    expect(await server.rows.eventsOf(push.context_id)).toContain('mfa.push.rejected');
  });

  it('gives pushfail a code after the denial, but no further push', async () => {
    const { api, clock } = server;
    const { login, push } = await prompt('pushfail');
    clock.advance(7);
    await api.poll(push);
    expect(codeOf(await api.push(ids(login)))).toEqual([400, 'CIAM_E01_01_009']);
    const sent = await api.initiate(ids(login));
    expect((await api.verify(ids(login, sent))).status).toBe(201);
  });

  it('remembers a denial that nobody has polled for', async () => {
    const { login } = await prompt('pushfail');
    server.clock.advance(7);
    expect(codeOf(await server.api.push(ids(login)))).toEqual([400, 'CIAM_E01_01_009']);
  });

  it('expires for pushexpired, who never answers', async () => {
    const { login, push } = await prompt('pushexpired');
    server.clock.advance(119.999);
    expect((await server.api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
    server.clock.advance(0.001);
    const late = await server.api.poll(push);
    expect(late.status).toBe(410);
    expect(late.body).toMatchObject({ error_code: 'CIAM_E01_03_002', transaction_status: 'EXPIRED' });
    // Silence is no denial.
    expect((await server.api.push(ids(login))).status).toBe(200);
  });

  it('cannot be passed with a code', async () => {
    const { push } = await prompt('mfauser');
    expect(codeOf(await server.api.verify(push))).toEqual(NOT_FOUND);
    expect((await server.api.poll(push)).status).toBe(200);
  });

  it('has no status to poll where a code was sent, nor before any challenge', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    expect(codeOf(await api.poll(ids(login)))).toEqual(NOT_FOUND);
    const sent = ids(login, await api.initiate(ids(login)));
    expect(codeOf(await api.poll(sent))).toEqual(NOT_FOUND);
    expect((await api.verify(sent)).status).toBe(201);
  });

  it('is known only in its own context', async () => {
    const [mine, another] = [await prompt('mfauser'), await prompt('mfauser')];
    server.clock.advance(5);
    const foreign = { ...mine.push, context_id: another.push.context_id };
    expect(codeOf(await server.api.poll(foreign))).toEqual(NOT_FOUND);
    expect((await server.api.poll(mine.push)).status).toBe(201);
  });

  it('needs the context to be named', async () => {
    const { push } = await prompt('mfauser');
    const answer = await server.api.post(`/auth/mfa/transactions/${push.transaction_id}`);
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(answer.body.details).toEqual([{ field: 'context_id', problem: expect.any(String) }]);
  });
});
