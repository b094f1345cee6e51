import { createHmac } from 'node:crypto';
import { FakeClock } from '../../test/support/fake-clock.js';
import {
  answer,
  PUSH_CALLBACK_SECRET,
  webhookConfig,
  WebhookReceiver,
} from '../../test/support/webhook-receiver.js';
import { DependencyUnavailable } from '../common/errors.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import type { PushApproval } from '../modules/mfa/push-sender.port.js';
import { WebhookPushSender } from './webhook-push-sender.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const NOW_SECONDS = 1767225600;
const TRANSACTION = 'tx-1767225600000-9b1deb4d';

function senderOf(config: AppConfig): WebhookPushSender {
  return new WebhookPushSender(config, new FakeClock(NOW), new Random(), new RequestContext());
}

function sign(text: string, secret = PUSH_CALLBACK_SECRET): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function approvalAt(seconds: number): PushApproval {
  const signature = sign(`${TRANSACTION}.42.approve.${seconds}`);
  return {
    transactionId: TRANSACTION,
    selectedNumber: 42,
    decision: 'approve',
    timestamp: `${seconds}`,
    signature,
  };
}

describe('the push gateway behind a webhook', () => {
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });
  afterEach(() => receiver.stop());

  it('is told whom to ask and until when, and never the number to choose', async () => {
    receiver.willAnswer(answer({ delivery_id: 'push-1' }));
    const expiresAt = new Date('2026-01-01T00:02:00Z');
    const sent = senderOf(webhookConfig(receiver.url)).send({
      contextId: 'sess-1',
      transactionId: TRANSACTION,
      cupid: 'c-1',
      expiresAt,
    });
    await expect(sent).resolves.toBe('push-1');
    expect(receiver.bodies).toEqual([
      {
        type: 'push',
        context_id: 'sess-1',
        transaction_id: TRANSACTION,
        cupid: 'c-1',
        expires_at: '2026-01-01T00:02:00.000Z',
      },
    ]);
  });

  it('counts as unavailable when it fails', async () => {
    receiver.willAnswer(answer({}, 500));
    const message = { contextId: 'sess-1', transactionId: TRANSACTION, cupid: 'c-1', expiresAt: NOW };
    await expect(senderOf(webhookConfig(receiver.url)).send(message)).rejects.toThrow(DependencyUnavailable);
  });
});

describe('an answer from the phone', () => {
  const config = webhookConfig('http://127.0.0.1:9/hook');
  const isBelieved = (approval: PushApproval) => senderOf(config).vouchesFor(approval, NOW);
  const good = approvalAt(NOW_SECONDS);

  it('is believed when the gateway has signed it', () => {
    expect(isBelieved(good)).toBe(true);
  });

  it('is believed when its signature is in capitals', () => {
    expect(isBelieved({ ...good, signature: good.signature?.toUpperCase() })).toBe(true);
  });

  it('is believed as a denial without a number', () => {
    const signature = sign(`${TRANSACTION}..deny.${NOW_SECONDS}`);
    expect(isBelieved({ ...good, selectedNumber: null, decision: 'deny', signature })).toBe(true);
  });

  it.each<[string, Partial<PushApproval>]>([
    ['transaction', { transactionId: 'tx-1767225600000-other' }],
    ['number', { selectedNumber: 43 }],
    ['number, left out', { selectedNumber: null }],
    ['decision', { decision: 'deny' }],
    ['timestamp', { timestamp: `${NOW_SECONDS + 1}` }],
    ['signature', { signature: sign('something else') }],
    [
      'key',
      { signature: sign(`${TRANSACTION}.42.approve.${NOW_SECONDS}`, 'another key of the right length!') },
    ],
  ])('is not believed with another %s', (_name, changes) => {
    expect(isBelieved({ ...good, ...changes })).toBe(false);
  });

  it.each<[string, Partial<PushApproval>]>([
    ['signature', { signature: undefined }],
    ['signature, an empty one', { signature: '' }],
    ['timestamp', { timestamp: undefined }],
    ['timestamp, an empty one', { timestamp: '' }],
  ])('is not believed without %s', (_name, changes) => {
    expect(isBelieved({ ...good, ...changes })).toBe(false);
  });

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])('signed %i seconds from now: believed is %s', (offset, expected) => {
    expect(isBelieved(approvalAt(NOW_SECONDS + offset))).toBe(expected);
  });

  it.each([`${NOW_SECONDS}.0`, `${NOW_SECONDS}e0`, ` ${NOW_SECONDS}`, '2026-01-01T00:00:00Z', 'NaN'])(
    'is not believed with a timestamp that is no whole number of seconds: %s',
    (timestamp) => {
      const signature = sign(`${TRANSACTION}.42.approve.${timestamp}`);
      expect(isBelieved({ ...good, timestamp, signature })).toBe(false);
    },
  );

  it('is not believed when there is no key to check it with', () => {
    const adapters = { ...config.adapters, pushCallbackSecret: undefined };
    const signature = sign(`${TRANSACTION}.42.approve.${NOW_SECONDS}`, '');
    expect(senderOf({ ...config, adapters }).vouchesFor({ ...good, signature }, NOW)).toBe(false);
  });
});
