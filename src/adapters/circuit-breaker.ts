import { addSeconds, type Clock } from '../common/clock.js';

const FAILURES_TO_OPEN = 5;
const OPEN_SECONDS = 30;

export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';

  constructor() {
    super('not called: it has failed too often of late');
  }
}

/**
 * Leaves an ailing service alone: five failures in a row open the circuit for 30 seconds; then one call is let through,
 * and its outcome closes the circuit or opens it anew. Hand-made because the libraries for it read the system's clock.
 */
export class CircuitBreaker {
  private failures = 0;
  private openedAt: Date | undefined;
  private isProbing = false;

  constructor(private readonly clock: Clock) {}

  /** Whether a call would be refused now. */
  get isOpen(): boolean {
    return this.openedAt !== undefined && (this.isProbing || this.isResting(this.openedAt));
  }

  /**
   * @param isFailure whether what `work` threw counts against the service; undefined when it says nothing about it
   * @throws {CircuitOpen} without calling `work`, and whatever `work` throws
   */
  async run<T>(work: () => Promise<T>, isFailure: (error: unknown) => boolean | undefined): Promise<T> {
    if (this.isOpen) throw new CircuitOpen();
    const isProbe = this.openedAt !== undefined;
    this.isProbing = isProbe;
    try {
      const result = await work();
      this.settle(false, isProbe);
      return result;
    } catch (error) {
      this.settle(isFailure(error), isProbe);
      throw error;
    }
  }

  private isResting(openedAt: Date): boolean {
    const now = this.clock.now();
    // A clock that was set back must not keep the circuit open for longer.
    return now >= openedAt && now < addSeconds(openedAt, OPEN_SECONDS);
  }

  private settle(hasFailed: boolean | undefined, isProbe: boolean): void {
    // A call from before the circuit opened says nothing about the service now.
    if (this.openedAt !== undefined && !isProbe) return;
    this.isProbing = false;
    if (hasFailed === undefined) return;
    this.failures = hasFailed ? this.failures + 1 : 0;
    const opens = hasFailed && (isProbe || this.failures >= FAILURES_TO_OPEN);
    this.openedAt = opens ? this.clock.now() : undefined;
  }
}
