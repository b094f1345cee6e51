import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../common/clock.js';

/** The real time, moved on by as much as a test has asked for. */
@Injectable()
export class SimulatedClock extends Clock {
  private advance = 0;

  override now(): Date {
    return addSeconds(this.unmoved(), this.advance);
  }

  /** Moves the clock on by `seconds`; back it goes only with a reset, which leaves no row to contradict it. */
  advanceBy(seconds: number): void {
    this.advance += seconds;
  }

  reset(): void {
    this.advance = 0;
  }

  protected unmoved(): Date {
    return super.now();
  }
}
