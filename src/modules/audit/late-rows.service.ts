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
/** Ranges whose rows are counted in one look: half a million rows at most. */
const RANGES = 500;

/** What came of a look at some of the ranges. */
export interface Look {
  readonly made: AuditSeal | undefined;
  /** The number to go on from; none when there are no more ranges, or another sealer was faster. */
  readonly next: number | undefined;
}

interface Late {
  readonly last?: AuditSeal | undefined;
  readonly outgrown?: AuditSeal;
  readonly rows: readonly AuditLog[];
  readonly next: number | undefined;
}

const NOTHING: Look = { made: undefined, next: undefined };

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

  /**
   * Looks at the ranges from that number on, so many of them that it takes a moment, and makes a supplement for the first
   * that has got rows. Whoever goes on from `next` has looked at each range once, however many have got some.
   */
  async look(from: number, limit = LARGEST_SEAL): Promise<Look> {
    const { last, outgrown, rows, next } = await this.unitOfWork.read(() =>
      this.findLate(from, Math.min(limit, LARGEST_SEAL)),
    );
    if (!last || !outgrown || rows.length === 0) return { made: undefined, next };
    const supplements = outgrown.sequenceNumber;
    const made = await this.writer.add(last, { rows, range: rangeOf(outgrown), supplements });
    if (!made) return NOTHING;
    this.logger.warn(
      `${rows.length} audit rows came after the seal ${supplements} of their time; the seal ${made.sequenceNumber} names them`,
    );
    return { made, next };
  }

  /** How many rows came late and are in no seal, as far as the first range that has any. */
  due(): Promise<number> {
    return this.unitOfWork.read(async () => {
      for (let from: number | undefined = 0; from !== undefined;) {
        const { rows, next } = await this.findLate(from, LARGEST_SEAL);
        if (rows.length > 0) return rows.length;
        from = next;
      }
      return 0;
    });
  }

  private async findLate(from: number, limit: number): Promise<Late> {
    const last = await this.seals.findLast();
    const ranges = await this.findRanges(from);
    if (!ranges) return { rows: [], next: undefined };
    const outgrown = await this.seals.findOutgrown(ranges.first, ranges.last);
    if (!outgrown) return { rows: [], next: ranges.next };
    const rows = await this.findStrangers(outgrown, limit);
    const { sequenceNumber } = outgrown;
    const next = rows.length < limit ? sequenceNumber + 1 : sequenceNumber;
    return { last, outgrown, rows, next };
  }

  /** Numbers of what is looked at together, from that number on. */
  private async findRanges(from: number) {
    const numbers = await this.seals.findNumbersSince(addSeconds(this.clock.now(), -LATE_SECONDS));
    if (!numbers) return undefined;
    const first = Math.max(from, numbers.first);
    const last = Math.min(first + RANGES - 1, numbers.last);
    if (last < first) return undefined;
    return { first, last, next: last < numbers.last ? last + 1 : undefined };
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
