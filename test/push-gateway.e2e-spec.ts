import { hmacSha256 } from '../src/common/digest.js';
import { toEpochSeconds } from '../src/common/clock.js';
import { type ApiResponse, type Ids, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { answer, WebhookReceiver, WEBHOOK_SECRET } from './support/webhook-receiver.js';

const SECRET = 'the secret of the push callback, long';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const NOT_VOUCHED_FOR = [401, 'CIAM_E04_00_010'];

describe('a push by a real gateway', () => {
  let gateway: WebhookReceiver;
  let server: TestServer;

  beforeAll(async () => {
    gateway = await WebhookReceiver.start();
    server = await createTestServer({
      env: {
        PUSH_SENDER: 'webhook',
        PUSH_WEBHOOK_URL: gateway.url,
        PUSH_WEBHOOK_SECRET: WEBHOOK_SECRET,
        PUSH_CALLBACK_SECRET: SECRET,
        WEBHOOK_RETRIES: '0',
      },
    });
  });

  afterAll(async () => {
    await server.close();
    await gateway.stop();
  });

  async function prompt() {
    gateway.willAnswer(answer({ delivery_id: 'delivery-1' }));
    const login = await server.api.login('mfauser');
    const sent = await server.api.push(ids(login));
    return { login, push: ids(login, sent), number: sent.body.display_number as number };
  }

  interface Signed {
    readonly number: number | '';
    readonly decision: string;
    readonly timestamp?: string;
    readonly secret?: string;
  }

  const now = () => String(toEpochSeconds(server.clock.now()));

  /** The headers by which the gateway vouches for an answer. */
  function vouch(id: string, { number, decision, timestamp = now(), secret = SECRET }: Signed) {
    const signature = hmacSha256(secret, `${id}.${number}.${decision}.${timestamp}`);
    return { headers: { 'x-push-timestamp': timestamp, 'x-push-signature': signature } };
  }

  const approveWith = (push: Ids, number: number, signed: Partial<Signed>) => {
    const proof = vouch(push.transaction_id, { number, decision: 'approve', ...signed });
    return server.api.approve(push, { selected_number: number }, proof);
  };

  it('tells the gateway whom to ask, and not the number', async () => {
    const { push, number } = await prompt();
    const sent = gateway.bodies.at(-1) as Record<string, unknown>;
    expect(sent).toMatchObject({
      type: 'push',
      transaction_id: push.transaction_id,
      cupid: expect.any(String),
    });
    expect(Object.values(sent)).not.toContain(number);
  });

  it('is approved by an answer that the gateway has signed', async () => {
    const { push, number } = await prompt();
    const approval = await approveWith(push, number, {});
    expect(approval.body).toEqual({ success: true, transaction_id: push.transaction_id });
    expect((await server.api.poll(push)).status).toBe(201);
  });

  it('is denied by an answer that the gateway has signed', async () => {
    const { push } = await prompt();
    const proof = vouch(push.transaction_id, { number: '', decision: 'deny' });
    expect((await server.api.approve(push, { decision: 'deny' }, proof)).status).toBe(200);
    expect((await server.api.poll(push)).body.transaction_status).toBe('REJECTED');
  });

  it('is not approved with what the browser knows as well', async () => {
    const { push, number } = await prompt();
    expect(codeOf(await server.api.approve(push, { selected_number: number }))).toEqual(NOT_VOUCHED_FOR);
    expect(codeOf(await server.api.approve(push, { decision: 'deny' }))).toEqual(NOT_VOUCHED_FOR);
    // The attempt has changed nothing.
    expect((await server.api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
  });

  it('is not approved by itself, however old it gets', async () => {
    const { push } = await prompt();
    server.clock.advance(60);
    expect((await server.api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
  });

  it.each<[string, (number: number) => Partial<Signed>]>([
    ['under another secret', () => ({ secret: 'another secret of thirty-two chars' })],
    ['over another number', (number) => ({ number: (number % 99) + 1 })],
    ['over another decision', () => ({ decision: 'deny' })],
  ])('is not approved by a signature %s', async (_kind, signed) => {
    const { push, number } = await prompt();
    expect(codeOf(await approveWith(push, number, signed(number)))).toEqual(NOT_VOUCHED_FOR);
  });

  it('is not approved by the signature of another transaction', async () => {
    const [mine, another] = [await prompt(), await prompt()];
    const proof = vouch(another.push.transaction_id, { number: mine.number, decision: 'approve' });
    const stolen = await server.api.approve(mine.push, { selected_number: mine.number }, proof);
    expect(codeOf(stolen)).toEqual(NOT_VOUCHED_FOR);
  });

  it('is not approved by a signature from more than five minutes ago or ahead', async () => {
    const { push, number } = await prompt();
    const at = (offset: number) => String(Number(now()) + offset);
    for (const timestamp of [at(-301), at(301), 'soon', ''])
      expect(codeOf(await approveWith(push, number, { timestamp }))).toEqual(NOT_VOUCHED_FOR);
    expect((await approveWith(push, number, { timestamp: at(-300) })).body.success).toBe(true);
  });

  it('cannot be asked for which transactions exist without a signature', async () => {
    const unknown = { context_id: 'sess-unknown', transaction_id: 'tx-unknown' };
    expect(codeOf(await server.api.approve(unknown, { selected_number: 1 }))).toEqual(NOT_VOUCHED_FOR);
  });

  it('is answered with 503 when the gateway is down, and what was pending stays good', async () => {
    const { api } = server;
    const { login, push } = await prompt();
    gateway.willAnswer(answer({}, 500));
    const failed = await api.push(ids(login));
    expect(codeOf(failed)).toEqual([503, 'CIAM_E05_00_002']);
    expect((await api.poll(push)).body.response_type_code).toBe('MFA_PENDING');
  });
});
