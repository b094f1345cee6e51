import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { DependencyUnavailable } from '../common/errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** How long a store that failed is left alone: every request would wait for it once more. */
const PAUSE_MS = 5_000;

/**
 * For how long a counter is kept after its window: whoever asks now and then starts the window of the same row anew, and
 * would wait for whoever is deleting it.
 */
const KEPT_MS = 3_600_000;
/** After so many statements up to so many rows are deleted that have run out: more than can have come meanwhile. */
const SWEEP_EVERY = 200;
const SWEEP_ROWS = 1_000;
const SWEEP = `
  DELETE FROM rate_limits
   WHERE key IN (SELECT key FROM rate_limits WHERE expire < $1 ORDER BY expire LIMIT ${SWEEP_ROWS} FOR UPDATE SKIP LOCKED)`;

/** Counters whose `expire` is before this are deleted. */
export const keptSince = (now: Date): number => now.getTime() - KEPT_MS;

/** What rate-limiter-flexible asks of a pool of `pg`. */
interface StatementOfLibrary {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** The library's way to the table `rate_limits`: through the pool that everything else uses, one statement at a time. */
@Injectable()
export class DatabaseStore {
  private readonly logger = new Logger('rate-limit');
  private brokenUntil = 0;
  private statements = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async query({ text, values = [] }: StatementOfLibrary): Promise<{ rows: object[]; rowCount: number }> {
    if (this.clock.now().getTime() < this.brokenUntil)
      throw new Error('The store is left alone for a moment');
    try {
      const result = await this.unitOfWork.runSingle(() => this.unitOfWork.query(text, values));
      this.noteSuccess();
      this.sweepNowAndThen();
      return { rows: [...result.rows], rowCount: result.affected };
    } catch (error) {
      this.noteFailure(error);
      throw error;
    }
  }

  /** Beside the request, which has nothing to gain from it; what is left now is swept the next time. */
  private sweepNowAndThen(): void {
    this.statements += 1;
    if (this.statements % SWEEP_EVERY !== 0) return;
    const sweep = this.unitOfWork.runSingle(() =>
      this.unitOfWork.query(SWEEP, [keptSince(this.clock.now())]),
    );
    void sweep.catch((error: unknown) =>
      this.logger.warn('Counters that ran out could not be deleted', error),
    );
  }

  private noteSuccess(): void {
    if (this.brokenUntil !== 0) this.logger.warn('The store of rate limits answers again');
    this.brokenUntil = 0;
  }

  private noteFailure(error: unknown): void {
    const cause = error instanceof DependencyUnavailable ? error.cause : error;
    if (this.brokenUntil === 0)
      this.logger.error('The store of rate limits failed; each server counts by itself now', cause);
    this.brokenUntil = this.clock.now().getTime() + PAUSE_MS;
  }
}
