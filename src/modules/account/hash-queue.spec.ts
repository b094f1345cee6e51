import { HashingBusy } from './account.errors.js';
import { HashQueue } from './hash-queue.js';

/** Work that ends when the test says so. */
function openWork() {
  const ends: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  };
  return { work, ends, most: () => most };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of hashes', () => {
  it('runs no more at a time than it may, and each that waits in its turn', async () => {
    const queue = new HashQueue(2, 10);
    const { work, ends, most } = openWork();
    const order: number[] = [];
    const all = [1, 2, 3, 4, 5].map((number) => queue.run(work).then(() => order.push(number)));
    await settle();
    expect(ends).toHaveLength(2);
    for (let index = 0; index < 5; index++) {
      ends[index]();
      await settle();
    }
    await Promise.all(all);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(most()).toBe(2);
  });

  it('refuses at once, with 503 and a time to come back, what would wait too long', async () => {
    const queue = new HashQueue(1, 1);
    const { work, ends } = openWork();
    const [running, waiting] = [queue.run(work), queue.run(work)];
    const refused = await queue.run(work).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HashingBusy);
    expect(refused).toMatchObject({ status: 503, code: 'CIAM_E05_00_002' });
    expect((refused as HashingBusy).headers()).toEqual({ 'retry-after': '2' });
    ends[0]();
    await settle();
    ends[1]();
    await Promise.all([running, waiting]);
  });

  it('is free again after what ended and after what failed', async () => {
    const queue = new HashQueue(1, 0);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve(1))).toBe(1);
    expect(await queue.run(() => Promise.resolve(2))).toBe(2);
  });
});
