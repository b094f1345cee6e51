import { HashingBusy } from './account.errors.js';

/**
 * Lets a few hashes be computed at a time and some more wait. Each takes memory and a thread that the rest of the server
 * needs too: a flood of logins must take neither away.
 */
export class HashQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly length: number,
    private readonly onRefusal: () => void = () => undefined,
  ) {}

  /** How many wait for their turn. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  /** @throws {HashingBusy} when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> | undefined {
    if (this.running < this.concurrency) {
      this.running += 1;
      return undefined;
    }
    if (this.waiting.length >= this.length) {
      this.onRefusal();
      throw new HashingBusy();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Whoever has waited longest takes the place; it was never free, so nobody can slip in. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
