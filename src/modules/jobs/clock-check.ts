import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

/** A server far ahead would end what others still accept, and remove what they still need; one far behind would take over jobs that others are running. */
class ClockOff extends Error {
  constructor(aheadMs: number) {
    const off = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
    super(`the clock of this machine is ${off} the database's; no job is run by it`);
  }
}

/** Compares the clock by which jobs decide what is over with that of the database, which all servers share. */
@Injectable()
export class ClockCheck {
  private readonly toleranceMs: number;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { jobs }: AppConfig,
  ) {
    this.toleranceMs = jobs.clockToleranceMs;
  }

  /** @throws when this server's clock is further off than is tolerated */
  async pass(): Promise<void> {
    const query = this.unitOfWork.dialect.clockQuery;
    if (this.toleranceMs === 0 || query === undefined) return;
    const asked = this.clock.now().getTime();
    const theirs = await this.databaseTime(query);
    // However long the answer took: the clock was asked between these two.
    const answered = this.clock.now().getTime();
    if (asked - theirs > this.toleranceMs) throw new ClockOff(asked - theirs);
    if (theirs - answered > this.toleranceMs) throw new ClockOff(answered - theirs);
  }

  private async databaseTime(query: string): Promise<number> {
    const { rows } = await this.unitOfWork.maintain(() =>
      this.unitOfWork.read(() => this.unitOfWork.query(query)),
    );
    return (rows[0]?.now as Date).getTime();
  }
}
