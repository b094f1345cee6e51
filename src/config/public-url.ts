import type { Settings } from './environment.schema.js';

/** The server's own origin as browsers see it. */
export function publicUrlOf(settings: Settings): string {
  return settings.PUBLIC_URL ?? new URL(`http://localhost:${settings.PORT}`).origin;
}
