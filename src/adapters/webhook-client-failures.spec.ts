import { Greeter } from '../../test/support/greeter.js';
import { answer, noAnswer, type Reply } from '../../test/support/webhook-receiver.js';

const HELLO = answer({ greeting: 'hello' });
const BROKEN = answer({}, 500);

describe('the webhook client, of a service that fails,', () => {
  let greeter: Greeter;

  beforeEach(async () => {
    greeter = await Greeter.start();
  });
  afterEach(() => greeter.receiver.stop());

  describe('tries again', () => {
    it.each([429, 500, 502, 503, 504])('after %i', async (status) => {
      greeter.receiver.willAnswer(answer({}, status), HELLO);
      await expect(greeter.ask(greeter.clientOf({ WEBHOOK_RETRIES: '1' }))).resolves.toEqual({
        greeting: 'hello',
      });
    });

    it('after a broken connection', async () => {
      greeter.receiver.willAnswer((response) => response.destroy(), HELLO);
      await expect(greeter.ask(greeter.clientOf({ WEBHOOK_RETRIES: '1' }))).resolves.toEqual({
        greeting: 'hello',
      });
    });

    it('after an answer that broke off in its middle', async () => {
      const half: Reply = (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"greet', () => response.destroy());
      };
      greeter.receiver.willAnswer(half, HELLO);
      await expect(greeter.ask(greeter.clientOf({ WEBHOOK_RETRIES: '1' }))).resolves.toEqual({
        greeting: 'hello',
      });
    });

    it('after a time-out', async () => {
      greeter.receiver.willAnswer(noAnswer, HELLO);
      const client = greeter.clientOf({ WEBHOOK_RETRIES: '1', WEBHOOK_TIMEOUT: '500' });
      await expect(greeter.ask(client)).resolves.toEqual({ greeting: 'hello' });
    });

    it('as often as configured and no more', async () => {
      greeter.receiver.willAnswer(BROKEN);
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_RETRIES: '3' }))).resolves.toBe('answered 500');
      expect(greeter.receiver.calls).toHaveLength(4);
    });

    it('after pauses that double and vary by half', async () => {
      greeter.receiver.willAnswer(BROKEN);
      await greeter.failureOf(greeter.clientOf({ WEBHOOK_RETRIES: '3' }));
      expect(greeter.pauses).toHaveLength(3);
      greeter.pauses.forEach((pause, nth) => {
        expect(pause).toBeGreaterThanOrEqual(50 * 2 ** nth);
        expect(pause).toBeLessThanOrEqual(100 * 2 ** nth);
      });
    });

    it('not before the time that Retry-After names', async () => {
      greeter.receiver.willAnswer(answer({}, 429, { 'retry-after': '3' }), HELLO);
      await greeter.ask(greeter.clientOf({ WEBHOOK_RETRIES: '1' }));
      expect(greeter.pauses).toEqual([3000]);
      const timestamps = greeter.receiver.calls.map(({ headers }) =>
        Number(headers['x-sallyport-timestamp']),
      );
      expect(timestamps).toEqual([1767225600, 1767225603]);
    });
  });

  describe('gives up', () => {
    it.each([400, 401, 403, 404, 409, 422])('at once after %i', async (status) => {
      greeter.receiver.willAnswer(answer({ greeting: 'hello' }, status));
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_RETRIES: '2' }))).resolves.toBe(
        `answered ${status}`,
      );
      expect(greeter.receiver.calls).toHaveLength(1);
    });

    it('when nobody answers in time', async () => {
      greeter.receiver.willAnswer(noAnswer);
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_TIMEOUT: '50' }))).resolves.toBe(
        'no answer within 50 ms',
      );
    });

    it('when an answer begins in time but does not end', async () => {
      greeter.receiver.willAnswer((response) => response.writeHead(200).write('{'));
      await expect(greeter.causeOf(greeter.clientOf({ WEBHOOK_TIMEOUT: '50' }))).resolves.toBe(
        'no answer within 50 ms',
      );
    });

    it('when nobody listens', async () => {
      const { url } = greeter.receiver;
      await greeter.receiver.stop();
      await expect(greeter.causeOf(greeter.clientOf({}, url))).resolves.toBe(
        'the connection failed: ECONNREFUSED',
      );
    });

    it('when ten seconds have passed, whatever retries are left', async () => {
      greeter.receiver.willAnswer((response) => {
        greeter.clock.advance(4);
        BROKEN(response);
      });
      await greeter.failureOf(greeter.clientOf({ WEBHOOK_RETRIES: '5' }));
      expect(greeter.receiver.calls).toHaveLength(3);
    });

    it('when Retry-After names a time beyond those ten seconds', async () => {
      greeter.receiver.willAnswer(answer({}, 503, { 'retry-after': '60' }));
      await greeter.failureOf(greeter.clientOf({ WEBHOOK_RETRIES: '2' }));
      expect(greeter.receiver.calls).toHaveLength(1);
      expect(greeter.pauses).toEqual([]);
    });
  });

  describe('leaves an ailing service alone', () => {
    it('after five failures in a row, and asks again when thirty seconds have passed', async () => {
      greeter.receiver.willAnswer(BROKEN, BROKEN, BROKEN, BROKEN, BROKEN, HELLO);
      const client = greeter.clientOf();
      await greeter.failTimes(client, 5);
      await expect(greeter.causeOf(client)).resolves.toMatch(/^not called/);
      expect(greeter.receiver.calls).toHaveLength(5);
      greeter.clock.advance(30);
      await expect(greeter.ask(client)).resolves.toEqual({ greeting: 'hello' });
      await expect(greeter.ask(client)).resolves.toEqual({ greeting: 'hello' });
      expect(greeter.receiver.calls).toHaveLength(7);
    });

    it('in the middle of its retries', async () => {
      greeter.receiver.willAnswer(BROKEN);
      const client = greeter.clientOf({ WEBHOOK_RETRIES: '2' });
      await greeter.failTimes(client, 1);
      await expect(greeter.causeOf(client)).resolves.toBe('answered 500');
      expect(greeter.receiver.calls).toHaveLength(5);
      expect(greeter.pauses).toHaveLength(3);
    });

    it('but not for refusing single messages', async () => {
      greeter.receiver.willAnswer(answer({}, 400));
      await greeter.failTimes(greeter.clientOf(), 8);
      expect(greeter.receiver.calls).toHaveLength(8);
    });
  });
});
