import { setImmediate } from 'node:timers/promises';
import { SimulatedClock } from './simulated-clock.js';

const HOUR = 60 * 60 * 1000;

describe('the simulated clock', () => {
  const clock = new SimulatedClock();
  const hoursAgo = () => Math.round((Date.now() - clock.now().getTime()) / HOUR);

  it('has work take place in the past, and what runs beside it now', async () => {
    const work = clock.ago(3 * 3600, async () => {
      const seen = [hoursAgo()];
      await setImmediate();
      return [...seen, hoursAgo()];
    });
    expect(hoursAgo()).toBe(0);
    expect(await work).toEqual([3, 3]);
    expect(hoursAgo()).toBe(0);
  });

  it('counts the past from the time that a test has moved it on to', async () => {
    clock.advanceBy(5 * 3600);
    expect(await clock.ago(3600, async () => hoursAgo())).toBe(-4);
    clock.reset();
    expect(hoursAgo()).toBe(0);
  });
});
