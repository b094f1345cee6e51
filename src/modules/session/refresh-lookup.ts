import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { RefreshTokenInvalid, RefreshTokenUnreadable } from '../token/token.errors.js';
import { TokenService } from '../token/token.service.js';
import { type Caller, isAnotherClient } from './caller.js';
import { SessionExpired, SessionNotActive } from './session.errors.js';
import { RefreshRefused } from './session.events.js';
import { SessionRepository, type TokenStanding } from './session.repository.js';

/** A refresh token that this server has signed, and what it says of itself. */
export interface PresentedRefresh {
  readonly tokenHash: string;
  readonly tokenId: string;
  readonly sessionId: string;
  readonly cupid: string;
  readonly isExpired: boolean;
}

/** What to answer, and why in the words of the audit. */
type Refusal = readonly [error: AppError, reason: string];

/** What a presented refresh token is worth right now. */
@Injectable()
export class RefreshLookup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenService,
    private readonly sessions: SessionRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** What a token says, by its own word alone. @throws {RefreshTokenUnreadable} */
  read(refreshToken: string): PresentedRefresh {
    const verified = this.tokens.verifyRefresh(refreshToken);
    if (!verified) throw new RefreshTokenUnreadable();
    const { jti, sid, sub } = verified.claims;
    return {
      tokenHash: sha256(refreshToken),
      tokenId: String(jti),
      sessionId: String(sid),
      cupid: String(sub),
      isExpired: verified.expired,
    };
  }

  /**
   * @returns the standing of a token that is ACTIVE, or ROTATED and so a replay
   * @throws {RefreshTokenInvalid | SessionNotActive | SessionExpired} after the refusal was written down
   */
  async find(presented: PresentedRefresh, caller: Caller): Promise<TokenStanding> {
    if (presented.isExpired) return this.refuse(presented, new RefreshTokenInvalid(), 'TOKEN_EXPIRED');
    const standing = await this.unitOfWork.read(() => this.sessions.findByTokenHash(presented.tokenHash));
    if (!standing) return this.refuse(presented, new RefreshTokenInvalid(), 'TOKEN_UNKNOWN');
    const refusal = uselessness(standing, caller) ?? this.endOf(standing);
    return refusal ? this.refuse(presented, ...refusal) : standing;
  }

  private endOf({ session }: TokenStanding): Refusal | undefined {
    if (session.status === 'REVOKED') return [new SessionNotActive(), 'SESSION_REVOKED'];
    const isOver = session.status === 'EXPIRED' || session.hasExpired(this.clock.now());
    return isOver ? [new SessionExpired(), 'SESSION_EXPIRED'] : undefined;
  }

  private async refuse(presented: PresentedRefresh, error: AppError, reason: string): Promise<never> {
    const { sessionId, cupid, tokenId } = presented;
    await this.unitOfWork.run(() => {
      const subject = { contextId: sessionId, sessionId, cupid };
      this.events.publish(new RefreshRefused(subject, error, { reason, token_id: tokenId }));
      return Promise.resolve();
    });
    throw error;
  }
}

/** A rotated token is of use to nobody, and yet it counts: whoever brings it, it may be a theft, as long as there is something to steal. */
function uselessness({ tokenStatus, session }: TokenStanding, caller: Caller): Refusal | undefined {
  // With its session it was revoked, though its row does not say so.
  const isRevoked = tokenStatus === 'ROTATED' ? session.status === 'REVOKED' : tokenStatus !== 'ACTIVE';
  if (isRevoked) return [new RefreshTokenInvalid(), 'TOKEN_REVOKED'];
  if (tokenStatus === 'ROTATED' || !isAnotherClient(caller, session)) return undefined;
  return [new RefreshTokenInvalid(), 'ANOTHER_CLIENT'];
}
