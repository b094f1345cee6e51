import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { TokenService } from '../token/token.service.js';
import { SessionService } from './session.service.js';

/** What a logout may name its session by; any of them, all of them, or none. */
export interface LogoutCredentials {
  readonly refreshTokens: readonly string[];
  readonly accessToken?: string;
}

@Injectable()
export class LogoutService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenService,
    private readonly sessions: SessionService,
  ) {}

  /** Ends every session that a genuine credential names; what is not genuine names none. */
  async logout(credentials: LogoutCredentials): Promise<void> {
    const named = this.sessionsNamed(credentials);
    if (named.size === 0) return;
    await this.unitOfWork.run(async () => {
      // In one order, so that two logouts that name the same sessions cannot wait for each other.
      for (const [sessionId, cupid] of [...named].sort())
        await this.sessions.revoke(sessionId, 'USER_LOGOUT', cupid);
    });
  }

  private sessionsNamed({ refreshTokens, accessToken }: LogoutCredentials): Map<string, string> {
    const refreshes = refreshTokens.map((token) => this.tokens.verifyRefresh(token));
    const genuine = refreshes.flatMap((verified) => (verified && !verified.expired ? [verified.claims] : []));
    const access = accessToken === undefined ? undefined : this.tokens.verifyAccess(accessToken);
    const claims = access ? [...genuine, access] : genuine;
    return new Map(claims.map(({ sid, sub }) => [String(sid), String(sub)]));
  }
}
