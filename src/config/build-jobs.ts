import type { JobConfig, Retention } from './app-config.js';
import type { Settings } from './environment.schema.js';

const POLL_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 10;

/** When jobs run, and how much they do at a time. */
export function buildJobs(settings: Settings): JobConfig {
  // Tests say when a job runs.
  const poll = settings.JOB_POLL_INTERVAL ?? (settings.NODE_ENV === 'test' ? 0 : POLL_SECONDS);
  // Elsewhere the clock may be one that is moved on purpose.
  const tolerance =
    settings.JOB_CLOCK_TOLERANCE ?? (settings.NODE_ENV === 'production' ? CLOCK_TOLERANCE_SECONDS : 0);
  return {
    pollMs: poll * 1_000,
    budgetMs: settings.JOB_TIME_BUDGET * 1_000,
    batchSize: settings.JOB_BATCH_SIZE,
    clockToleranceMs: tolerance * 1_000,
  };
}

/** How long rows are kept. */
export function buildRetention(settings: Settings): Retention {
  return { logins: settings.LOGIN_RETENTION, sessions: settings.SESSION_RETENTION };
}
