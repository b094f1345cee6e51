import { Injectable } from '@nestjs/common';
import { hostname } from 'node:os';
import { addSeconds, Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import type { Job } from '../../common/jobs.js';
import { Random } from '../../common/random.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { ClockCheck } from './clock-check.js';
import { RowsRemoved } from './jobs.events.js';
import type { Lease } from './lease.entity.js';
import { type Ended, LEASE_SECONDS, LeaseRepository } from './lease.repository.js';

/** A job that this server has for now. */
export interface HeldLease {
  /** Renews it every few seconds; calls `lost` should another server have taken it over. */
  keep(lost: () => void): void;
  /** @returns false when another server has taken it over */
  giveBack(ended: Ended, hasRemoved: boolean): Promise<boolean>;
}

/** Sees to it that a job runs in one server at a time, by a row of `leases` that is taken by compare-and-set. */
@Injectable()
export class LeaseKeeper {
  /** For people who read the table: which machine, which process. */
  private readonly holder: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: LeaseRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly clockCheck: ClockCheck,
    random: Random,
  ) {
    this.holder = `${hostname().slice(0, 80)}/${process.pid}/${random.hex(4)}`;
  }

  /** Jobs whose time has come, what has waited longest first. Whether a server is running one shows when it is taken. */
  async findDue(jobs: readonly Job[]): Promise<Job[]> {
    const now = this.clock.now().getTime();
    const times = await this.unitOfWork.maintain(() => this.times(jobs));
    return times
      .filter(({ since }) => since <= now)
      .sort((a, b) => a.since - b.since)
      .map(({ job }) => job);
  }

  /** Since when each job is due, or when it will be, in milliseconds since the epoch; 0 for one that never ran. */
  async times(jobs: readonly Job[]): Promise<{ job: Job; since: number }[]> {
    const now = this.clock.now();
    const leases = await this.unitOfWork.read(() => this.leases.findAll());
    const byName = new Map(leases.map((lease) => [lease.name, lease]));
    return jobs.map((job) => ({ job, since: dueSince(byName.get(job.name), job.everySeconds, now) }));
  }

  /** @returns undefined when the job is not due or another server has it @throws when this server's clock is far off */
  async take(name: string, everySeconds: number): Promise<HeldLease | undefined> {
    await this.clockCheck.pass();
    const turn = { name, holder: this.holder, now: this.clock.now(), everySeconds };
    if (!(await this.change(() => this.leases.take(turn)))) return undefined;
    let timer: NodeJS.Timeout | undefined;
    return {
      keep: (lost) => {
        timer = setInterval(() => void this.renew(name, lost), (LEASE_SECONDS / 3) * 1000).unref();
      },
      giveBack: (ended, hasRemoved) => {
        clearInterval(timer);
        return this.giveBack(name, ended, hasRemoved);
      },
    };
  }

  /** A renewal that fails is tried again: only who has taken the lease over ends the run. */
  private async renew(name: string, lost: () => void): Promise<void> {
    const renewal = this.change(() => this.leases.renew(name, this.holder, this.clock.now()));
    if (!(await renewal.catch(() => true))) lost();
  }

  private giveBack(name: string, ended: Ended, hasRemoved: boolean): Promise<boolean> {
    const { outcome, rows } = ended;
    return this.unitOfWork.maintain(() =>
      this.unitOfWork.run(async () => {
        if (hasRemoved && rows > 0) this.events.publish(new RowsRemoved({}, { job: name, rows, outcome }));
        return this.leases.release(name, this.holder, this.clock.now(), ended);
      }),
    );
  }

  private change(statement: () => Promise<boolean>): Promise<boolean> {
    return this.unitOfWork.maintain(() => this.unitOfWork.runSingle(statement));
  }
}

/** In milliseconds since the epoch; 0 for a job that never ran. */
function dueSince(lease: Lease | undefined, everySeconds: number, now: Date): number {
  // Beyond what this job is ever put off for: written by a clock that was ahead.
  if (!lease || lease.nextRunAt > addSeconds(now, 2 * everySeconds)) return 0;
  return lease.nextRunAt.getTime();
}
