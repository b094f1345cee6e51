import { seededRandom } from '../test/support/seeded-random.js';
import { Client } from './client.js';
import { History, isAcknowledged } from './told.js';
import { Voice } from './voice.js';

export interface LoadOptions {
  readonly url: string;
  readonly seed: number;
  readonly clients: number;
  readonly pauseMs?: number;
  readonly forgives?: boolean;
}

/** Clients that go on until they are stopped. What each chooses follows from the seed; how they meet does not. */
export class Load {
  readonly history = new History();
  private over = false;
  private readonly lives: Promise<void>[];

  constructor({ url, seed, clients, pauseMs = 40, forgives = false }: LoadOptions) {
    const voice = new Voice(url, this.history);
    this.lives = Array.from({ length: clients }, (_, index) => {
      const { random } = seededRandom(seed + index);
      return new Client(`${index}`, voice, { random, isOver: () => this.over, pauseMs, forgives }).live();
    });
  }

  /** Lets every client end the login it is at. */
  async stop(): Promise<void> {
    this.over = true;
    await Promise.all(this.lives);
  }

  /** What was first acknowledged of all that was asked after `since`, in milliseconds after it. */
  firstAfter(since: number): number | undefined {
    const times = this.history.all
      .filter((told) => told.at >= since && isAcknowledged(told))
      .map(({ at, ms }) => at + ms - since);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** When the last request was sent, after `since`, that was not served; 0 when all were. */
  lastFailureAfter(since: number): number {
    const failed = this.history.all.filter(
      ({ at, status }) => at >= since && (status === 0 || status >= 500),
    );
    return Math.max(0, ...failed.map(({ at }) => at - since));
  }
}
