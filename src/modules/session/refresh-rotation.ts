import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock, earlier } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Person } from '../identity/person.js';
import { type IssuedTokens, TokenService } from '../token/token.service.js';
import { grantOf } from './grant.js';
import type { Caller } from './caller.js';
import { UserMismatch } from './session.errors.js';
import { TokensRotated } from './session.events.js';
import { SessionRepository, type TokenStanding } from './session.repository.js';

/** One compare-and-set from a generation of tokens to the next. */
@Injectable()
export class RefreshRotation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @returns undefined when another request was first: it rotated the token, or ended the session */
  async rotate(
    { session, tokenId }: TokenStanding,
    person: Person,
    caller: Caller,
  ): Promise<IssuedTokens | undefined> {
    if (person.cupid !== session.cupid) throw new UserMismatch();
    const now = this.clock.now();
    const expiresAt = earlier(addSeconds(now, this.config.lifetimes.session), session.absoluteExpiresAt);
    const result = await this.unitOfWork.attempt(async () => {
      // The session's row first: against a logout, whoever comes second sees what the first has done.
      if (!(await this.sessions.touch(session.sessionId, { ...caller, expiresAt }, now)))
        throw new Abandoned('ENDED');
      const issued = await this.tokens.rotate(grantOf(session, person, expiresAt), tokenId);
      // Undone with the touch: the loser of a race must not leave its user agent behind and so pass for the winner.
      if (!issued) throw new Abandoned('LOST');
      this.publish(session.sessionId, session.cupid, tokenId);
      return issued;
    });
    return result instanceof Abandoned ? undefined : result;
  }

  private publish(sessionId: string, cupid: string, tokenId: string): void {
    this.events.publish(
      new TokensRotated({ contextId: sessionId, sessionId, cupid }, { parent_token_id: tokenId }),
    );
  }
}
