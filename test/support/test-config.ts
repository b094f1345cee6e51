import type { AppConfig } from '../../src/config/app-config.js';
import { loadConfig } from '../../src/config/load-config.js';

export const usesPostgres = process.env.DB === 'postgres';

export const SIMULATED = {
  IDENTITY_PROVIDER: 'simulator',
  OTP_SENDER: 'simulator',
  PUSH_SENDER: 'simulator',
  RISK_SERVICE: 'simulator',
};

/** The configuration of a test: as a new user would have it, on the engine under test, but for the rate limits. */
export function testConfig(env: Readonly<Record<string, string>> = {}, databaseUrl?: string): AppConfig {
  const engine = databaseUrl
    ? { USE_MOCK_DB: 'false', DATABASE_URL: databaseUrl, DB_POOL_MIN: '0', DB_POOL_MAX: '20', ...SIMULATED }
    : {};
  return loadConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_ENABLED: 'false',
    ...engine,
    ...env,
  });
}
