import type { FastifyRequest } from 'fastify';
import type { HttpConfig } from '../config/app-config.js';

const CHANGES_STATE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The server's own origin: as configured or, on loopback, where the request was sent to. */
function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (origin === new URL(publicUrl).origin) return true;
  return host !== undefined && LOOPBACK.test(host) && origin === `http://${host}`;
}

/**
 * Whether a request may change anything. Browsers say where a request comes from in Origin, or at least in
 * Sec-Fetch-Site; a request with neither comes from no browser and cannot be forged by a page.
 */
export function isOriginAllowed({ method, headers }: FastifyRequest, config: HttpConfig): boolean {
  if (!CHANGES_STATE.has(method)) return true;
  const { origin, host } = headers;
  if (origin !== undefined)
    return config.corsOrigins.includes(origin) || isOwnOrigin(origin, host, config.publicUrl);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
