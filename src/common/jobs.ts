import { Injectable } from '@nestjs/common';

/** Up to which rows that are due are counted: to count a large backlog would take longer than a statement may. */
export const DUE_AT_MOST = 100_000;

/** Work that nobody asks for: something a module has to do now and then, in bounded batches. */
export interface Job {
  /** In kebab-case; also the argument of `npm run maintenance`. */
  readonly name: string;
  /** What it does, in one line, for whoever lists the jobs. */
  readonly description: string;
  /** Seconds between the beginnings of two runs. */
  readonly everySeconds: number;
  /**
   * Does one batch, in units of its own, each of them short; safe to repeat and safe beside itself in another process.
   * @param limit rows at most
   * @returns how many rows were dealt with; fewer than `limit` when nothing more is due, unless it `goesOn`
   * @throws {HeldUp} when more is due that cannot be done now
   */
  batch(limit: number): Promise<number>;
  /** Whether there is more to look at after the last batch, though it had few rows to deal with. */
  goesOn?(): boolean;
  /** Whether it runs as the server does, for it does what the server does, and not as the role of maintenance. */
  readonly asServer?: boolean;
  /** Whether it takes rows away for good, which the audit trail then tells. */
  readonly removes?: boolean;
  /** How many rows are due now, counted up to `DUE_AT_MOST`; changes nothing. */
  due(): Promise<number>;
}

/** What is due cannot be done now, for others are using it or do not take it: not a failure, but no end either. */
export class HeldUp extends Error {
  /** @param rows that the batch has dealt with all the same */
  constructor(
    reason: string,
    readonly rows: number,
  ) {
    super(reason);
  }
}

/** The jobs of all modules. Each module adds its own when it starts; who runs them knows no module. */
@Injectable()
export class Jobs {
  private readonly jobs = new Map<string, Job>();

  add(job: Job): void {
    if (this.jobs.has(job.name)) throw new Error(`There is a job ${job.name} already`);
    this.jobs.set(job.name, job);
  }

  find(name: string): Job | undefined {
    return this.jobs.get(name);
  }

  /** By name. */
  get all(): readonly Job[] {
    return [...this.jobs.values()].sort((a, b) => a.name.localeCompare(b.name));
  }
}
