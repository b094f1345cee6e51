import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { RefreshTokenInvalid, RefreshTokenUnreadable } from '../token/token.errors.js';
import { TokenService } from '../token/token.service.js';
import { type Caller, isAnotherClient } from './caller.js';
import { SessionExpired, SessionNotActive } from './session.errors.js';
import { SessionRepository, type TokenStanding } from './session.repository.js';

/** What a presented refresh token is worth right now. */
@Injectable()
export class RefreshLookup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenService,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /** The session that a token was issued for, by its own word alone. @throws {RefreshTokenUnreadable | RefreshTokenInvalid} */
  sessionOf(refreshToken: string): string {
    const verified = this.tokens.verifyRefresh(refreshToken);
    if (!verified) throw new RefreshTokenUnreadable();
    if (verified.expired) throw new RefreshTokenInvalid();
    return String(verified.claims.sid);
  }

  /** @returns the standing of a token that is ACTIVE, or ROTATED and so a replay */
  async find(refreshToken: string, caller: Caller): Promise<TokenStanding> {
    const standing = await this.unitOfWork.read(() => this.sessions.findByTokenHash(sha256(refreshToken)));
    if (!standing || isUseless(standing, caller)) throw new RefreshTokenInvalid();
    const { session } = standing;
    if (session.status === 'REVOKED') throw new SessionNotActive();
    if (session.status === 'EXPIRED' || session.hasExpired(this.clock.now())) throw new SessionExpired();
    return standing;
  }
}

/** A rotated token is of use to nobody, and yet it counts: whoever brings it, it may be a theft, as long as there is something to steal. */
function isUseless({ tokenStatus, session }: TokenStanding, caller: Caller): boolean {
  // With its session it was revoked, though its row does not say so.
  if (tokenStatus === 'ROTATED') return session.status === 'REVOKED';
  return tokenStatus !== 'ACTIVE' || isAnotherClient(caller, session);
}
