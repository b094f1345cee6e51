import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { TooManyRequests } from '../../common/errors.js';

/** Each looks into the database every second. */
export const MOST_TAILS = 10;
const TRY_AGAIN_SECONDS = 30;

/** The live tails of this server. */
@Injectable()
export class AuditTails implements BeforeApplicationShutdown {
  private readonly open = new Set<AbortController>();
  private isClosing = false;

  /** @returns what stops it @throws {TooManyRequests} */
  start(): AbortController {
    if (this.open.size >= MOST_TAILS) throw new TooManyRequests(TRY_AGAIN_SECONDS);
    const tail = new AbortController();
    if (this.isClosing) tail.abort();
    this.open.add(tail);
    return tail;
  }

  end(tail: AbortController): void {
    tail.abort();
    this.open.delete(tail);
  }

  /** Before the server waits for its connections, which would never end by themselves. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const tail of this.open) tail.abort();
  }
}
