import { Clock } from './clock.js';

describe('the clock', () => {
  const start = Date.parse('2026-03-01T10:00:00Z');
  let system: jest.SpyInstance<number, []>;

  beforeEach(() => {
    system = jest.spyOn(Date, 'now').mockReturnValue(start);
  });
  afterEach(() => system.mockRestore());

  /** In milliseconds after the start. */
  const readAt = (clock: Clock, ms: number) => {
    system.mockReturnValue(start + ms);
    return clock.now().getTime() - start;
  };

  it('goes with that of the system', () => {
    const clock = new Clock();
    expect([0, 1, 3_600_000].map((ms) => readAt(clock, ms))).toEqual([0, 1, 3_600_000]);
  });

  it('stands still while that of the system, set back by some seconds, is behind', () => {
    const clock = new Clock();
    expect([5_000, 4_000, 4_999, 5_000, 5_001].map((ms) => readAt(clock, ms))).toEqual([
      5_000, 5_000, 5_000, 5_000, 5_001,
    ]);
  });

  it('follows that of the system when it was wrong by more', () => {
    const clock = new Clock();
    expect([60_000, 49_999, 50_000].map((ms) => readAt(clock, ms))).toEqual([60_000, 49_999, 50_000]);
  });
});
