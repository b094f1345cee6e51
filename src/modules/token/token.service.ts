import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock, earlier, secondsUntil, toEpochSeconds } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { Claims, Grant } from './claims.js';

export type { Claims, Grant, Subject } from './claims.js';
import { signingInputHash, TokenSigner, type VerifiedRefresh } from './token-signer.js';
import type { Token, TokenType } from './token.entity.js';
import { TokenRepository } from './token.repository.js';

/** The tokens of one answer, in clear: handed to the client, never stored. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Life left of the access token, in seconds. */
  readonly expiresIn: number;
  readonly refreshExpiresAt: Date;
}

@Injectable()
export class TokenService {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly signer: TokenSigner,
    private readonly clock: Clock,
    private readonly random: Random,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Signs a generation of tokens and adds it to the running unit. */
  issue(grant: Grant, parentTokenId: string | null = null): IssuedTokens {
    const now = this.clock.now();
    const accessExpiresAt = earlier(
      addSeconds(now, this.config.lifetimes.accessToken),
      grant.sessionExpiresAt,
    );
    const kid = this.signer.currentKid;
    const make = (type: TokenType, expiresAt: Date) => this.draft(grant, type, now, expiresAt);
    const access = make('ACCESS', accessExpiresAt);
    const id = make('ID', accessExpiresAt);
    const refresh = make('REFRESH', grant.absoluteExpiresAt);
    const issued = this.signAll(access.claims, id.claims, refresh.claims, kid);
    if (!issued) throw new Error('The current signing key is missing');
    const row = {
      sessionId: grant.sessionId,
      parentTokenId,
      status: 'ACTIVE',
      createdAt: now,
      updatedAt: now,
    } as const;
    this.tokens.add([
      { ...row, ...access, kid, tokenValueHash: signingInputHash(issued.accessToken) },
      { ...row, ...id, kid, tokenValueHash: signingInputHash(issued.idToken) },
      { ...row, ...refresh, tokenValueHash: sha256(issued.refreshToken) },
    ]);
    return issued;
  }

  /** Rotates the generation of a refresh token, if it is still the active one, and issues the next. */
  async rotate(grant: Grant, refreshTokenId: string): Promise<IssuedTokens | undefined> {
    const won = await this.tokens.rotate(grant.sessionId, refreshTokenId, this.clock.now());
    return won ? this.issue(grant, refreshTokenId) : undefined;
  }

  /** The active generation of a session signed once more, with the same claims: the first caller's tokens stay valid. */
  async reissueActive(sessionId: string): Promise<IssuedTokens | undefined> {
    const active = await this.tokens.findActiveBySession(sessionId);
    const of = (type: TokenType) => active.find(({ tokenType }) => tokenType === type);
    const [access, id, refresh] = [of('ACCESS'), of('ID'), of('REFRESH')];
    if (!access?.kid || !id || !refresh) return undefined;
    return this.signAll(access.claims, id.claims, refresh.claims, access.kid);
  }

  /** Ends the tokens of a session that has ended, when the running unit ends. */
  revokeBySession(sessionId: string, reason: string): void {
    this.tokens.revokeBySession(sessionId, reason, this.clock.now());
  }

  /** Ends the tokens of several sessions that have ended, in the running unit. */
  revokeBySessions(sessionIds: readonly string[], reason: string): Promise<void> {
    return this.tokens.revokeBySessions(sessionIds, reason, this.clock.now());
  }

  /** Ends one token, in the running unit. @returns whether it was still in use */
  revoke(tokenId: string, reason: string): Promise<boolean> {
    return this.tokens.revoke(tokenId, reason, this.clock.now());
  }

  /** Signature and claims of an access token; whether it is still in use is the session's to say. */
  verifyAccess(token: string): Claims | undefined {
    return this.signer.verifyAccess(token);
  }

  verifyRefresh(token: string): VerifiedRefresh | undefined {
    return this.signer.verifyRefresh(token);
  }

  private signAll(access: Claims, id: Claims, refresh: Claims, kid: string): IssuedTokens | undefined {
    const accessToken = this.signer.sign('ACCESS', access, kid);
    const idToken = this.signer.sign('ID', id, kid);
    if (!accessToken || !idToken) return undefined;
    return {
      accessToken,
      idToken,
      refreshToken: this.signer.signRefresh(refresh),
      expiresIn: secondsUntil(new Date(Number(access.exp) * 1000), this.clock.now()),
      refreshExpiresAt: new Date(Number(refresh.exp) * 1000),
    };
  }

  private draft(grant: Grant, tokenType: TokenType, now: Date, expiresAt: Date): Draft {
    const tokenId = this.random.orderedId(now);
    const claims: Claims = {
      iss: this.config.tokens.issuer,
      sub: grant.subject.cupid,
      sid: grant.sessionId,
      jti: tokenId,
      iat: toEpochSeconds(now),
      exp: toEpochSeconds(expiresAt),
      ...CLAIMS_OF[tokenType](grant, this.config.tokens.audience),
    };
    return { tokenId, tokenType, claims, expiresAt };
  }
}

type Draft = Pick<Token, 'tokenId' | 'tokenType' | 'claims' | 'expiresAt'>;

/** Whose tokens these are and how they signed in (RFC 9068 §2.2, OIDC Core §2). */
function authentication(grant: Grant): Claims {
  const { subject } = grant;
  return {
    auth_time: toEpochSeconds(grant.authTime),
    amr: grant.amr,
    acr: grant.acr,
    preferred_username: subject.username,
    roles: subject.roles,
  };
}

const CLAIMS_OF: Readonly<Record<TokenType, (grant: Grant, audience: string) => Claims>> = {
  ACCESS: (grant, audience) => ({
    aud: audience,
    client_id: grant.clientId,
    scope: grant.scope,
    ...authentication(grant),
  }),
  ID: (grant) => ({
    aud: grant.clientId,
    ...authentication(grant),
    email: grant.subject.email,
    email_verified: grant.subject.emailVerified,
    given_name: grant.subject.givenName,
    family_name: grant.subject.familyName,
  }),
  REFRESH: (grant) => ({ client_id: grant.clientId }),
};
