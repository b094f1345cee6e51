import { Injectable, Logger } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { AuditLog } from './audit-log.entity.js';
import type { AuditSeal } from './audit-seal.entity.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { unpackDigests } from './row-digest.js';
import { compareKeys, type RowKey } from './row-key.js';
import { rangeOf } from './seal-text.js';
import { SealWriter } from './seal-writer.js';
import { LARGEST_SEAL } from './sealing.service.js';

/** How long after its seal a range may still get rows: whoever comes later did not come from a slow server. */
export const LATE_SECONDS = 86_400;
/** Ranges whose rows are counted in one statement. */
const RANGES = 500;

/** Seals what came into a range after its seal, in a seal that names it as late. */
@Injectable()
export class LateRowsService {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealRepository,
    private readonly trail: AuditTrailRepository,
    private readonly writer: SealWriter,
    private readonly clock: Clock,
  ) {}

  /** Makes one supplement. @returns undefined when no row came late, or another sealer was faster */
  async seal(limit = LARGEST_SEAL): Promise<AuditSeal | undefined> {
    const late = await this.unitOfWork.read(() => this.findLate(Math.min(limit, LARGEST_SEAL)));
    if (!late) return undefined;
    const { last, outgrown, rows } = late;
    const seal = await this.writer.add(last, {
      rows,
      range: rangeOf(outgrown),
      supplements: outgrown.sequenceNumber,
    });
    if (seal)
      this.logger.warn(
        `${rows.length} audit rows came after the seal ${outgrown.sequenceNumber} of their time; the seal ${seal.sequenceNumber} names them`,
      );
    return seal;
  }

  /** How many rows came late and are in no seal, as far as the first range that has any. */
  due(): Promise<number> {
    return this.unitOfWork.read(async () => (await this.findLate(LARGEST_SEAL))?.rows.length ?? 0);
  }

  private async findLate(limit: number) {
    const last = await this.seals.findLast();
    const outgrown = await this.findOutgrown();
    if (!last || !outgrown) return undefined;
    const rows = await this.findStrangers(outgrown, limit);
    return rows.length > 0 ? { last, outgrown, rows } : undefined;
  }

  private async findOutgrown(): Promise<AuditSeal | undefined> {
    const numbers = await this.seals.findNumbersSince(addSeconds(this.clock.now(), -LATE_SECONDS));
    if (!numbers) return undefined;
    for (let { first } = numbers; first <= numbers.last; first += RANGES) {
      const outgrown = await this.seals.findOutgrown(first, Math.min(first + RANGES - 1, numbers.last));
      if (outgrown) return outgrown;
    }
    return undefined;
  }

  private async findStrangers(outgrown: AuditSeal, limit: number): Promise<AuditLog[]> {
    const supplements = await this.seals.findSupplements(outgrown.sequenceNumber, 2 ** 31 - 1);
    const known = new Set(
      [outgrown, ...supplements].flatMap(({ digests }) => unpackDigests(digests).map(({ logId }) => logId)),
    );
    const strangers: AuditLog[] = [];
    const { after, through } = rangeOf(outgrown);
    for (let from: RowKey = after; strangers.length < limit && compareKeys(from, through) < 0;) {
      const page = await this.trail.findIn({ after: from, through }, LARGEST_SEAL);
      strangers.push(...page.filter(({ logId }) => !known.has(logId)));
      const end = page.at(-1);
      from = end ? { timestamp: end.eventTimestamp, logId: end.logId } : through;
    }
    return strangers.slice(0, limit);
  }
}
