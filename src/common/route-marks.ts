import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { RateLimitPolicy } from './rate-limiter.js';

export const ANY_CLIENT = 'sallyport:any-client';
export const AUTHENTICATED = 'sallyport:authenticated';

export const RATE_LIMIT = 'sallyport:rate-limit';

/** The route needs no `x-client-id`, even when CLIENT_IDS is set. */
export const AnyClient = (): CustomDecorator => SetMetadata(ANY_CLIENT, true);

/** The route needs the access token of a live session and, where given, one of these roles. */
export const Authenticated = (...roles: readonly string[]): CustomDecorator =>
  SetMetadata(AUTHENTICATED, roles);

/**
 * How often the route may be called: by this policy instead of `default`, or by `none` of them, because what it does is
 * counted by the use case, or its callers have keys and no reason to be slowed down.
 */
export const RateLimited = (policy: RateLimitPolicy | 'none'): CustomDecorator =>
  SetMetadata(RATE_LIMIT, policy);

/** Route configuration: the body is form-encoded, as the RFCs of OAuth 2.0 have it, and never JSON. */
export const FORM_ENCODED = { formEncoded: true } as const;
