import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RateLimit } from '../config/rate-limits.js';
import type { DatabaseStore } from './database-store.js';

/** A counter of the library; it tells the time by the machine's clock, since floods are as real as that. */
export type Limiter = RateLimiterAbstract;

/** @param store the shared table; without one the process counts for itself */
export function limiter(name: string, { points, seconds }: RateLimit, store?: DatabaseStore): Limiter {
  const options = { keyPrefix: name, points, duration: seconds };
  if (!store) return new RateLimiterMemory(options);
  return new RateLimiterPostgres({
    ...options,
    storeClient: store,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    // Its sweep deletes everything at once; the store sweeps in portions.
    clearExpiredByTimeout: false,
    // A flood that is already refused costs the database nothing more.
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

/** Has the process ask the store again about whom it refuses: it remembers for how long as of before a block. */
export function forgetBlocks(limiter: Limiter): void {
  if (limiter instanceof RateLimiterPostgres) limiter.deleteInMemoryBlockedAll();
}

/** Counts one request. @returns where the key stands, over its limit or not */
export async function count(limiter: Limiter, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (result) {
    // The library throws the same object when a limit is passed as it returns when it is not.
    if (result instanceof Error) throw result;
    return result as RateLimiterRes;
  }
}
