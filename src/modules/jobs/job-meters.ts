import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Meters } from '../../common/meters.js';

const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60];

export interface RunFigures {
  readonly job: string;
  readonly outcome: string;
  readonly rows: number;
  readonly seconds: number;
}

/** What Prometheus learns of jobs that this server ran. The label is `task`, since Prometheus has a `job` of its own. */
@Injectable()
export class JobMeters {
  private readonly runs;
  private readonly rows;
  private readonly durations;
  private readonly successes;

  constructor(meters: Meters) {
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
  }

  note({ job: task, outcome, rows, seconds }: RunFigures, now: Date): void {
    this.runs.inc({ task, outcome });
    this.rows.inc({ task }, rows);
    this.durations.observe({ task }, seconds);
    if (outcome === 'DONE') this.successes.set({ task }, now.getTime() / 1000);
  }
}
