import type { CookieSerializeOptions } from '@fastify/cookie';

export const REFRESH_COOKIE = 'refresh_token';
export const DEVICE_COOKIE = 'device_id';

/** Attributes of the refresh token's cookie; `maxAge` in seconds. */
export function refreshCookie(secure: boolean, maxAge: number): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'strict', path: '/auth', secure, maxAge };
}

/** Attributes of the cookie that names a browser; 400 days is the longest that browsers keep one (RFC 6265bis §5.5). */
export function deviceCookie(secure: boolean): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/auth', secure, maxAge: 400 * 24 * 60 * 60 };
}
