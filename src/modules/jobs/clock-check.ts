import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

/** A server far ahead would end what others still accept, and remove what they still need. */
class ClockAhead extends Error {
  constructor(aheadMs: number) {
    super(
      `the clock of this machine is ${Math.round(aheadMs / 1000)} s ahead of the database's; no job is run by it`,
    );
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

  /** @throws when this server's clock is further ahead than is tolerated */
  async pass(): Promise<void> {
    const query = this.unitOfWork.dialect.clockQuery;
    if (this.toleranceMs === 0 || query === undefined) return;
    const ours = this.clock.now().getTime();
    const ahead = ours - (await this.databaseTime(query));
    if (ahead > this.toleranceMs) throw new ClockAhead(ahead);
  }

  private async databaseTime(query: string): Promise<number> {
    const { rows } = await this.unitOfWork.maintain(() =>
      this.unitOfWork.read(() => this.unitOfWork.query(query)),
    );
    return (rows[0]?.now as Date).getTime();
  }
}
