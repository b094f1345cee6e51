import { Injectable } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { addSeconds, Clock } from '../common/clock.js';

/** The real time, moved on by as much as a test has asked for. */
@Injectable()
export class SimulatedClock extends Clock {
  private advance = 0;
  private readonly past = new AsyncLocalStorage<number>();

  override now(): Date {
    return addSeconds(this.unmoved(), this.advance - (this.past.getStore() ?? 0));
  }

  /** Moves the clock on by `seconds`; back it goes only with a reset, which leaves no row to contradict it. */
  advanceBy(seconds: number): void {
    this.advance += seconds;
  }

  /** Has `work`, and nothing that runs beside it, take place `seconds` ago. */
  ago<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    return this.past.run(seconds, work);
  }

  reset(): void {
    this.advance = 0;
  }

  protected unmoved(): Date {
    return super.now();
  }
}
