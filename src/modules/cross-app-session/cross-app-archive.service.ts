import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { CrossAppArchiveRepository } from './cross-app-archive.repository.js';

const DAY = 24 * 60 * 60;
/** Days from its expiry until a hand-off is archived. */
const KEPT_DAYS = 30;
const BATCH = 1000;

/** Moves the hand-offs of the past out of the way, a bounded batch at a time. */
@Injectable()
export class CrossAppArchiveService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly archive: CrossAppArchiveRepository,
    private readonly clock: Clock,
  ) {}

  /** Archives one batch: copied and removed together. @returns how many hand-offs were moved; 0 when none is due */
  archiveBatch(limit = BATCH): Promise<number> {
    const now = this.clock.now();
    const expiredBefore = this.expiredBefore(now);
    return this.unitOfWork.run(async () => {
      await this.archive.copy(expiredBefore, now, limit);
      return this.archive.removeArchived(expiredBefore, limit);
    });
  }

  /** Archives all that is due, batch by batch. @returns how many hand-offs were moved */
  async archiveAll(limit = BATCH): Promise<number> {
    let total = 0;
    for (let moved = limit; moved === limit; total += moved) moved = await this.archiveBatch(limit);
    return total;
  }

  /** How many hand-offs are due for the archive. */
  countDue(): Promise<number> {
    return this.unitOfWork.read(() => this.archive.countDue(this.expiredBefore(this.clock.now())));
  }

  private expiredBefore(now: Date): Date {
    return addSeconds(now, -KEPT_DAYS * DAY);
  }
}
