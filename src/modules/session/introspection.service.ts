import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type Claims, TokenService } from '../token/token.service.js';
import type { IntrospectionDto } from './dto/introspection.dto.js';
import { SessionRepository, type TokenStanding } from './session.repository.js';

const INACTIVE: IntrospectionDto = { active: false };

function isLive({ session }: TokenStanding, now: Date): boolean {
  return session.status === 'ACTIVE' && !session.hasExpired(now);
}

/** RFC 7662 §2.2, of the token's own claims. */
function describe(claims: Claims, { session }: TokenStanding, tokenType: string): IntrospectionDto {
  const username = claims.preferred_username;
  return {
    active: true,
    scope: session.scope,
    client_id: session.clientId,
    ...(username !== undefined && { username: String(username) }),
    token_type: tokenType,
    exp: Number(claims.exp),
    iat: Number(claims.iat),
    sub: String(claims.sub),
    ...(claims.aud !== undefined && { aud: String(claims.aud) }),
    iss: String(claims.iss),
    jti: String(claims.jti),
    sid: String(claims.sid),
  };
}

/** Tells authenticated clients what a token is worth (RFC 7662). */
@Injectable()
export class IntrospectionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenService,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  async introspect(token: string): Promise<IntrospectionDto> {
    const access = this.tokens.verifyAccess(token);
    if (access) return this.access(access);
    const refresh = this.tokens.verifyRefresh(token);
    return refresh && !refresh.expired ? this.refresh(token, refresh.claims) : INACTIVE;
  }

  private async access(claims: Claims): Promise<IntrospectionDto> {
    const standing = await this.unitOfWork.read(() => this.sessions.findByTokenId(String(claims.jti)));
    const isUsable = standing !== undefined && standing.tokenStatus !== 'REVOKED';
    return isUsable && isLive(standing, this.clock.now()) ? describe(claims, standing, 'Bearer') : INACTIVE;
  }

  private async refresh(token: string, claims: Claims): Promise<IntrospectionDto> {
    const standing = await this.unitOfWork.read(() => this.sessions.findByTokenHash(sha256(token)));
    const isUsable = standing?.tokenStatus === 'ACTIVE';
    return isUsable && isLive(standing, this.clock.now())
      ? describe(claims, standing, 'refresh_token')
      : INACTIVE;
  }
}
