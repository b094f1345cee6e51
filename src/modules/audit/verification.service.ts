import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { AuditSeal } from './audit-seal.entity.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { LATE_SECONDS } from './late-rows.service.js';
import { RangeCheck } from './range-check.js';
import { BEGINNING, compareKeys, monthStart, type RowKey } from './row-key.js';
import { SealChain } from './seal-chain.js';
import { SealKeys } from './seal-keys.js';
import { endOf, headOf, rangeOf } from './seal-text.js';

const PAGE = 20;
const RETENTION_MONTHS = 24;
/** A clock may be ahead, but not by so much. */
const FUTURE_SECONDS = 86_400;

export interface VerificationOptions {
  /** A head that was kept elsewhere, as `sequence:hash`. */
  readonly head?: { readonly sequence: number; readonly hash: string } | undefined;
  /** The number of the seal to begin with; what is before it was verified before. */
  readonly from?: number | undefined;
  /** Months of before it may have been dropped; two years ago if not given. */
  readonly droppedBefore?: Date | undefined;
}

export interface Verdict {
  /** The first row, or the seal, that is not as it should be. */
  readonly fault?: string | undefined;
  readonly seals: number;
  readonly rows: number;
  /** Seals whose rows were dropped with their month. */
  readonly dropped: number;
  /** Rows that supplements name. */
  readonly late: number;
  /** Rows in a sealed range that wait for their supplement, and the first of them. */
  readonly waiting: number;
  readonly firstWaiting?: string | undefined;
  /** Rows after the last range, counted up to `DUE_AT_MOST`. */
  readonly unsealed: number;
  readonly head?: string | undefined;
}

class Tally {
  fault: string | undefined;
  seals = 0;
  rows = 0;
  dropped = 0;
  late = 0;
  waiting = 0;
  firstWaiting: string | undefined;
  unsealed = 0;
  head: string | undefined;
}

interface Run {
  readonly chain: SealChain;
  readonly tally: Tally;
  /** Seals that are added meanwhile are left for the next time. */
  readonly through: number;
  readonly firstRow: RowKey | undefined;
  readonly dropBorder: Date;
  readonly head: VerificationOptions['head'];
}

/** Compares the trail with its seals, and the seals with each other. Reads only, page by page. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealRepository,
    private readonly trail: AuditTrailRepository,
    private readonly ranges: RangeCheck,
    private readonly keys: SealKeys,
    private readonly clock: Clock,
  ) {}

  async verify(options: VerificationOptions = {}): Promise<Verdict> {
    const from = options.from ?? 1;
    const run = await this.read(() => this.begin(from, options));
    run.tally.fault = (await this.checkSeals(from, run)) ?? (await this.read(() => this.checkEnd(run)));
    return run.tally;
  }

  private async begin(from: number, { head, droppedBefore }: VerificationOptions): Promise<Run> {
    const start = {
      seal: await this.seals.find(from - 1),
      ofARange: await this.seals.findLastOfARange(from),
    };
    if (from > 1 && !start.seal) throw new Error(`There is no seal ${from - 1} to begin after`);
    return {
      chain: new SealChain(this.keys, start),
      tally: new Tally(),
      through: (await this.seals.findLast())?.sequenceNumber ?? 0,
      firstRow: await this.trail.findFirst(),
      dropBorder: droppedBefore ?? monthStart(this.clock.now(), -RETENTION_MONTHS),
      head,
    };
  }

  private async checkSeals(from: number, run: Run): Promise<string | undefined> {
    for (let next = from; next <= run.through;) {
      const page = await this.read(() => this.seals.findPage(next, run.through, PAGE));
      for (const seal of page) {
        const fault = run.chain.faultOf(seal) ?? (await this.checkOne(seal, run));
        if (fault) return fault;
      }
      next = (page.at(-1)?.sequenceNumber ?? run.through) + 1;
    }
    return undefined;
  }

  private async checkOne(seal: AuditSeal, run: Run): Promise<string | undefined> {
    const { tally } = run;
    tally.seals += 1;
    tally.head = headOf(seal);
    if (seal.supplements === null) return this.read(() => this.checkRange(seal, run));
    tally.late += seal.rowCount;
    return undefined;
  }

  private async checkRange(seal: AuditSeal, run: Run): Promise<string | undefined> {
    const { tally } = run;
    const supplements = await this.seals.findSupplements(seal.sequenceNumber, run.through);
    const fault = run.chain.expect(seal, supplements);
    if (fault) return fault;
    if (this.wasDropped(seal, run)) {
      tally.dropped += 1;
      return undefined;
    }
    const found = await this.ranges.check(rangeOf(seal), [seal, ...supplements]);
    if (found.fault) return this.unlessDropped(seal, run, found.fault);
    tally.rows += found.sealed;
    tally.waiting += found.strangers;
    tally.firstWaiting ??= found.firstStranger;
    const mayWait = seal.sealedAt > addSeconds(this.clock.now(), -LATE_SECONDS);
    if (found.strangers === 0 || mayWait) return undefined;
    return `The row ${found.firstStranger} was inserted after its time had been sealed (seal ${seal.sequenceNumber}).`;
  }

  /** Retention may have taken the month while its rows were read. */
  private async unlessDropped(seal: AuditSeal, run: Run, fault: string): Promise<string | undefined> {
    const firstRow = await this.trail.findFirst();
    if (!this.wasDropped(seal, { ...run, firstRow })) return fault;
    run.tally.dropped += 1;
    return undefined;
  }

  /** Retention takes whole months from the beginning: nothing of before is there any more. */
  private wasDropped(seal: AuditSeal, { firstRow, dropBorder }: Run): boolean {
    const isGone = firstRow === undefined || compareKeys(endOf(seal), firstRow) < 0;
    return isGone && seal.throughTimestamp < dropBorder;
  }

  private async checkEnd({ tally, head }: Run): Promise<string | undefined> {
    const kept = head && (await this.seals.find(head.sequence));
    if (head && !kept)
      return `The seal ${head.sequence}, whose head was kept, is missing: the end was cut off.`;
    if (kept && kept.sealHash !== head.hash)
      return `The seal ${head.sequence} is not the one whose head was kept.`;
    const outside = await this.trail.findOutside(addSeconds(this.clock.now(), FUTURE_SECONDS));
    if (outside) return `The row ${outside} has a time that no seal will ever reach.`;
    const last = await this.seals.findLastOfARange();
    const after = last ? endOf(last) : BEGINNING;
    const end = addSeconds(this.clock.now(), FUTURE_SECONDS + 1);
    tally.unsealed = await this.trail.countAfter(after, end);
    return undefined;
  }

  private read<T>(work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.read(work);
  }
}
