import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { OutboxMessageRepository } from './outbox-message.repository.js';

const KEPT_SECONDS = 86_400;
/** Few enough to count at every scrape. */
const SCRAPED_AT_MOST = 10_000;

/** What waits in the outbox, and what has left it. */
@Injectable()
export class SiemBacklog {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: OutboxMessageRepository,
    private readonly clock: Clock,
  ) {}

  depth(upTo = SCRAPED_AT_MOST): Promise<number> {
    return this.unitOfWork.read(() => this.messages.countWaiting(upTo));
  }

  /** 0 when nothing waits. */
  async ageSeconds(): Promise<number> {
    const now = this.clock.now();
    const oldest = await this.unitOfWork.read(() => this.messages.findOldest());
    return oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : 0;
  }

  countEnded(): Promise<number> {
    return this.unitOfWork.read(() => this.messages.countEnded(this.keptSince));
  }

  /** Removes one batch of what has been sent. @returns how many */
  purge(limit: number): Promise<number> {
    return this.unitOfWork.runSingle(() => this.messages.removeEnded(this.keptSince, limit));
  }

  private get keptSince(): Date {
    return addSeconds(this.clock.now(), -KEPT_SECONDS);
  }
}
