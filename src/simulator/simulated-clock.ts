import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../common/clock.js';

/** The real time, moved on by as much as a test has asked for. */
@Injectable()
export class SimulatedClock extends Clock {
  private advance = 0;

  override now(): Date {
    return addSeconds(super.now(), this.advance);
  }

  /** Moves the clock on by `seconds`; it never goes back, or ids and expiries would lose their order. */
  advanceBy(seconds: number): void {
    this.advance += seconds;
  }

  reset(): void {
    this.advance = 0;
  }
}
