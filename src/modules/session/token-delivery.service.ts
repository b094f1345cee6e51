import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, secondsUntil } from '../../common/clock.js';
import { REFRESH_COOKIE, refreshCookie } from '../../common/cookies.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { IssuedTokens } from '../token/token.service.js';

/** The token fields of a body, as OAuth 2.0 names them (RFC 6749 §5.1). */
export interface TokenFields {
  readonly access_token: string;
  readonly id_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token?: string;
}

/**
 * Native clients may ask for the refresh token in the body. Not so a page: its requests carry Origin, and script must
 * never read a refresh token.
 */
export function wantsBodyDelivery({ headers }: FastifyRequest): boolean {
  return headers['x-token-delivery'] === 'body' && headers.origin === undefined;
}

/** Puts tokens into an answer: the refresh token in a cookie or, for native clients, in the body. */
@Injectable()
export class TokenDeliveryService {
  constructor(
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  deliver(reply: FastifyReply, issued: IssuedTokens, inBody: boolean): TokenFields {
    const fields: TokenFields = {
      access_token: issued.accessToken,
      id_token: issued.idToken,
      token_type: 'Bearer',
      expires_in: issued.expiresIn,
    };
    if (inBody) return { ...fields, refresh_token: issued.refreshToken };
    const maxAge = secondsUntil(issued.refreshExpiresAt, this.clock.now());
    void reply.setCookie(
      REFRESH_COOKIE,
      issued.refreshToken,
      refreshCookie(this.config.http.secureCookies, maxAge),
    );
    return fields;
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(REFRESH_COOKIE, refreshCookie(this.config.http.secureCookies, 0));
  }
}
