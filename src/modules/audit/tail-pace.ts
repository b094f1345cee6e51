import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 1000;

/** How often a tail looks for news, and how long it waits for its reader. Tests have a pace of their own. */
@Injectable()
export class TailPace {
  /** Four heartbeats: a connection on which nothing has moved for so long has no reader who reads. */
  readonly stallMs: number = 60_000;

  /** Until it is time to look again, or `signal` says that nobody wants to. */
  async next(signal: AbortSignal): Promise<void> {
    // Whoever stops a tail is no failure of it.
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
