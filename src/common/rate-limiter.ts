import { addressKey } from './address-key.js';

/** What is limited; each by limits of its own, in RATE_LIMITS. */
export type RateLimitPolicy =
  | 'default'
  | 'login'
  | 'login-address'
  | 'register'
  | 'mail-request'
  | 'mail-recipient'
  | 'mfa-initiate'
  | 'push-poll'
  | 'refresh'
  | 'hand-off'
  | 'hand-off-app'
  | 'hand-off-accounts';

/** One request counted against one person, address, session, token or app. */
export interface Charge {
  readonly policy: RateLimitPolicy;
  readonly key: string;
}

/** Where a charge stands after the request that was counted last; what the `RateLimit` header says. */
export interface RateLimitState {
  readonly policy: RateLimitPolicy;
  /** How many requests there may be in a window of so many seconds. */
  readonly limit: number;
  readonly window: number;
  readonly remaining: number;
  /** Seconds until the window ends, or until a block does. */
  readonly reset: number;
}

/** 24 days: about as long as a timer of Node can wait, by which the library forgets. */
export const MARK_SECONDS = 24 * 86_400;

/** What everybody is counted under who is refused before anything better is known of them. */
export function refusedAt(address: string | null): Charge {
  return { policy: 'default', key: `refused ${addressKey(address)}` };
}

/** Counts requests and refuses what is too many. To be asked outside any unit of work. */
export abstract class RateLimiter {
  /** Counts one charge after the other, up to the first that is over its limit. @throws {TooManyRequests} */
  abstract spend(...charges: readonly Charge[]): Promise<void>;

  /** Keeps a mark, e.g. that a device is known, for MARK_SECONDS from now. */
  abstract remember(mark: string): Promise<void>;

  /** @returns the seconds that are left of a mark, 0 when there is none */
  abstract rememberedFor(mark: string): Promise<number>;

  /** Forgets what this process has counted; not what a database has. */
  abstract reset(): void;
}
