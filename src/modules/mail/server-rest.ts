import { addSeconds, type Clock } from '../../common/clock.js';

const REST_SECONDS = 30;

/** Leaves a mail server that could not be reached alone for half a minute; then one mail at a time finds out. */
export class ServerRest {
  private since: Date | undefined;

  constructor(private readonly clock: Clock) {}

  /** Whether the server was unreachable when it was last asked. */
  get isSuspected(): boolean {
    return this.since !== undefined;
  }

  get isResting(): boolean {
    if (this.since === undefined) return false;
    const now = this.clock.now();
    // A clock that was set back must not make the rest longer.
    return now >= this.since && now < addSeconds(this.since, REST_SECONDS);
  }

  begin(): void {
    this.since = this.clock.now();
  }

  end(): void {
    this.since = undefined;
  }
}
