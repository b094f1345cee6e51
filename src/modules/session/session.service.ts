import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock, earlier, secondsUntil } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import type { Principal } from '../../common/principal.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Person } from '../identity/person.js';
import { type IssuedTokens, TokenService } from '../token/token.service.js';
import { subjectOf } from './grant.js';
import type { Session } from './session.entity.js';
import { SessionRevoked, SessionStarted } from './session.events.js';
import { SessionRepository } from './session.repository.js';

export type { Session } from './session.entity.js';
export type { IssuedTokens } from '../token/token.service.js';

/** A login that has passed its last door. */
export interface CompletedLogin {
  readonly contextId: string;
  readonly person: Person;
  readonly clientId: string;
  readonly deviceFingerprintHash: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly amr: readonly string[];
  readonly acr: string;
}

/** What a live access token stands for. */
export interface LiveToken {
  readonly principal: Principal;
  readonly scope: string;
  /** Seconds until the token expires. */
  readonly expiresIn: number;
}

const DEFAULT_SCOPE = 'openid profile email';

@Injectable()
export class SessionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Starts a session and issues its first tokens, in the running unit; the session takes the login's id. */
  open(login: CompletedLogin): IssuedTokens {
    const session = this.newSession(login);
    this.sessions.add(session);
    const issued = this.tokens.issue({
      ...session,
      subject: subjectOf(login.person),
      sessionExpiresAt: session.expiresAt,
    });
    const subject = { contextId: login.contextId, sessionId: session.sessionId, cupid: session.cupid };
    this.events.publish(
      new SessionStarted(subject, { client_id: session.clientId, amr: session.amr, acr: session.acr }),
    );
    return issued;
  }

  /** Ends a session and its tokens. @returns whether it was alive */
  revoke(sessionId: string, reason: string, revokedBy: string): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const cupid = await this.sessions.revoke(sessionId, reason, revokedBy, this.clock.now());
      if (cupid === undefined) return false;
      this.tokens.revokeBySession(sessionId, reason);
      this.publishRevocation(sessionId, cupid, reason);
      return true;
    });
  }

  /** Ends every live session of a person but, where given, one. @returns how many */
  revokeAll(cupid: string, reason: string, revokedBy: string, except?: string): Promise<number> {
    return this.unitOfWork.run(async () => {
      const ended = await this.sessions.revokeAll(cupid, reason, revokedBy, this.clock.now(), except);
      await this.tokens.revokeBySessions(ended, reason);
      for (const sessionId of ended) this.publishRevocation(sessionId, cupid, reason);
      return ended.length;
    });
  }

  /** The live sessions of a person, newest first. */
  async liveOf(cupid: string): Promise<Session[]> {
    const active = await this.unitOfWork.read(() => this.sessions.findActiveByPerson(cupid));
    const now = this.clock.now();
    return active.filter((session) => !session.hasExpired(now));
  }

  /** What an access token stands for, if it is genuine and neither it nor its session has ended. */
  async identify(accessToken: string): Promise<LiveToken | undefined> {
    const claims = this.tokens.verifyAccess(accessToken);
    if (!claims) return undefined;
    const now = this.clock.now();
    const session = await this.unitOfWork.read(() => this.sessions.findLive(String(claims.jti), now));
    if (!session) return undefined;
    return {
      principal: { ...session, tokenId: String(claims.jti), roles: claims.roles as readonly string[] },
      scope: String(claims.scope),
      expiresIn: secondsUntil(new Date(Number(claims.exp) * 1000), now),
    };
  }

  private publishRevocation(sessionId: string, cupid: string, reason: string): void {
    this.events.publish(new SessionRevoked({ contextId: sessionId, sessionId, cupid }, { reason }));
  }

  private newSession(login: CompletedLogin): Omit<Session, 'hasExpired'> {
    const now = this.clock.now();
    const { lifetimes } = this.config;
    const absoluteExpiresAt = addSeconds(now, lifetimes.refreshToken);
    return {
      sessionId: login.contextId,
      contextId: login.contextId,
      cupid: login.person.cupid,
      deviceFingerprintHash: login.deviceFingerprintHash,
      ipAddress: login.ipAddress,
      userAgent: login.userAgent,
      clientId: login.clientId,
      authTime: now,
      amr: [...login.amr],
      acr: login.acr,
      scope: DEFAULT_SCOPE,
      status: 'ACTIVE',
      revokeReason: null,
      revokedBy: null,
      revokedAt: null,
      lastActivityAt: now,
      createdAt: now,
      updatedAt: now,
      expiresAt: earlier(addSeconds(now, lifetimes.session), absoluteExpiresAt),
      absoluteExpiresAt,
    };
  }
}
