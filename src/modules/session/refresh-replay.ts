import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { EventSubject } from '../../common/domain-event.js';
import { EventBus } from '../../common/event-bus.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { RefreshTokenInvalid } from '../token/token.errors.js';
import { type IssuedTokens, TokenService } from '../token/token.service.js';
import type { Caller } from './caller.js';
import { RefreshRefused, RotationReplayed, TokenReuseDetected } from './session.events.js';
import type { TokenStanding } from './session.repository.js';
import { SessionService } from './session.service.js';

/** What a rotated refresh token gets when it comes again (RFC 9700 §4.14.2): the live successor, or an alarm. */
@Injectable()
export class RefreshReplay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenService,
    private readonly sessions: SessionService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws {RefreshTokenInvalid} after the session and its family have been ended */
  async answer(standing: TokenStanding, caller: Caller): Promise<IssuedTokens> {
    const issued = await this.unitOfWork.run(() =>
      this.isTwin(standing, caller) ? this.repeat(standing) : this.endFamily(standing),
    );
    if (!issued) throw new RefreshTokenInvalid();
    return issued;
  }

  /** The same client a moment later: two tabs, a double click, an answer that was lost. */
  private isTwin({ rotatedAt, session }: TokenStanding, caller: Caller): boolean {
    const clientId = caller.clientId ?? this.config.http.defaultClientId;
    if (!rotatedAt || clientId !== session.clientId) return false;
    // Either way: a clock that was set back must not make a token good again that was rotated long ago.
    const elapsedMs = Math.abs(this.clock.now().getTime() - rotatedAt.getTime());
    const isRecent = elapsedMs < this.config.lifetimes.refreshReuseGrace * 1000;
    return isRecent && caller.userAgent === session.userAgent;
  }

  private async repeat({ session, tokenId }: TokenStanding): Promise<IssuedTokens | undefined> {
    const issued = await this.tokens.reissueActive(session.sessionId);
    const subject = subjectOf(session);
    this.events.publish(
      issued ? new RotationReplayed(subject, { token_id: tokenId }) : ended(subject, tokenId),
    );
    return issued;
  }

  private async endFamily({ session, tokenId }: TokenStanding): Promise<undefined> {
    const wasAlive = await this.sessions.revoke(session.sessionId, 'TOKEN_REUSE', 'system');
    const subject = subjectOf(session);
    this.events.publish(
      wasAlive ? new TokenReuseDetected(subject, { token_id: tokenId }) : ended(subject, tokenId),
    );
  }
}

/** Another request has ended the session since the token was looked up. */
function ended(subject: EventSubject, tokenId: string): RefreshRefused {
  return new RefreshRefused(subject, new RefreshTokenInvalid(), {
    reason: 'SESSION_REVOKED',
    token_id: tokenId,
  });
}

function subjectOf({ sessionId, cupid }: TokenStanding['session']) {
  return { contextId: sessionId, sessionId, cupid };
}
