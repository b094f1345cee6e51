import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Meters } from '../../common/meters.js';
import { FIGURE, Recent } from '../../common/recent.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { AuditSeal } from './audit-seal.entity.js';
import { LateRowsService } from './late-rows.service.js';
import { headOf } from './seal-text.js';
import { SealingService } from './sealing.service.js';

/** Has the trail sealed now and then, where this server is to do so. */
@Injectable()
export class SealingJobs implements OnModuleInit {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly jobs: Jobs,
    private readonly meters: Meters,
    private readonly sealing: SealingService,
    private readonly late: LateRowsService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (!this.config.audit.sealing) return;
    this.jobs.add({
      name: 'seal-audit',
      description: 'Seals the audit rows that have settled',
      everySeconds: 60,
      batch: (limit) => this.repeat(limit, (left) => this.sealing.seal(left)),
      due: () => this.sealing.due(),
    });
    this.jobs.add({
      name: 'seal-late-audit',
      description: 'Seals the audit rows that came after the seal of their time, and names them',
      everySeconds: 900,
      batch: (limit) => this.repeat(limit, (left) => this.late.seal(left)),
      due: () => this.late.due(),
    });
    const age = new Recent(this.clock, () => this.sealing.oldestDueSeconds(), FIGURE);
    this.meters.gauge(
      'sallyport_audit_unsealed_seconds',
      'How long the oldest settled audit row has been waiting for its seal',
      () => age.get(),
    );
  }

  /** A month that ends cuts a seal short, so that one alone may be smaller than what is due. */
  private async repeat(
    limit: number,
    seal: (left: number) => Promise<AuditSeal | undefined>,
  ): Promise<number> {
    let rows = 0;
    let head: string | undefined;
    while (rows < limit) {
      const made = await seal(limit - rows);
      if (!made) break;
      rows += made.rowCount;
      head = headOf(made);
    }
    if (head) this.logger.log(`Sealed ${rows} audit rows; the head is ${head}`);
    return rows;
  }
}
