import { Injectable } from '@nestjs/common';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Person } from '../identity/person.js';
import { SessionNotActive } from './session.errors.js';
import type { Session } from './session.entity.js';
import { SessionService } from './session.service.js';

/** The person of a session as the directory knows them now. */
@Injectable()
export class SessionHolder {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly sessions: SessionService,
  ) {}

  /** Ends the session of a person who is gone or may not sign in any more. @throws {SessionNotActive | DependencyUnavailable} */
  async current(session: Session): Promise<Person> {
    const person = await this.identity.find(session.cupid);
    if (person?.standing === 'ACTIVE') return person;
    await this.sessions.revoke(session.sessionId, 'PERSON_NOT_ACTIVE', 'system');
    throw new SessionNotActive();
  }
}
