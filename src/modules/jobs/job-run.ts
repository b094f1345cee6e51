import { HeldUp, type Job } from '../../common/jobs.js';
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
  /** Why nothing more can be done now, though more is due. */
  heldUpBy: string | undefined;
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
      const done = await this.batch();
      this.rows += done;
      if (this.heldUpBy !== undefined) return 'UNFINISHED';
      if (done < this.limits.batchSize && !this.job.goesOn?.()) return 'DONE';
      if (this.stopped || performance.now() >= end) return 'UNFINISHED';
    }
  }

  private async batch(): Promise<number> {
    try {
      return await this.job.batch(this.limits.batchSize);
    } catch (error) {
      if (!(error instanceof HeldUp)) throw error;
      this.heldUpBy = error.message;
      return error.rows;
    }
  }
}
