import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const ANY_CLIENT = 'sallyport:any-client';
export const AUTHENTICATED = 'sallyport:authenticated';

/** The route needs no `x-client-id`, even when CLIENT_IDS is set. */
export const AnyClient = (): CustomDecorator => SetMetadata(ANY_CLIENT, true);

/** The route needs the access token of a live session and, where given, one of these roles. */
export const Authenticated = (...roles: readonly string[]): CustomDecorator =>
  SetMetadata(AUTHENTICATED, roles);
