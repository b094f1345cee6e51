import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/principal.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Session } from './session.entity.js';
import { SessionNotFound } from './session.errors.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';

/** What people may see and do of their own sessions. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly service: SessionService,
  ) {}

  list({ cupid }: Principal): Promise<Session[]> {
    return this.service.liveOf(cupid);
  }

  /** @throws {SessionNotFound} also for another person's: whether it exists is not theirs to know */
  async revoke({ cupid }: Principal, sessionId: string): Promise<void> {
    const session = await this.unitOfWork.read(() => this.sessions.findById(sessionId));
    if (session?.cupid !== cupid) throw new SessionNotFound();
    await this.service.revoke(sessionId, 'USER_REVOKED', cupid);
  }

  /** @returns how many */
  revokeOthers({ cupid, sessionId }: Principal): Promise<number> {
    return this.service.revokeAll(cupid, 'USER_REVOKED', cupid, sessionId);
  }

  /** @returns how many */
  revokeAll({ cupid }: Principal): Promise<number> {
    return this.service.revokeAll(cupid, 'USER_LOGOUT', cupid);
  }
}
