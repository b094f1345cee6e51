import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../common/jobs.js';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { JobsService } from './jobs.service.js';

/** Looks every few seconds which jobs are due, and runs them one after the other. */
@Injectable()
export class JobScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly pollMs: number;
  private readonly patienceMs: number;
  private round: Promise<void> | undefined;
  private isStopped = false;
  private isBroken = false;

  constructor(
    private readonly timers: SchedulerRegistry,
    private readonly jobs: JobsService,
    private readonly request: RequestContext,
    @Inject(APP_CONFIG) { jobs: { pollMs }, http }: AppConfig,
  ) {
    this.pollMs = pollMs;
    // The other half of the grace is for the requests in flight.
    this.patienceMs = http.shutdownGraceMs / 2;
  }

  onApplicationBootstrap(): void {
    if (this.pollMs === 0) return;
    this.timers.addInterval('jobs', setInterval(() => void this.tick(), this.pollMs).unref());
  }

  /** Lets the batch that is being done end; what is left is for another server, or for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    if (this.timers.doesExist('interval', 'jobs')) this.timers.deleteInterval('jobs');
    this.jobs.stop();
    if (this.round) await Promise.race([this.round, sleep(this.patienceMs, undefined, { ref: false })]);
  }

  /** Runs what is due; joins the round that is under way. Never rejects. */
  tick(): Promise<void> {
    this.round ??= this.request.outside(() => this.runDue()).finally(() => (this.round = undefined));
    return this.round;
  }

  private async runDue(): Promise<void> {
    try {
      const done = new Set<string>();
      const busy = new Set<string>();
      for (let job = await this.next(done, busy); job; job = await this.next(done, busy)) {
        if (await this.runOne(job)) {
          done.add(job.name);
          busy.clear();
        } else busy.add(job.name);
      }
      if (this.isBroken) this.logger.warn('Jobs can be run again');
      this.isBroken = false;
    } catch (error) {
      if (!this.isBroken) this.logger.error('Jobs cannot be run now', error);
      this.isBroken = true;
    }
  }

  /** Asked anew each time: while one job ran, the server that was running another may have been killed. */
  private async next(done: ReadonlySet<string>, busy: ReadonlySet<string>): Promise<Job | undefined> {
    if (this.isStopped) return undefined;
    return (await this.jobs.findDue()).find(({ name }) => !done.has(name) && !busy.has(name));
  }

  /** @returns false when another server has the job */
  private async runOne(job: Job): Promise<boolean> {
    const { outcome, error } = await this.jobs.runIfDue(job);
    if (outcome === 'FAILED') this.logger.error(`The job ${job.name} failed; it is tried again`, error);
    if (outcome === 'LOST') this.logger.warn(`The job ${job.name} was taken over by another server`);
    return outcome !== 'BUSY';
  }
}
