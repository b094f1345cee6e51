import type { RateLimitState } from '../common/rate-limiter.js';

const policyOf = ({ policy, limit, window }: RateLimitState) => `"${policy}";q=${limit};w=${window}`;
const stateOf = ({ policy, remaining, reset }: RateLimitState) => `"${policy}";r=${remaining};t=${reset}`;

/** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers: quota, window, what remains, seconds to wait. */
export function rateLimitHeaders(states: readonly RateLimitState[] = []): Record<string, string> {
  if (states.length === 0) return {};
  return {
    'ratelimit-policy': states.map(policyOf).join(', '),
    ratelimit: states.map(stateOf).join(', '),
  };
}
