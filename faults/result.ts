import type { Form, Verdict } from './scenario.js';

/** One scenario that has been played, left out, or has come to nothing. */
export interface Result {
  readonly name: string;
  readonly form: Form;
  readonly seed: number;
  readonly tookS: number;
  readonly verdict?: Verdict;
  readonly skipped?: string;
  readonly failure?: string;
}

export function hasFailed({ verdict, failure }: Result): boolean {
  if (failure !== undefined) return true;
  return verdict !== undefined && verdict.findings.length + verdict.complaints.length > 0;
}
