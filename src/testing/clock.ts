import { parseDuration } from '../config/duration.js';
import { SimulatedClock } from '../simulator/simulated-clock.js';
import type { ClockStart, TestClock } from './test-server.js';

const USUAL_START = new Date('2026-01-01T12:00:00.000Z');

/** Stands still until it is moved. */
class StandingClock extends SimulatedClock {
  constructor(private readonly start: Date) {
    super();
  }

  protected override unmoved(): Date {
    return this.start;
  }
}

/** @throws {RangeError} for what is no instant */
export function clockAt(start: ClockStart = USUAL_START): SimulatedClock {
  if (start === 'running') return new SimulatedClock();
  // A copy: the test may go on to change its own.
  const instant = new Date(start);
  if (Number.isNaN(instant.getTime())) throw new RangeError('The clock cannot start at an invalid date');
  return new StandingClock(instant);
}

function secondsOf(by: number | string): number {
  const seconds = typeof by === 'number' ? by : parseDuration(by);
  if (seconds !== undefined && Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new RangeError(`The clock goes on by seconds or by a text like 15m, and never back: ${by}`);
}

export function clockControl(clock: SimulatedClock): TestClock {
  return {
    now: () => clock.now(),
    advance: (by) => clock.advanceBy(secondsOf(by)),
  };
}
