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
  /** The seal whose range is looked at next for late rows; none before a look at all of them. */
  private lateFrom: number | undefined;

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
      batch: (limit) => this.seal(limit),
      due: () => this.sealing.due(),
    });
    this.jobs.add({
      name: 'seal-late-audit',
      description: 'Seals the audit rows that came after the seal of their time, and names them',
      everySeconds: 900,
      batch: (limit) => this.sealLate(limit),
      goesOn: () => this.lateFrom !== undefined,
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
  private async seal(limit: number): Promise<number> {
    let rows = 0;
    let last: AuditSeal | undefined;
    while (rows < limit) {
      const made = await this.sealing.seal(limit - rows);
      if (!made) break;
      rows += made.rowCount;
      last = made;
    }
    if (last) this.tell(rows, last);
    return rows;
  }

  /** One look, so that a day of ten million rows is no batch that nothing can stop. */
  private async sealLate(limit: number): Promise<number> {
    const { made, next } = await this.late.look(this.lateFrom ?? 0, limit);
    this.lateFrom = next;
    if (made) this.tell(made.rowCount, made);
    return made?.rowCount ?? 0;
  }

  private tell(rows: number, last: AuditSeal): void {
    this.logger.log(`Sealed ${rows} audit rows; the head is ${headOf(last)}`);
  }
}
