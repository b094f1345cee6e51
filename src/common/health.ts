import { Injectable, Logger } from '@nestjs/common';
import { Clock } from './clock.js';
import { NoAnswerInTime, Recent } from './recent.js';

/** DEGRADED: it works, though not as it should. */
export type Health = 'OK' | 'DEGRADED' | 'UNAVAILABLE';

export interface Finding {
  readonly status: Health;
  /** For those who have a key. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Something that the server needs, and how to ask whether it is there. */
export interface Probe {
  readonly name: string;
  /** Without it the server is of no use: whoever sends requests should send them elsewhere. */
  readonly isVital: boolean;
  /** For how long an answer is good; a failure is never kept for longer than a second. */
  readonly keepMs: number;
  readonly timeoutMs: number;
  /** Must cost next to nothing, and least of all a login. A throw means UNAVAILABLE. */
  check(): Promise<Finding>;
}

export interface Examined extends Finding {
  readonly name: string;
  readonly isVital: boolean;
  readonly latencyMs: number;
}

const elapsed = (since: number) => Math.round((performance.now() - since) * 10) / 10;

class ProbeFailed extends Error {
  constructor(
    readonly latencyMs: number,
    override readonly cause: unknown,
  ) {
    super('the probe failed');
  }
}

/** One probe, asked seldom however often somebody wants to know. */
class Watched {
  private readonly logger = new Logger('health');
  private readonly recent: Recent<Examined>;
  private last: Health = 'OK';

  constructor(
    private readonly probe: Probe,
    clock: Clock,
  ) {
    this.recent = new Recent(clock, () => this.ask(), probe);
  }

  async examine(): Promise<Examined> {
    try {
      return this.note(await this.recent.get());
    } catch (error) {
      return this.note(this.failed(error), error);
    }
  }

  /** Says once what has changed. */
  private note(examined: Examined, failure?: unknown): Examined {
    const { name, status } = examined;
    const cause = failure instanceof ProbeFailed ? failure.cause : failure;
    if (status !== this.last && status === 'UNAVAILABLE') this.logger.error(`${name} is ${status}`, cause);
    else if (status !== this.last) this.logger.warn(`${name} is ${status}`);
    this.last = status;
    return examined;
  }

  private async ask(): Promise<Examined> {
    const { name, isVital } = this.probe;
    const since = performance.now();
    try {
      const finding = await this.probe.check();
      return { name, isVital, latencyMs: elapsed(since), ...finding };
    } catch (error) {
      throw new ProbeFailed(elapsed(since), error);
    }
  }

  private failed(error: unknown): Examined {
    const { name, isVital, timeoutMs } = this.probe;
    const latencyMs = error instanceof NoAnswerInTime ? timeoutMs : (error as ProbeFailed).latencyMs;
    return { name, isVital, latencyMs, status: 'UNAVAILABLE' };
  }
}

/** The probes of all modules. Whoever owns a dependency adds its probe when it starts; who asks them knows no module. */
@Injectable()
export class HealthProbes {
  private readonly watched = new Map<string, Watched>();

  constructor(private readonly clock: Clock) {}

  add(probe: Probe): void {
    if (this.watched.has(probe.name)) throw new Error(`There is a probe ${probe.name} already`);
    this.watched.set(probe.name, new Watched(probe, this.clock));
  }

  /** All of them at a time, by name; never rejects. */
  async examine(): Promise<Examined[]> {
    const examined = await Promise.all([...this.watched.values()].map((one) => one.examine()));
    return examined.sort((a, b) => a.name.localeCompare(b.name));
  }
}

/** How the server is with dependencies that are so. */
export function overall(examined: readonly Examined[]): Health {
  if (examined.some(({ isVital, status }) => isVital && status === 'UNAVAILABLE')) return 'UNAVAILABLE';
  return examined.every(({ status }) => status === 'OK') ? 'OK' : 'DEGRADED';
}
