import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AuditFilter } from './audit-filter.js';
import { AuditTailRepository, TAIL_PAGE } from './audit-tail.repository.js';
import { AuditLogDto } from './dto/audit-log.dto.js';
import { TailPace } from './tail-pace.js';
import type { TailWindow } from './tail-window.js';

export interface Polled {
  /** What has not been sent, as frames of the stream. */
  readonly text: string;
  /** Nothing more is there now. */
  readonly isAll: boolean;
}

/** One look at the end of the trail, and the wait for the next. */
@Injectable()
export class TailPoll {
  constructor(
    private readonly trail: AuditTailRepository,
    private readonly pace: TailPace,
    private readonly clock: Clock,
  ) {}

  async take(filter: AuditFilter, window: TailWindow): Promise<Polled> {
    const now = this.clock.now();
    const late = await this.trail.late(filter, window, now);
    const newer = await this.trail.newer(filter, window, now);
    const frames = [...late, ...newer].map((row) => {
      window.add(row);
      return `id: ${window.eventId}\nevent: audit\ndata: ${JSON.stringify(AuditLogDto.of(row))}\n\n`;
    });
    window.trim();
    return { text: frames.join(''), isAll: newer.length < TAIL_PAGE };
  }

  pause(signal: AbortSignal): Promise<void> {
    return this.pace.next(signal);
  }
}
