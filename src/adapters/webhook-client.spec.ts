import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { Greeter } from '../../test/support/greeter.js';
import { testConfig } from '../../test/support/test-config.js';
import {
  answer,
  noAnswer,
  raw,
  type ReceivedCall,
  WEBHOOK_SECRET,
} from '../../test/support/webhook-receiver.js';
import { webhookTarget } from './webhook-client.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const HELLO = answer({ greeting: 'hello' });
const BROKEN = answer({}, 500);

const signatureOf = ({ headers }: ReceivedCall) => headers['x-sallyport-signature'];

const deliveryOf = ({ headers }: ReceivedCall) => headers['x-sallyport-delivery'];

function expectedSignature({ headers, body }: ReceivedCall): string {
  const signed = `${headers['x-sallyport-timestamp'] as string}.${body}`;
  return `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(signed).digest('hex')}`;
}

describe('the webhook client', () => {
  let greeter: Greeter;

  beforeEach(async () => {
    greeter = await Greeter.start();
  });
  afterEach(() => greeter.receiver.stop());

  describe('sends', () => {
    it('what the receiver can verify with the shared secret', async () => {
      greeter.receiver.willAnswer(HELLO);
      await expect(greeter.ask(greeter.clientOf())).resolves.toEqual({ greeting: 'hello' });
      const call = greeter.receiver.calls[0];
      const { headers, body } = call;
      expect(headers['x-sallyport-timestamp']).toBe('1767225600');
      expect(signatureOf(call)).toBe(expectedSignature(call));
      expect(headers['content-type']).toBe('application/json');
      expect(headers['x-sallyport-delivery']).toMatch(UUID);
      expect(JSON.parse(body)).toEqual({ type: 'greet', name: 'Zoë' });
    });

    it('the correlation id of the request that is being answered', async () => {
      greeter.receiver.willAnswer(HELLO);
      const correlationId = '0b7e6c52-6c1e-4b8e-9c38-6d8c2b1f7a10';
      await greeter.request.run({ ...greeter.request.current, correlationId }, () =>
        greeter.ask(greeter.clientOf()),
      );
      expect(greeter.receiver.calls[0]?.headers['x-correlation-id']).toBe(correlationId);
    });

    it('another delivery id with each message', async () => {
      greeter.receiver.willAnswer(HELLO);
      const client = greeter.clientOf();
      await greeter.ask(client);
      await greeter.ask(client);
      expect(new Set(greeter.receiver.calls.map(deliveryOf)).size).toBe(2);
    });

    it('the same delivery id, signed at a new time, when it tries again', async () => {
      greeter.receiver.willAnswer(answer({}, 500, { 'retry-after': '2' }), HELLO);
      await greeter.ask(greeter.clientOf({ WEBHOOK_RETRIES: '2' }));
      expect(greeter.receiver.calls).toHaveLength(2);
      expect(new Set(greeter.receiver.calls.map(deliveryOf)).size).toBe(1);
      const timestamps = greeter.receiver.calls.map(({ headers }) => headers['x-sallyport-timestamp']);
      expect(timestamps).toEqual(['1767225600', '1767225602']);
      expect(greeter.receiver.calls.map(signatureOf)).toEqual(greeter.receiver.calls.map(expectedSignature));
    });
  });

  describe('does not accept', () => {
    it('a redirect, and does not follow it', async () => {
      greeter.receiver.willAnswer(raw('', 307, { location: `${greeter.receiver.url}/elsewhere` }), HELLO);
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe('answered 307');
      expect(greeter.receiver.calls.map(({ path }) => path)).toEqual(['/hook']);
    });

    it('an answer of more than 64 KiB', async () => {
      greeter.receiver.willAnswer(answer({ greeting: 'x'.repeat(64 * 1024) }));
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe(
        'answered more than 65536 bytes',
      );
      expect(greeter.receiver.calls).toHaveLength(1);
    });

    it.each([
      ['a page', raw('<html>Sign in, please</html>')],
      ['half an object', raw('{"greeting":')],
      ['bytes that are not UTF-8', raw(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ])('%s instead of JSON', async (_name, reply) => {
      greeter.receiver.willAnswer(reply);
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe(
        'answered something other than JSON',
      );
      expect(greeter.receiver.calls).toHaveLength(1);
    });

    it.each([
      ['another type', answer({ greeting: 7 }), 'greeting'],
      ['a missing field', answer({}), 'greeting'],
      ['nothing', raw(''), 'the answer'],
    ])('%s where the question wants an answer of a certain shape', async (_name, reply, field) => {
      greeter.receiver.willAnswer(reply);
      await expect(greeter.causeOf(greeter.clientOf())).resolves.toBe(`answered what does not fit: ${field}`);
    });
  });

  it('takes the receiver’s id of a message that it hands over', async () => {
    greeter.receiver.willAnswer(answer({ delivery_id: 'sms-1' }, 202));
    await expect(greeter.clientOf().notify({ type: 'note' })).resolves.toBe('sms-1');
  });

  it.each([
    ['no id', answer({})],
    ['an id too long to keep', answer({ delivery_id: 'x'.repeat(129) })],
    ['an id that cannot be stored', answer({ delivery_id: 'sms\0' })],
    ['an empty answer', raw('', 204)],
  ])('takes its own id for a message that is answered with %s', async (_name, reply) => {
    greeter.receiver.willAnswer(reply);
    const id = await greeter.clientOf().notify({ type: 'note' });
    expect(id).toBe(greeter.receiver.calls[0]?.headers['x-sallyport-delivery']);
  });

  it('says in no error what it sent, what was answered, or where to', async () => {
    greeter.receiver.willAnswer(
      answer({ greeting: 12, phone: '+15550001234' }),
      raw('not json +15550001234'),
      BROKEN,
      noAnswer,
    );
    const client = greeter.clientOf({ WEBHOOK_TIMEOUT: '100' });
    for (let nth = 0; nth < 4; nth += 1) {
      const said = inspect(await greeter.failureOf(client), { depth: 10, showHidden: true });
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
