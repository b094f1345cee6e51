import type { Clock } from './clock.js';

/** How long a failure is remembered: a flood of questions must not become one at what has just failed. */
const FAILURE_MS = 1_000;

/** For figures that the database is asked for: every few seconds, however often somebody reads them. */
export const FIGURE = { keepMs: 5_000, timeoutMs: 2_000 };

/** There was no answer in time; it may still come. */
export class NoAnswerInTime extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

interface Kept<T> {
  readonly answer: Promise<T>;
  readonly since: number;
  until: number;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswerInTime(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** An answer that is asked for anew only when it has grown old; all who ask meanwhile get the same, or wait for the same. */
export class Recent<T> {
  private kept: Kept<T> | undefined;
  private running: Promise<T> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly ask: () => Promise<T>,
    private readonly limits: { readonly keepMs: number; readonly timeoutMs: number },
  ) {}

  /** @throws {NoAnswerInTime} and whatever `ask` throws */
  get(): Promise<T> {
    const now = this.now();
    // A clock that was set back must not keep an answer for longer.
    if (this.kept && this.kept.since <= now && now < this.kept.until) return this.kept.answer;
    const answer = within(this.limits.timeoutMs, this.run());
    const kept = { answer, since: now, until: now + this.limits.keepMs };
    answer.catch(() => (kept.until = this.now() + FAILURE_MS));
    this.kept = kept;
    return answer;
  }

  /** A question that is late goes on, and is not asked a second time beside itself. */
  private run(): Promise<T> {
    this.running ??= this.ask().finally(() => (this.running = undefined));
    return this.running;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
