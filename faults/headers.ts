import type { CallOptions } from '../test/support/api.js';

/** The secret that the default target app has in development and tests. */
const APP_SECRET = 'dev-hi-events-secret';

export function bearer(accessToken: string): CallOptions {
  return { headers: { authorization: `Bearer ${accessToken}` } };
}

export function asApp(): CallOptions {
  return { headers: { 'x-shared-secret': APP_SECRET } };
}
