import type { Variable } from './environment.schema.js';

/** Collects what is wrong with the environment. */
export class Findings {
  readonly problems: string[] = [];
  private readonly faulty = new Set<Variable>();

  /** @param entry which entry of a list is meant, counted from 0 */
  add(variable: Variable, problem: string, entry?: PropertyKey): void {
    this.faulty.add(variable);
    this.problems.push(
      entry === undefined ? `${variable} ${problem}` : `${variable} (entry ${Number(entry) + 1}) ${problem}`,
    );
  }

  /** Whether something has been found wrong with this variable, so that its absence from the draft means nothing. */
  isFaulty(variable: Variable): boolean {
    return this.faulty.has(variable);
  }
}
