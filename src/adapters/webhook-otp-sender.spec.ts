import { FakeClock } from '../../test/support/fake-clock.js';
import { answer, noAnswer, webhookConfig, WebhookReceiver } from '../../test/support/webhook-receiver.js';
import { DependencyUnavailable } from '../common/errors.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import { WebhookOtpSender } from './webhook-otp-sender.js';

const MESSAGE = {
  transactionId: 'tx-1767225600000-9b1deb4d',
  channel: 'sms',
  destination: '+15550001234',
  code: '493021',
  expiresAt: new Date('2026-01-01T00:02:00Z'),
} as const;

describe('the OTP gateway behind a webhook', () => {
  let receiver: WebhookReceiver;

  const senderOf = (env: Record<string, string> = {}) =>
    new WebhookOtpSender(
      webhookConfig(receiver.url, env),
      new FakeClock(),
      new Random(),
      new RequestContext(),
    );

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });
  afterEach(() => receiver.stop());

  it('is told the code, where it goes, how, and until when it is good', async () => {
    receiver.willAnswer(answer({ delivery_id: 'sms-1' }));
    await expect(senderOf().send(MESSAGE)).resolves.toBe('sms-1');
    expect(receiver.bodies).toEqual([
      {
        type: 'otp',
        transaction_id: 'tx-1767225600000-9b1deb4d',
        channel: 'sms',
        destination: '+15550001234',
        code: '493021',
        expires_at: '2026-01-01T00:02:00.000Z',
      },
    ]);
  });

  it('may leave the delivery id to the server', async () => {
    const id = await senderOf().send(MESSAGE);
    expect(id).toBe(receiver.calls[0]?.headers['x-sallyport-delivery']);
  });

  it('sees one delivery id although the first try was lost', async () => {
    receiver.willAnswer(answer({}, 503), answer({}));
    await senderOf({ WEBHOOK_RETRIES: '1' }).send(MESSAGE);
    const [first, second] = receiver.calls.map(({ headers }) => headers['x-sallyport-delivery']);
    expect(second).toBe(first);
  });

  it.each([
    ['refuses', answer({}, 400)],
    ['is silent', noAnswer],
  ])('counts as unavailable when it %s', async (_name, reply) => {
    receiver.willAnswer(reply);
    await expect(senderOf({ WEBHOOK_TIMEOUT: '50' }).send(MESSAGE)).rejects.toThrow(DependencyUnavailable);
  });

  it('never reveals a code', () => {
    expect(senderOf().reveal(MESSAGE.transactionId)).toBeUndefined();
  });
});
