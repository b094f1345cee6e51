import type { Job } from '../../common/jobs.js';
import type { RunOutcome } from './lease.entity.js';

export interface Limits {
  /** Rows a batch. */
  readonly batchSize: number;
  /** Milliseconds after which no further batch is begun. */
  readonly budgetMs: number;
}

/** One run of a job, batch by batch, until nothing is due, its time is up, or it is told to stop. */
export class JobRun {
  rows = 0;
  private stopped = false;

  constructor(
    private readonly job: Job,
    private readonly limits: Limits,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  /** @throws what a batch throws; what the batches before have done stays done */
  async go(): Promise<RunOutcome> {
    const end = performance.now() + this.limits.budgetMs;
    for (;;) {
      const done = await this.job.batch(this.limits.batchSize);
      this.rows += done;
      if (done < this.limits.batchSize && !this.job.goesOn?.()) return 'DONE';
      if (this.stopped || performance.now() >= end) return 'UNFINISHED';
    }
  }
}
