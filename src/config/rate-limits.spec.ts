import type { ConfigurationError } from './configuration-error.js';
import { loadConfig } from './load-config.js';
import { RATE_LIMITS, rateLimits } from './rate-limits.js';

function problemsWith(RATE_LIMITS: string): readonly string[] {
  try {
    loadConfig({ RATE_LIMITS });
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

describe('RATE_LIMITS', () => {
  it('are the contract’s in production, and twenty times looser in development', () => {
    expect(rateLimits({}, true)).toEqual(RATE_LIMITS);
    expect(RATE_LIMITS).toMatchObject({
      default: { points: 100, seconds: 60 },
      login: { points: 5, seconds: 60 },
      'login-address': { points: 5, seconds: 60 },
      'mfa-initiate': { points: 10, seconds: 300 },
      refresh: { points: 30, seconds: 60 },
      'hand-off': { points: 10, seconds: 60 },
      'hand-off-app': { points: 100, seconds: 60 },
      'hand-off-accounts': { points: 50, seconds: 60 },
    });
    expect(loadConfig({}).rateLimits).toMatchObject({ enabled: true, policies: { login: { points: 100 } } });
  });

  it('change the policies they name and no other', () => {
    const { policies } = loadConfig({ RATE_LIMITS: 'login=7/90s, refresh=1/1h' }).rateLimits;
    expect(policies).toEqual({
      ...rateLimits({}, false),
      login: { points: 7, seconds: 90 },
      refresh: { points: 1, seconds: 3600 },
    });
  });

  it.each([
    ['login', 'is no limit'],
    ['login=5', 'is no limit'],
    ['login=-5/1m', 'is no limit'],
    ['login=5/minute', 'is no limit'],
    ['logins=5/1m', 'names no policy'],
    ['toString=5/1m', 'is no limit'],
    ['constructor=5/1m', 'names no policy'],
    ['login=0/1m', 'has a number out of range'],
    ['login=1000001/1m', 'has a number out of range'],
    ['login=5/0s', 'has a window out of range'],
    ['login=5/2d', 'has a window out of range'],
  ])('refuse %s', (value, problem) =>
    expect(problemsWith(value)).toEqual([expect.stringMatching(`^RATE_LIMITS ${problem}.*: it must be`)]),
  );
});
