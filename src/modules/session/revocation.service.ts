import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type Claims, TokenService } from '../token/token.service.js';
import { TokenRevoked } from './session.events.js';
import { SessionService } from './session.service.js';

const REASON = 'CLIENT_REVOKED';

/** Takes tokens back (RFC 7009): an access token by itself, with a refresh token the whole grant. */
@Injectable()
export class RevocationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenService,
    private readonly sessions: SessionService,
    private readonly events: EventBus,
  ) {}

  /** A token nobody knows is as good as revoked (RFC 7009 §2.2). */
  async revoke(token: string, clientId: string): Promise<void> {
    const access = this.tokens.verifyAccess(token);
    if (access) return this.revokeAccess(access, clientId);
    const refresh = this.tokens.verifyRefresh(token);
    if (refresh && !refresh.expired) await this.sessions.revoke(String(refresh.claims.sid), REASON, clientId);
  }

  private revokeAccess(claims: Claims, clientId: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      if (!(await this.tokens.revoke(String(claims.jti), REASON))) return;
      const subject = {
        contextId: String(claims.sid),
        sessionId: String(claims.sid),
        cupid: String(claims.sub),
      };
      this.events.publish(new TokenRevoked(subject, { token_id: String(claims.jti), by: clientId }));
    });
  }
}
