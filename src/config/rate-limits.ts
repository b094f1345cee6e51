import { formatDuration, parseDuration } from './duration.js';

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

/** What production starts from; the contract's figures where it names some. */
export const RATE_LIMITS = {
  default: { points: 100, seconds: 60 },
  login: { points: 5, seconds: 60 },
  'login-address': { points: 5, seconds: 60 },
  register: { points: 3, seconds: 300 },
  'mail-request': { points: 10, seconds: 900 },
  'mail-recipient': { points: 3, seconds: 900 },
  'mfa-initiate': { points: 10, seconds: 300 },
  // Asked once a second for each pending prompt, perhaps by a whole office behind one address.
  'push-poll': { points: 600, seconds: 60 },
  refresh: { points: 30, seconds: 60 },
  'hand-off': { points: 10, seconds: 60 },
  'hand-off-app': { points: 100, seconds: 60 },
  'hand-off-accounts': { points: 50, seconds: 60 },
} as const satisfies Readonly<Record<string, RateLimit>>;

export type RateLimits = Readonly<Record<keyof typeof RATE_LIMITS, RateLimit>>;

/** How much looser everything is while somebody develops. */
const DEVELOPMENT_FACTOR = 20;
const MOST_POINTS = 1_000_000;
const LONGEST_WINDOW = 86_400;

const ENTRY = /^([a-z-]+)=(\d{1,7})\/(\d+[smhd]?)$/;

function isPolicy(name: string): name is keyof RateLimits {
  return Object.hasOwn(RATE_LIMITS, name);
}

function whyUnusable({ points, seconds }: RateLimit): string | undefined {
  if (points < 1 || points > MOST_POINTS)
    return `has a number out of range: it must be from 1 to ${MOST_POINTS}`;
  if (seconds < 1 || seconds > LONGEST_WINDOW)
    return `has a window out of range: it must be from 1s to ${formatDuration(LONGEST_WINDOW)}`;
  return undefined;
}

/** @returns the limit that an entry like `login=5/1m` sets, or what is wrong with it */
export function parseRateLimit(entry: string): [keyof RateLimits, RateLimit] | string {
  const [, name = '', points, window = ''] = ENTRY.exec(entry) ?? [];
  if (points === undefined) return 'is no limit: it must be like login=5/1m';
  if (!isPolicy(name)) return `names no policy: it must be one of ${Object.keys(RATE_LIMITS).join(', ')}`;
  const limit = { points: Number(points), seconds: parseDuration(window) ?? 0 };
  return whyUnusable(limit) ?? [name, limit];
}

/** The limits that hold: those that were set, and for the rest the defaults, of production or development. */
export function rateLimits(set: Partial<RateLimits>, production: boolean): RateLimits {
  const factor = production ? 1 : DEVELOPMENT_FACTOR;
  const defaults = Object.entries(RATE_LIMITS).map(
    ([name, { points, seconds }]) => [name, { points: points * factor, seconds }] as const,
  );
  return { ...(Object.fromEntries(defaults) as unknown as RateLimits), ...set };
}
