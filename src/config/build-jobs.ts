import type { JobConfig, Retention } from './app-config.js';
import type { Settings } from './environment.schema.js';

const POLL_SECONDS = 10;

/** When jobs run, and how much they do at a time. */
export function buildJobs(settings: Settings): JobConfig {
  // Tests say when a job runs.
  const poll = settings.JOB_POLL_INTERVAL ?? (settings.NODE_ENV === 'test' ? 0 : POLL_SECONDS);
  return {
    pollMs: poll * 1_000,
    budgetMs: settings.JOB_TIME_BUDGET * 1_000,
    batchSize: settings.JOB_BATCH_SIZE,
  };
}

/** How long rows are kept. */
export function buildRetention(settings: Settings): Retention {
  return { logins: settings.LOGIN_RETENTION, sessions: settings.SESSION_RETENTION };
}
