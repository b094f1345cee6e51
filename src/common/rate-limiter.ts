/** What is limited; each by limits of its own, in RATE_LIMITS. */
export type RateLimitPolicy =
  | 'default'
  | 'login'
  | 'login-address'
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

/** Counts requests and refuses what is too many. To be asked outside any unit of work. */
export abstract class RateLimiter {
  /** Counts one charge after the other, up to the first that is over its limit. @throws {TooManyRequests} */
  abstract spend(...charges: readonly Charge[]): Promise<void>;

  /** Keeps a mark for so many seconds, e.g. that a device is known. */
  abstract remember(mark: string, seconds: number): Promise<void>;

  abstract isRemembered(mark: string): Promise<boolean>;

  /** Forgets what this process has counted; not what a database has. */
  abstract reset(): void;
}
