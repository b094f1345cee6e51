import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DUE_AT_MOST, HeldUp, Jobs } from '../../common/jobs.js';
import { Meters } from '../../common/meters.js';
import { FIGURE, Recent } from '../../common/recent.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { SiemDelivery } from './siem-delivery.js';
import { SiemBacklog } from './siem-backlog.js';

/** Has waiting events sent, and forgets those that were. */
@Injectable()
export class SiemJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly meters: Meters,
    private readonly delivery: SiemDelivery,
    private readonly backlog: SiemBacklog,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.jobs.add({
      name: 'purge-siem-outbox',
      description: 'Forgets which events the SIEM has taken, a day later',
      everySeconds: 300,
      batch: (limit) => this.backlog.purge(limit),
      due: () => this.backlog.countEnded(),
    });
    if (this.config.audit.siem) this.send();
  }

  private send(): void {
    this.jobs.add({
      name: 'drain-siem-outbox',
      description: 'Sends audit events to the SIEM',
      everySeconds: 5,
      batch: (limit) => this.drain(limit),
      due: () => this.backlog.depth(DUE_AT_MOST),
    });
    const depth = new Recent(this.clock, () => this.backlog.depth(), FIGURE);
    const help = 'Audit events that wait to be sent to the SIEM, counted up to 10000';
    this.meters.gauge('sallyport_siem_outbox_depth', help, () => depth.get());
    const age = new Recent(this.clock, () => this.backlog.ageSeconds(), FIGURE);
    this.meters.gauge(
      'sallyport_siem_outbox_age_seconds',
      'Age of the oldest audit event that waits to be sent to the SIEM',
      () => age.get(),
    );
  }

  private async drain(limit: number): Promise<number> {
    let sent = 0;
    while (sent < limit) {
      const count = await this.delivery.send(limit - sent);
      if (count === undefined) break;
      if (count === 0) throw new HeldUp('the SIEM did not take them, and they are sent again later', sent);
      sent += count;
    }
    return sent;
  }
}
