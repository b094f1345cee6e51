import { HeldUp } from '../../src/common/jobs.js';

/** How many rows a batch has dealt with, also one that was held up by others. */
export function rowsOf(batch: Promise<number>): Promise<number> {
  return batch.catch((error: unknown) => {
    if (error instanceof HeldUp) return error.rows;
    throw error;
  });
}
