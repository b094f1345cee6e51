import type { LinkConfig, PasswordConfig } from './account-config.js';
import type { Settings } from './environment.schema.js';
import { publicUrlOf } from './public-url.js';

export function buildPasswords(settings: Settings): PasswordConfig {
  return {
    memoryKiB: settings.HASH_MEMORY,
    iterations: settings.HASH_ITERATIONS,
    parallelism: settings.HASH_PARALLELISM,
    concurrency: settings.HASH_CONCURRENCY,
    queueLength: settings.HASH_QUEUE_LENGTH,
    breachCheck: settings.BREACH_CHECK,
    breachCheckUrl: settings.BREACH_CHECK_URL,
  };
}

export function buildLinks(settings: Settings): LinkConfig {
  const publicUrl = publicUrlOf(settings);
  return {
    verifyEmail: settings.VERIFY_EMAIL_URL ?? `${publicUrl}/auth/verify-email/{token}`,
    resetPassword: settings.RESET_PASSWORD_URL ?? `${publicUrl}/auth/reset-password/{token}`,
  };
}
