import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const ANY_CLIENT = 'sallyport:any-client';
export const AUTHENTICATED = 'sallyport:authenticated';

/** The route needs no `x-client-id`, even when CLIENT_IDS is set. */
export const AnyClient = (): CustomDecorator => SetMetadata(ANY_CLIENT, true);

/** The route needs the access token of a live session and, where given, one of these roles. */
export const Authenticated = (...roles: readonly string[]): CustomDecorator =>
  SetMetadata(AUTHENTICATED, roles);

/** Route configuration: the body is form-encoded, as the RFCs of OAuth 2.0 have it, and never JSON. */
export const FORM_ENCODED = { formEncoded: true } as const;
