import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { AuditLog } from './audit-log.entity.js';
import type { AuditSeal } from './audit-seal.entity.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { BEGINNING, monthStart, type RowKey } from './row-key.js';
import { endOf } from './seal-text.js';
import { SealWriter } from './seal-writer.js';

/** Rows in a seal at most: what is held in memory at a time. */
export const LARGEST_SEAL = 1000;

/** Retention drops whole months, and must not take half of what a seal holds. */
function ofOneMonth(rows: readonly AuditLog[]): readonly AuditLog[] {
  const [first] = rows;
  if (!first) return [];
  const end = monthStart(first.eventTimestamp, 1);
  return rows.filter(({ eventTimestamp }) => eventTimestamp < end);
}

/** Seals what has settled, range by range. */
@Injectable()
export class SealingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealRepository,
    private readonly trail: AuditTrailRepository,
    private readonly writer: SealWriter,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Makes one seal. @returns undefined when nothing is due, or another sealer has just sealed it */
  async seal(limit = LARGEST_SEAL): Promise<AuditSeal | undefined> {
    const { last, after, rows } = await this.unitOfWork.read(() => this.findDue(limit));
    const together = ofOneMonth(rows);
    const end = together.at(-1);
    if (!end) return undefined;
    const through = { timestamp: end.eventTimestamp, logId: end.logId };
    return this.writer.add(last, { rows: together, range: { after, through }, supplements: null });
  }

  /** How many rows have settled and are not sealed. */
  due(): Promise<number> {
    return this.unitOfWork.read(async () => {
      const after = await this.findEnd();
      return this.trail.countAfter(after, this.border);
    });
  }

  /** Seconds that the oldest settled row has been waiting for its seal; 0 when none has. */
  oldestDueSeconds(): Promise<number> {
    return this.unitOfWork.read(async () => {
      const [row] = await this.trail.findAfter(await this.findEnd(), this.border, 1);
      return row ? (this.border.getTime() - row.eventTimestamp.getTime()) / 1000 : 0;
    });
  }

  /** Rows of before it have settled: no transaction is open for so long, no clock so slow. */
  private get border(): Date {
    return addSeconds(this.clock.now(), -this.config.audit.sealLag);
  }

  private async findEnd(): Promise<RowKey> {
    const last = await this.seals.findLastOfARange();
    return last ? endOf(last) : BEGINNING;
  }

  private async findDue(limit: number) {
    // Before the rows: a seal that is added in between then takes the number, and this one is not written.
    const last = await this.seals.findLast();
    const after = await this.findEnd();
    const rows = await this.trail.findAfter(after, this.border, Math.min(limit, LARGEST_SEAL));
    return { last, after, rows };
  }
}
