import { Injectable } from '@nestjs/common';
import type { TokenStateDto } from './dto/verify-token.dto.js';
import { SessionService } from './session.service.js';

/** Tells API gateways whether an access token is good. */
@Injectable()
export class GatewayService {
  constructor(private readonly sessions: SessionService) {}

  async stateOf(accessToken: string, scopes: readonly string[] = []): Promise<TokenStateDto> {
    const live = await this.sessions.identify(accessToken);
    if (!live) return { active: false };
    const granted = live.scope.split(' ');
    if (!scopes.every((scope) => granted.includes(scope))) return { active: false };
    const { cupid, sessionId } = live.principal;
    return { active: true, expires_in: live.expiresIn, sub: cupid, session_id: sessionId, scope: live.scope };
  }
}
