import type { Session } from './session.entity.js';

/** From where a refresh token was presented. */
export interface Caller {
  /** Null when the request named no client. */
  readonly clientId: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** A refresh token is bound to the client it was issued to (RFC 6749 §10.4). */
export function isAnotherClient({ clientId }: Caller, session: Session): boolean {
  return clientId !== null && clientId !== session.clientId;
}
