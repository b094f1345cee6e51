import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Meters } from '../../common/meters.js';
import { FIGURE, Recent } from '../../common/recent.js';
import { RUN_OUTCOMES, type RunOutcome } from './lease.entity.js';
import { LeaseKeeper } from './lease-keeper.js';

const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60];

export interface RunFigures {
  readonly job: string;
  readonly outcome: RunOutcome;
  readonly rows: number;
  readonly seconds: number;
}

/** What Prometheus learns of jobs: of the runs by this server, and whether any server runs them. The label is `task`, since Prometheus has a `job` of its own. */
@Injectable()
export class JobMeters {
  private readonly runs;
  private readonly rows;
  private readonly durations;
  private readonly successes;

  constructor(
    meters: Meters,
    private readonly jobs: Jobs,
    private readonly leases: LeaseKeeper,
    private readonly clock: Clock,
  ) {
    this.runs = meters.counter('sallyport_job_runs_total', 'Runs of jobs', ['task', 'outcome']);
    this.rows = meters.counter('sallyport_job_rows_total', 'Rows that jobs dealt with', ['task']);
    this.durations = meters.histogram('sallyport_job_duration_seconds', 'Time a run of a job took', {
      labelNames: ['task'],
      buckets: SECONDS,
    });
    this.successes = new Gauge({
      name: 'sallyport_job_last_success_timestamp_seconds',
      help: 'When a job last ended with nothing left to do',
      labelNames: ['task'],
      registers: [meters.registry],
    });
    this.showDelays(meters);
  }

  note({ job: task, outcome, rows, seconds }: RunFigures, now: Date): void {
    // All outcomes from the first run on: Prometheus sees no increase in what begins with 1.
    for (const each of RUN_OUTCOMES) this.runs.inc({ task, outcome: each }, each === outcome ? 1 : 0);
    this.rows.inc({ task }, rows);
    this.durations.observe({ task }, seconds);
    if (outcome === 'DONE') this.successes.set({ task }, now.getTime() / 1000);
  }

  /** Read from the leases, so that it says the same after a restart, and of jobs that other servers or commands run. */
  private showDelays(meters: Meters): void {
    const startedAt = this.clock.now().getTime();
    const times = new Recent(this.clock, () => this.leases.times(this.jobs.all), FIGURE);
    const help =
      'How long a job has been due; 0 when it is not. Of one that nobody ever ran: since the start';
    meters.gauges('sallyport_job_overdue_seconds', help, 'task', async () => {
      const now = this.clock.now().getTime();
      return (await times.get()).map(({ job, since }) => [
        job.name,
        Math.max(0, now - (since || startedAt)) / 1000,
      ]);
    });
  }
}
