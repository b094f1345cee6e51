import { Injectable } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Lease, type RunOutcome } from './lease.entity.js';

/** Seconds until another server may take over from one that is not heard of any more. */
export const LEASE_SECONDS = 30;

/**
 * Free, or held by somebody who let it run out. A lease that claims to last longer than two leases was written by a clock
 * that was far ahead; it must not keep everybody else out. `$3` is now, `$5` the latest end that is believed.
 */
const IS_FREE = 'leases.holder IS NULL OR leases.expires_at <= $3 OR leases.expires_at > $5';

export interface Turn {
  readonly name: string;
  readonly holder: string;
  readonly now: Date;
  /** Seconds from run to run; 0: the job is wanted now, whenever it is due. */
  readonly everySeconds: number;
}

export interface Ended {
  readonly outcome: RunOutcome;
  readonly rows: number;
  readonly nextRunAt: Date;
}

@Injectable()
export class LeaseRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  findAll(): Promise<Lease[]> {
    return this.unitOfWork.entities(Lease, 'SELECT {columns} FROM leases ORDER BY name', []);
  }

  /** Takes a job that is due and that nobody runs. @returns false when it is not due, or somebody else has it */
  async take({ name, holder, now, everySeconds }: Turn): Promise<boolean> {
    const believed = addSeconds(now, 2 * LEASE_SECONDS);
    const isDue = everySeconds === 0 ? '' : 'AND (leases.next_run_at <= $3 OR leases.next_run_at > $6)';
    const latest = everySeconds === 0 ? [] : [addSeconds(now, 2 * everySeconds)];
    const { affected } = await this.unitOfWork.query(
      `INSERT INTO leases (name, holder, expires_at, next_run_at, last_started_at) VALUES ($1, $2, $4, $3, $3)
       ON CONFLICT (name) DO UPDATE SET holder = $2, expires_at = $4, last_started_at = $3
        WHERE (${IS_FREE}) ${isDue}`,
      [name, holder, now, addSeconds(now, LEASE_SECONDS), believed, ...latest],
    );
    return affected === 1;
  }

  /** @returns false when the lease has gone to somebody else */
  async renew(name: string, holder: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      'UPDATE leases SET expires_at = $3 WHERE name = $1 AND holder = $2',
      [name, holder, addSeconds(now, LEASE_SECONDS)],
    );
    return affected === 1;
  }

  /** Gives a job back, and says when it is to run next. @returns false when the lease has gone to somebody else */
  async release(
    name: string,
    holder: string,
    now: Date,
    { outcome, rows, nextRunAt }: Ended,
  ): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE leases SET holder = NULL, expires_at = NULL, last_ended_at = $3, last_outcome = $4, last_rows = $5, next_run_at = $6
        WHERE name = $1 AND holder = $2`,
      [name, holder, now, outcome, rows, nextRunAt],
    );
    return affected === 1;
  }
}
