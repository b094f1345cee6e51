import type { Person } from '../identity/person.js';
import type { Grant, Subject } from '../token/token.service.js';
import type { Session } from './session.entity.js';

export function subjectOf(person: Person): Subject {
  const { cupid, username, email, emailVerified, givenName, familyName, roles } = person;
  return { cupid, username, email, emailVerified, givenName, familyName, roles };
}

/** What a session's next tokens say; the person is as the directory knows them now. */
export function grantOf(session: Session, person: Person, sessionExpiresAt: Date): Grant {
  return {
    sessionId: session.sessionId,
    clientId: session.clientId,
    scope: session.scope,
    authTime: session.authTime,
    amr: session.amr,
    acr: session.acr,
    sessionExpiresAt,
    absoluteExpiresAt: session.absoluteExpiresAt,
    subject: subjectOf(person),
  };
}
