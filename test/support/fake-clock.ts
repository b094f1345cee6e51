import { addSeconds, Clock } from '../../src/common/clock.js';

/** A clock that stands still until it is moved. */
export class FakeClock extends Clock {
  constructor(private instant = new Date('2026-03-01T10:00:00.000Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  /** Moves the clock on by `seconds`. */
  advance(seconds: number): void {
    this.instant = addSeconds(this.instant, seconds);
  }
}
