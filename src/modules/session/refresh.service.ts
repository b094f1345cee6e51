import { Injectable } from '@nestjs/common';
import { RateLimiter } from '../../common/rate-limiter.js';
import type { IssuedTokens } from '../token/token.service.js';
import type { Caller } from './caller.js';
import { RefreshLookup } from './refresh-lookup.js';
import { RefreshReplay } from './refresh-replay.js';
import { RefreshRotation } from './refresh-rotation.js';
import { SessionHolder } from './session-holder.js';

/** Trades a refresh token for the next generation of tokens: one rotation, however often and from how many tabs asked. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly lookup: RefreshLookup,
    private readonly holder: SessionHolder,
    private readonly rotation: RefreshRotation,
    private readonly replay: RefreshReplay,
    private readonly limits: RateLimiter,
  ) {}

  /**
   * @throws {TooManyRequests | RefreshTokenUnreadable | RefreshTokenInvalid | SessionNotActive | SessionExpired | UserMismatch | DependencyUnavailable}
   */
  async refresh(refreshToken: string, caller: Caller): Promise<IssuedTokens> {
    const presented = this.lookup.read(refreshToken);
    await this.limits.spend({ policy: 'refresh', key: `session:${presented.sessionId}` });
    const standing = await this.lookup.find(presented, caller);
    if (standing.tokenStatus === 'ROTATED') return this.replay.answer(standing, caller);
    const person = await this.holder.current(standing.session);
    const issued = await this.rotation.rotate(standing, person, caller);
    // Another request won the race: what the token is worth has changed since it was looked up.
    return issued ?? this.replay.answer(await this.lookup.find(presented, caller), caller);
  }
}
