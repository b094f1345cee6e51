import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { Permission } from '../../common/current-permission.js';
import { RequestInvalid } from '../../common/errors.js';
import type { Principal } from '../../common/principal.js';
import { AuditReads } from './audit-reads.js';
import type { AuditFilter } from './audit-filter.js';
import { startOfSearch } from './audit-search.service.js';
import { AuditFollowed } from './audit.events.js';
import { AuditTails } from './audit-tails.js';
import { type Polled, TailPoll } from './tail-poll.js';
import { Timer } from './tail-timer.js';
import { fromEventId, TailWindow } from './tail-window.js';

export interface TailWish {
  readonly filter: AuditFilter;
  /** The `Last-Event-ID` of an earlier connection. */
  readonly lastEventId?: string;
  /** Ends after so many; 0: what is there. */
  readonly seconds?: number;
}

const HEARTBEAT_SECONDS = 15;
const CHECK_SECONDS = 30;
const OPENING = 'retry: 3000\n: following\n\n';
const HEARTBEAT = ': still following\n\n';

/** The trail as it grows, as Server-Sent Events. */
@Injectable()
export class AuditTailService {
  private readonly logger = new Logger('audit-tail');

  constructor(
    private readonly polls: TailPoll,
    private readonly tails: AuditTails,
    private readonly reads: AuditReads,
    private readonly clock: Clock,
  ) {}

  /** @throws {RequestInvalid | TooManyRequests} */
  async follow(principal: Principal, permission: Permission, wish: TailWish): Promise<Readable> {
    const window = this.windowOf(wish);
    const tail = this.tails.start();
    try {
      const { filter, lastEventId } = wish;
      await this.reads.note(AuditFollowed, principal, { ...filter, lastEventId });
    } catch (error) {
      this.tails.end(tail);
      throw error;
    }
    const stream = Readable.from(this.frames(wish, window, permission, tail.signal));
    return whenDestroyed(stream, () => this.tails.end(tail));
  }

  private windowOf({ filter, lastEventId }: TailWish): TailWindow {
    const now = this.clock.now();
    if (lastEventId === undefined) {
      const { from = now } = filter;
      return TailWindow.from(startOfSearch({ ...filter, from }, now));
    }
    const place = fromEventId(lastEventId);
    if (!place)
      throw new RequestInvalid([{ field: 'last-event-id', problem: 'must be the id of an earlier event' }]);
    startOfSearch({ ...filter, from: place.eventTimestamp }, now);
    return TailWindow.resume(place);
  }

  private async *frames(
    { filter, seconds }: TailWish,
    window: TailWindow,
    permission: Permission,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const end = new Timer(this.clock, seconds);
    const heartbeat = new Timer(this.clock, HEARTBEAT_SECONDS);
    const check = new Timer(this.clock, CHECK_SECONDS);
    yield OPENING;
    while (!signal.aborted && (await stillHolds(permission, check))) {
      const { text, isAll } = await this.poll(filter, window);
      const frame = text || beat(heartbeat);
      if (frame) {
        yield frame;
        heartbeat.restart();
      }
      if (isAll && end.isDue()) return;
      if (isAll) await this.polls.pause(signal);
    }
  }

  private async poll(filter: AuditFilter, window: TailWindow): Promise<Polled> {
    try {
      return await this.polls.take(filter, window);
    } catch (error) {
      this.logger.error('A tail was cut off', error);
      throw error;
    }
  }
}

/** Asks now and then. */
async function stillHolds(permission: Permission, check: Timer): Promise<boolean> {
  if (!check.isDue()) return true;
  check.restart();
  return permission.holds();
}

const beat = (heartbeat: Timer): string => (heartbeat.isDue() ? HEARTBEAT : '');

/**
 * At once when the client goes: by itself a generator hears of it at its next `yield`, and one that was never read from not
 * at all.
 */
function whenDestroyed(stream: Readable, end: () => void): Readable {
  const destroy = stream._destroy.bind(stream);
  stream._destroy = (error, done) => {
    end();
    destroy(error, done);
  };
  return stream;
}
