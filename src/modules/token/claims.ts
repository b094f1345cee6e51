export type ClaimValue = string | number | boolean | readonly string[];

/** The claims of one token. The database keeps them without their order, so every use sorts them by name. */
export type Claims = Readonly<Record<string, ClaimValue>>;

/** The claims in the one order in which they are always signed, so that the same row gives the same bytes again. */
export function inSigningOrder(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The person, client and login that tokens speak of. */
export interface Grant {
  readonly sessionId: string;
  readonly clientId: string;
  readonly scope: string;
  readonly authTime: Date;
  readonly amr: readonly string[];
  readonly acr: string;
  /** Idle end of the session: no access token outlives it. */
  readonly sessionExpiresAt: Date;
  /** End of the refresh family. */
  readonly absoluteExpiresAt: Date;
  readonly subject: Subject;
}

export interface Subject {
  readonly cupid: string;
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly string[];
}
