import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { type Job, Jobs } from '../../common/jobs.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { JobMeters } from './job-meters.js';
import { JobRun } from './job-run.js';
import type { RunOutcome } from './lease.entity.js';
import { type HeldLease, LeaseKeeper } from './lease-keeper.js';

export interface RunReport {
  /** BUSY: another server has it, or it was not due. LOST: another server took it over meanwhile. */
  readonly outcome: RunOutcome | 'BUSY' | 'LOST';
  readonly rows: number;
  /** Of a run that is UNFINISHED because what is left cannot be done now. */
  readonly heldUpBy?: string;
  /** Of a run that failed. */
  readonly error?: unknown;
}

/** Seconds until a run that was not finished goes on, and at most until one that failed or was held up is tried again. */
const SOON = 1;
const RETRY = 60;

/** Runs jobs, each in one server at a time, on the pool of maintenance. */
@Injectable()
export class JobsService {
  private running: JobRun | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly leases: LeaseKeeper,
    private readonly meters: JobMeters,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  get all(): readonly Job[] {
    return this.jobs.all;
  }

  find(name: string): Job | undefined {
    return this.jobs.find(name);
  }

  /** The jobs whose time has come, what has waited longest first; another server may be faster. @throws when the database fails */
  findDue(): Promise<Job[]> {
    return this.leases.findDue(this.jobs.all);
  }

  /** How many rows wait for a job; changes nothing. */
  due(job: Job): Promise<number> {
    return this.as(job, () => job.due());
  }

  /** Runs a job if it is due. Never rejects because the job failed. @throws when the lease cannot be taken: for want of a database, or by a clock that is far off */
  runIfDue(job: Job): Promise<RunReport> {
    return this.run(job, job.everySeconds);
  }

  /** Runs a job whether it is due or not, unless another server is running it. */
  runNow(job: Job): Promise<RunReport> {
    return this.run(job, 0);
  }

  /** The batch that is being done is the last. */
  stop(): void {
    this.running?.stop();
  }

  private async run(job: Job, everySeconds: number): Promise<RunReport> {
    const lease = await this.take(job, everySeconds);
    if (!lease) return { outcome: 'BUSY', rows: 0 };
    const run = new JobRun(job, this.config.jobs);
    this.running = run;
    const began = performance.now();
    lease.keep(() => run.stop());
    const { outcome, error } = await attempt(() => this.as(job, () => run.go()));
    const seconds = (performance.now() - began) / 1000;
    this.meters.note({ job: job.name, outcome, rows: run.rows, seconds }, this.clock.now());
    const again = Math.min(RETRY, job.everySeconds);
    const goOn = run.heldUpBy === undefined ? SOON : again;
    const pause = { UNFINISHED: goOn, FAILED: again, DONE: job.everySeconds }[outcome];
    const nextRunAt = addSeconds(this.clock.now(), pause);
    const isOurs = await lease.giveBack({ outcome, rows: run.rows, nextRunAt }, job.removes === true);
    return { outcome: isOurs ? outcome : 'LOST', rows: run.rows, heldUpBy: run.heldUpBy, error };
  }

  /** What cannot even begin has failed too, for whoever watches. */
  private async take({ name }: Job, everySeconds: number): Promise<HeldLease | undefined> {
    try {
      return await this.leases.take(name, everySeconds);
    } catch (error) {
      this.meters.note({ job: name, outcome: 'FAILED', rows: 0, seconds: 0 }, this.clock.now());
      throw error;
    }
  }

  private as<T>(job: Job, work: () => Promise<T>): Promise<T> {
    return job.asServer ? work() : this.unitOfWork.maintain(work);
  }
}

async function attempt(go: () => Promise<RunOutcome>): Promise<{ outcome: RunOutcome; error?: unknown }> {
  try {
    return { outcome: await go() };
  } catch (error) {
    return { outcome: 'FAILED', error };
  }
}
