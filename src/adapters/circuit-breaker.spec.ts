import { FakeClock } from '../../test/support/fake-clock.js';
import { CircuitBreaker, CircuitOpen } from './circuit-breaker.js';

const DOWN = new Error('down');

describe('the circuit breaker', () => {
  let clock: FakeClock;
  let breaker: CircuitBreaker;

  const succeed = () => breaker.run(() => Promise.resolve('done'), isFailure);
  const fail = () => breaker.run(() => Promise.reject(DOWN), isFailure);
  const failTimes = async (times: number) => {
    for (let nth = 0; nth < times; nth += 1) await expect(fail()).rejects.toBe(DOWN);
  };
  const isFailure = (error: unknown) => error === DOWN;

  beforeEach(() => {
    clock = new FakeClock(new Date('2026-01-01T00:00:00Z'));
    breaker = new CircuitBreaker(clock);
  });

  it('stays closed for four failures in a row', async () => {
    await failTimes(4);
    await expect(succeed()).resolves.toBe('done');
  });

  it('opens at the fifth failure in a row and then calls nothing', async () => {
    await failTimes(5);
    const work = jest.fn();
    await expect(breaker.run(work, isFailure)).rejects.toThrow(CircuitOpen);
    expect(work).not.toHaveBeenCalled();
  });

  it('counts only failures in a row', async () => {
    await failTimes(4);
    await succeed();
    await failTimes(4);
    expect(breaker.isOpen).toBe(false);
  });

  it('takes a failure that is not the service’s fault for a sign of life', async () => {
    await failTimes(4);
    const refusal = new Error('refused');
    await expect(breaker.run(() => Promise.reject(refusal), isFailure)).rejects.toBe(refusal);
    await failTimes(4);
    expect(breaker.isOpen).toBe(false);
  });

  it('takes what never reached the service for neither a failure nor a sign of life', async () => {
    const refusal = new Error('never sent');
    const skip = () =>
      expect(
        breaker.run(
          () => Promise.reject(refusal),
          () => undefined,
        ),
      ).rejects.toBe(refusal);
    await failTimes(4);
    await skip();
    expect(breaker.isOpen).toBe(false);
    await failTimes(1);
    clock.advance(30);
    await skip();
    await failTimes(1);
    expect(breaker.isOpen).toBe(true);
  });

  it('stays open for thirty seconds', async () => {
    await failTimes(5);
    clock.advance(29.999);
    await expect(succeed()).rejects.toThrow(CircuitOpen);
    clock.advance(0.001);
    await expect(succeed()).resolves.toBe('done');
  });

  it('lets one call through after that, and all of them once it has succeeded', async () => {
    await failTimes(5);
    clock.advance(30);
    let finish: (value: string) => void = () => undefined;
    const probe = breaker.run(() => new Promise<string>((resolve) => (finish = resolve)), isFailure);
    await expect(succeed()).rejects.toThrow(CircuitOpen);
    finish('alive');
    await expect(probe).resolves.toBe('alive');
    await expect(Promise.all([succeed(), succeed()])).resolves.toEqual(['done', 'done']);
  });

  it('opens anew when that one call fails', async () => {
    await failTimes(5);
    clock.advance(30);
    await failTimes(1);
    clock.advance(29);
    await expect(succeed()).rejects.toThrow(CircuitOpen);
  });

  it('does not heed the outcome of a call that began before the circuit opened', async () => {
    let finish: (value: string) => void = () => undefined;
    const early = breaker.run(() => new Promise<string>((resolve) => (finish = resolve)), isFailure);
    await failTimes(5);
    finish('late');
    await early;
    expect(breaker.isOpen).toBe(true);
  });

  it('is not held open by a clock that was set back', async () => {
    await failTimes(5);
    clock.advance(-3600);
    await expect(succeed()).resolves.toBe('done');
  });
});
