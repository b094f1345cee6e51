import { addSeconds, type Clock } from '../../common/clock.js';

/** Whether so many seconds have passed, by the clock. */
export class Timer {
  private dueAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly seconds = Infinity,
  ) {
    this.restart();
  }

  isDue(): boolean {
    return this.clock.now().getTime() >= this.dueAt;
  }

  restart(): void {
    const { seconds } = this;
    this.dueAt = seconds === Infinity ? Infinity : addSeconds(this.clock.now(), seconds).getTime();
  }
}
