import { Inject, Injectable } from '@nestjs/common';
import { isOneOf } from '../../common/digest.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { TokenStateDto } from './dto/verify-token.dto.js';
import { ApiKeyInvalid } from './session.errors.js';
import { SessionService } from './session.service.js';

/** Tells API gateways whether an access token is good. */
@Injectable()
export class GatewayService {
  constructor(
    private readonly sessions: SessionService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws {ApiKeyInvalid} */
  assertGateway(apiKey: string | undefined): void {
    if (apiKey === undefined || !isOneOf(apiKey, this.config.http.gatewayApiKeys)) throw new ApiKeyInvalid();
  }

  async stateOf(accessToken: string, scopes: readonly string[] = []): Promise<TokenStateDto> {
    const live = await this.sessions.identify(accessToken);
    if (!live) return { active: false };
    const granted = live.scope.split(' ');
    if (!scopes.every((scope) => granted.includes(scope))) return { active: false };
    const { cupid, sessionId } = live.principal;
    return { active: true, expires_in: live.expiresIn, sub: cupid, session_id: sessionId, scope: live.scope };
  }
}
