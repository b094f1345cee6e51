import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { z } from 'zod';
import { FakeClock } from '../../test/support/fake-clock.js';
import { testConfig } from '../../test/support/test-config.js';
import {
  answer,
  noAnswer,
  raw,
  type ReceivedCall,
  type Reply,
  WEBHOOK_SECRET,
  webhookConfig,
  WebhookReceiver,
} from '../../test/support/webhook-receiver.js';
import { DependencyUnavailable } from '../common/errors.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import { WebhookClient, webhookTarget } from './webhook-client.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const Greeting = z.object({ greeting: z.string() });
const HELLO = answer({ greeting: 'hello' });
const BROKEN = answer({}, 500);

const signatureOf = ({ headers }: ReceivedCall) => headers['x-sallyport-signature'];

function expectedSignature({ headers, body }: ReceivedCall): string {
  const signed = `${headers['x-sallyport-timestamp'] as string}.${body}`;
  return `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(signed).digest('hex')}`;
}

describe('the webhook client', () => {
  let receiver: WebhookReceiver;
  let clock: FakeClock;
  let request: RequestContext;
  let pauses: number[];

  const clientOf = (env: Record<string, string> = {}, url = receiver.url): WebhookClient => {
    const target = webhookTarget('otp', webhookConfig(url, env).adapters);
    return new WebhookClient(target, clock, new Random(), request, async (ms) => {
      pauses.push(ms);
      clock.advance(ms / 1000);
    });
  };
  const ask = (client: WebhookClient) => client.ask({ type: 'greet', name: 'Zoë' }, Greeting);
  const failureOf = async (client: WebhookClient): Promise<DependencyUnavailable> => {
    const error: unknown = await ask(client).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DependencyUnavailable);
    return error as DependencyUnavailable;
  };
  const causeOf = async (client: WebhookClient) => ((await failureOf(client)).cause as Error).message;
  const deliveries = () => receiver.calls.map(({ headers }) => headers['x-sallyport-delivery']);
  const failTimes = async (client: WebhookClient, times: number) => {
    for (let nth = 0; nth < times; nth += 1) await failureOf(client);
  };

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    clock = new FakeClock(new Date('2026-01-01T00:00:00.900Z'));
    request = new RequestContext();
    pauses = [];
  });
  afterEach(() => receiver.stop());

  describe('sends', () => {
    it('what the receiver can verify with the shared secret', async () => {
      receiver.willAnswer(HELLO);
      await expect(ask(clientOf())).resolves.toEqual({ greeting: 'hello' });
      const call = receiver.calls[0];
      const { headers, body } = call;
      expect(headers['x-sallyport-timestamp']).toBe('1767225600');
      expect(signatureOf(call)).toBe(expectedSignature(call));
      expect(headers['content-type']).toBe('application/json');
      expect(headers['x-sallyport-delivery']).toMatch(UUID);
      expect(JSON.parse(body)).toEqual({ type: 'greet', name: 'Zoë' });
    });

    it('the correlation id of the request that is being answered', async () => {
      receiver.willAnswer(HELLO);
      const correlationId = '0b7e6c52-6c1e-4b8e-9c38-6d8c2b1f7a10';
      await request.run({ ...request.current, correlationId }, () => ask(clientOf()));
      expect(receiver.calls[0]?.headers['x-correlation-id']).toBe(correlationId);
    });

    it('another delivery id with each message', async () => {
      receiver.willAnswer(HELLO);
      const client = clientOf();
      await ask(client);
      await ask(client);
      expect(new Set(deliveries()).size).toBe(2);
    });

    it('the same delivery id, signed at a new time, when it tries again', async () => {
      receiver.willAnswer(answer({}, 500, { 'retry-after': '2' }), HELLO);
      await ask(clientOf({ WEBHOOK_RETRIES: '2' }));
      expect(receiver.calls).toHaveLength(2);
      expect(new Set(deliveries()).size).toBe(1);
      const timestamps = receiver.calls.map(({ headers }) => headers['x-sallyport-timestamp']);
      expect(timestamps).toEqual(['1767225600', '1767225602']);
      expect(receiver.calls.map(signatureOf)).toEqual(receiver.calls.map(expectedSignature));
    });
  });

  describe('tries again', () => {
    it.each([429, 500, 502, 503, 504])('after %i', async (status) => {
      receiver.willAnswer(answer({}, status), HELLO);
      await expect(ask(clientOf({ WEBHOOK_RETRIES: '1' }))).resolves.toEqual({ greeting: 'hello' });
    });

    it('after a broken connection', async () => {
      receiver.willAnswer((response) => response.destroy(), HELLO);
      await expect(ask(clientOf({ WEBHOOK_RETRIES: '1' }))).resolves.toEqual({ greeting: 'hello' });
    });

    it('after an answer that broke off in its middle', async () => {
      const half: Reply = (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"greet', () => response.destroy());
      };
      receiver.willAnswer(half, HELLO);
      await expect(ask(clientOf({ WEBHOOK_RETRIES: '1' }))).resolves.toEqual({ greeting: 'hello' });
    });

    it('after a time-out', async () => {
      receiver.willAnswer(noAnswer, HELLO);
      const client = clientOf({ WEBHOOK_RETRIES: '1', WEBHOOK_TIMEOUT: '500' });
      await expect(ask(client)).resolves.toEqual({ greeting: 'hello' });
    });

    it('as often as configured and no more', async () => {
      receiver.willAnswer(BROKEN);
      await expect(causeOf(clientOf({ WEBHOOK_RETRIES: '3' }))).resolves.toBe('answered 500');
      expect(receiver.calls).toHaveLength(4);
    });

    it('after pauses that double and vary by half', async () => {
      receiver.willAnswer(BROKEN);
      await failureOf(clientOf({ WEBHOOK_RETRIES: '3' }));
      expect(pauses).toHaveLength(3);
      pauses.forEach((pause, nth) => {
        expect(pause).toBeGreaterThanOrEqual(50 * 2 ** nth);
        expect(pause).toBeLessThanOrEqual(100 * 2 ** nth);
      });
    });

    it('not before the time that Retry-After names', async () => {
      receiver.willAnswer(answer({}, 429, { 'retry-after': '3' }), HELLO);
      await ask(clientOf({ WEBHOOK_RETRIES: '1' }));
      expect(pauses).toEqual([3000]);
      const timestamps = receiver.calls.map(({ headers }) => Number(headers['x-sallyport-timestamp']));
      expect(timestamps).toEqual([1767225600, 1767225603]);
    });
  });

  describe('gives up', () => {
    it.each([400, 401, 403, 404, 409, 422])('at once after %i', async (status) => {
      receiver.willAnswer(answer({ greeting: 'hello' }, status));
      await expect(causeOf(clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe(`answered ${status}`);
      expect(receiver.calls).toHaveLength(1);
    });

    it('when nobody answers in time', async () => {
      receiver.willAnswer(noAnswer);
      await expect(causeOf(clientOf({ WEBHOOK_TIMEOUT: '50' }))).resolves.toBe('no answer within 50 ms');
    });

    it('when an answer begins in time but does not end', async () => {
      receiver.willAnswer((response) => response.writeHead(200).write('{'));
      await expect(causeOf(clientOf({ WEBHOOK_TIMEOUT: '50' }))).resolves.toBe('no answer within 50 ms');
    });

    it('when nobody listens', async () => {
      const { url } = receiver;
      await receiver.stop();
      await expect(causeOf(clientOf({}, url))).resolves.toBe('the connection failed: ECONNREFUSED');
      receiver = await WebhookReceiver.start();
    });

    it('when ten seconds have passed, whatever retries are left', async () => {
      receiver.willAnswer((response) => {
        clock.advance(4);
        BROKEN(response);
      });
      await failureOf(clientOf({ WEBHOOK_RETRIES: '5' }));
      expect(receiver.calls).toHaveLength(3);
    });

    it('when Retry-After names a time beyond those ten seconds', async () => {
      receiver.willAnswer(answer({}, 503, { 'retry-after': '60' }));
      await failureOf(clientOf({ WEBHOOK_RETRIES: '2' }));
      expect(receiver.calls).toHaveLength(1);
      expect(pauses).toEqual([]);
    });
  });

  describe('does not accept', () => {
    it('a redirect, and does not follow it', async () => {
      receiver.willAnswer(raw('', 307, { location: `${receiver.url}/elsewhere` }), HELLO);
      await expect(causeOf(clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe('answered 307');
      expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook']);
    });

    it('an answer of more than 64 KiB', async () => {
      receiver.willAnswer(answer({ greeting: 'x'.repeat(64 * 1024) }));
      await expect(causeOf(clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe(
        'answered more than 65536 bytes',
      );
      expect(receiver.calls).toHaveLength(1);
    });

    it.each([
      ['a page', raw('<html>Sign in, please</html>')],
      ['half an object', raw('{"greeting":')],
      ['bytes that are not UTF-8', raw(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ])('%s instead of JSON', async (_name, reply) => {
      receiver.willAnswer(reply);
      await expect(causeOf(clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe(
        'answered something other than JSON',
      );
      expect(receiver.calls).toHaveLength(1);
    });

    it.each([
      ['another type', answer({ greeting: 7 }), 'greeting'],
      ['a missing field', answer({}), 'greeting'],
      ['nothing', raw(''), 'the answer'],
    ])('%s where the question wants an answer of a certain shape', async (_name, reply, field) => {
      receiver.willAnswer(reply);
      await expect(causeOf(clientOf())).resolves.toBe(`answered what does not fit: ${field}`);
    });
  });

  describe('leaves an ailing service alone', () => {
    it('after five failures in a row, and asks again when thirty seconds have passed', async () => {
      receiver.willAnswer(BROKEN, BROKEN, BROKEN, BROKEN, BROKEN, HELLO);
      const client = clientOf();
      await failTimes(client, 5);
      await expect(causeOf(client)).resolves.toMatch(/^not called/);
      expect(receiver.calls).toHaveLength(5);
      clock.advance(30);
      await expect(ask(client)).resolves.toEqual({ greeting: 'hello' });
      await expect(ask(client)).resolves.toEqual({ greeting: 'hello' });
      expect(receiver.calls).toHaveLength(7);
    });

    it('in the middle of its retries', async () => {
      receiver.willAnswer(BROKEN);
      const client = clientOf({ WEBHOOK_RETRIES: '2' });
      await failTimes(client, 1);
      await expect(causeOf(client)).resolves.toBe('answered 500');
      expect(receiver.calls).toHaveLength(5);
      expect(pauses).toHaveLength(3);
    });

    it('but not for refusing single messages', async () => {
      receiver.willAnswer(answer({}, 400));
      await failTimes(clientOf(), 8);
      expect(receiver.calls).toHaveLength(8);
    });
  });

  it('takes the receiver’s id of a message that it hands over', async () => {
    receiver.willAnswer(answer({ delivery_id: 'sms-1' }, 202));
    await expect(clientOf().notify({ type: 'note' })).resolves.toBe('sms-1');
  });

  it.each([
    ['no id', answer({})],
    ['an id too long to keep', answer({ delivery_id: 'x'.repeat(129) })],
    ['an id that cannot be stored', answer({ delivery_id: 'sms\0' })],
    ['an empty answer', raw('', 204)],
  ])('takes its own id for a message that is answered with %s', async (_name, reply) => {
    receiver.willAnswer(reply);
    const id = await clientOf().notify({ type: 'note' });
    expect(id).toBe(receiver.calls[0]?.headers['x-sallyport-delivery']);
  });

  it('says in no error what it sent, what was answered, or where to', async () => {
    receiver.willAnswer(
      answer({ greeting: 12, phone: '+15550001234' }),
      raw('not json +15550001234'),
      BROKEN,
      noAnswer,
    );
    const client = clientOf({ WEBHOOK_TIMEOUT: '100' });
    for (let nth = 0; nth < 4; nth += 1) {
      const said = inspect(await failureOf(client), { depth: 10, showHidden: true });
      for (const secret of ['Zoë', WEBHOOK_SECRET, '5550001234', '/hook', '127.0.0.1']) {
        expect(said).not.toContain(secret);
      }
    }
  });

  it('cannot be made without URL and secret', () => {
    expect(() => webhookTarget('push', testConfig().adapters)).toThrow(
      'The push webhook has no URL and secret',
    );
  });
});
