import type { Job } from '../../src/common/jobs.js';

/** A job whose batches are told what to return, and that waits where it is told to. */
export class Errand implements Job {
  readonly description = 'For tests';
  readonly everySeconds = 60;
  runs = 0;
  results: number[] = [];
  during: () => Promise<void> = () => Promise.resolve();

  constructor(readonly name = 'errand') {}

  async batch(): Promise<number> {
    this.runs += 1;
    await this.during();
    return this.results.shift() ?? 0;
  }

  due(): Promise<number> {
    return Promise.resolve(7);
  }
}
