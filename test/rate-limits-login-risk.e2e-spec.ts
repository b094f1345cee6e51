import type { ApiResponse } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { expectThrottled, limitedServer, repeat, statuses } from './support/limits.js';
import { newPerson } from './support/walk.js';
import { answer, WEBHOOK_SECRET, WebhookReceiver } from './support/webhook-receiver.js';

const ALLOW = answer({ recommendation: 'ALLOW', risk_score: 1, risk_level: 'LOW' });

describe('how often a password may be tried, with a real risk service,', () => {
  let receiver: WebhookReceiver;
  let server: TestServer;
  let tokens = 0;

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    receiver.willAnswer(ALLOW);
    const env = {
      TRUST_PROXY: 'loopback',
      RISK_SERVICE: 'webhook',
      RISK_WEBHOOK_URL: receiver.url,
      RISK_WEBHOOK_SECRET: WEBHOOK_SECRET,
    };
    server = await limitedServer('login=5/1m,login-address=100/1m', { env });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
    await receiver.stop();
  });

  /** A login without a cookie; its action token is new each time. */
  const enter = (username: string, address: string, password = 'password', more: object = {}) => {
    const headers = { 'x-forwarded-for': address, ...more };
    tokens += 1;
    return server.api.login(username, { password, drs_action_token: `token ${tokens}` }, { headers });
  };
  const auditOf = async ({ body }: ApiResponse) => {
    const [row] = await server.rows.select(
      `SELECT event_type, event_outcome, cupid, ip_address, event_details FROM audit_logs WHERE correlation_id = $1`,
      [body.correlation_id],
    );
    const details = row?.event_details as string | Record<string, unknown>;
    const { username_hmac } = typeof details === 'string' ? JSON.parse(details) : details;
    return { ...row, event_details: undefined, username_hmac };
  };

  it('is counted and written down for right and wrong alike, when a crafted action token makes the service fail', async () => {
    const { username, cupid } = await newPerson(server, 'testuser');
    receiver.willAnswer(answer({}, 400));
    const wrong = await enter(username, '203.0.113.1', 'wrong');
    const right = await repeat(4, () => enter(username, '203.0.113.1'));
    expect(statuses([wrong, ...right])).toEqual([401, 503, 503, 503, 503]);
    expectThrottled(await enter(username, '203.0.113.1'), 60);
    const failed = await auditOf(wrong);
    expect(failed).toMatchObject({ event_type: 'auth.login.failed', ip_address: '203.0.113.1' });
    for (const one of right)
      expect(await auditOf(one)).toEqual({ ...failed, event_type: 'auth.login.unanswered', cupid });
  });

  /** What the header says of the name, and not of the address. */
  const ofName = ({ headers }: ApiResponse) => String(headers.ratelimit).split(', ')[1];

  const native = (username: string, address: string, password = 'password'): Promise<ApiResponse> =>
    enter(username, address, password, { 'x-token-delivery': 'body' });

  it('tells nobody at a shared address who has signed in from it', async () => {
    const [known, unknown] = [await newPerson(server, 'testuser'), await newPerson(server, 'testuser')];
    expect((await native(known.username, '198.51.100.7')).status).toBe(201);
    for (const { username } of [known, unknown])
      await repeat(6, () => native(username, '203.0.113.1', 'wrong'));
    for (const ask of [native, enter]) {
      const [one, other] = [
        await ask(known.username, '198.51.100.7', 'wrong'),
        await ask(unknown.username, '198.51.100.7', 'wrong'),
      ];
      expectThrottled(one, 60);
      expectThrottled(other, 60);
      expect(ofName(one)).toBe(ofName(other));
    }
  });

  it('is counted apart for a device that a cookie names, at the same address too', async () => {
    const { username } = await newPerson(server, 'testuser');
    const headers = { 'x-forwarded-for': '198.51.100.7' };
    const first = await server.api.login(username, { drs_action_token: 'the first' }, { headers });
    const cookies = { device_id: first.cookies.device_id.value };
    await repeat(6, () => native(username, '198.51.100.7', 'wrong'));
    expect((await native(username, '198.51.100.7')).status).toBe(429);
    const again = await server.api.login(username, { drs_action_token: 'the next' }, { headers, cookies });
    expect(again.status).toBe(201);
  });
});
