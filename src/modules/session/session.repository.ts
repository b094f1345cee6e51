import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { readTimestamp } from '../../database/row-codec.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Session } from './session.entity.js';

/** What a presented token is worth: its own state and its session's, read together. */
export interface TokenStanding {
  readonly tokenId: string;
  readonly tokenStatus: string;
  readonly rotatedAt: Date | null;
  readonly session: Session;
}

export type LiveSession = Pick<Session, 'sessionId' | 'cupid' | 'clientId' | 'deviceFingerprintHash'>;

export interface Activity {
  readonly expiresAt: Date;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/**
 * As a parameter: beside the name itself PostgreSQL may seek one session in the index of all live ones, when these were few as it last
 * counted or it never did, and keeps such a plan while they become many.
 */
const ALIVE = 'ACTIVE';

@Injectable()
export class SessionRepository {
  private standingColumns?: string;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a session when the unit ends. */
  add(session: Omit<Session, 'hasExpired'>): void {
    this.unitOfWork.insert(Session, [session]);
  }

  /** The session of the token with this `jti`, if neither has ended; just what every request must know. */
  async findLive(tokenId: string, now: Date): Promise<LiveSession | undefined> {
    const { rows } = await this.unitOfWork.query(
      `SELECT s.session_id, s.cupid, s.client_id, s.device_fingerprint_hash
         FROM tokens t JOIN sessions s ON s.session_id = t.session_id
        WHERE t.token_id = $1 AND t.status <> 'REVOKED' AND s.status = $3 AND s.expires_at > $2`,
      [tokenId, now, ALIVE],
    );
    const [row] = rows;
    return (
      row && {
        sessionId: row['session_id'] as string,
        cupid: row['cupid'] as string,
        clientId: row['client_id'] as string,
        deviceFingerprintHash: row['device_fingerprint_hash'] as string | null,
      }
    );
  }

  /** The access or id token with this `jti`. */
  findByTokenId(tokenId: string): Promise<TokenStanding | undefined> {
    return this.standing('t.token_id = $1', tokenId);
  }

  findByTokenHash(tokenValueHash: string): Promise<TokenStanding | undefined> {
    return this.standing('t.token_value_hash = $1', tokenValueHash);
  }

  /** Pushes the idle end on, if the session is alive; holds its row until the unit ends. @returns whether it was alive */
  async touch(sessionId: string, activity: Activity, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE sessions SET last_activity_at = $2, updated_at = $2, expires_at = $3, ip_address = $4, user_agent = $5
        WHERE session_id = $1 AND status = $6 AND expires_at > $2`,
      [sessionId, now, activity.expiresAt, activity.ipAddress, activity.userAgent, ALIVE],
    );
    return affected === 1;
  }

  /** Ends a session that is alive; holds its row until the unit ends. @returns whose it was, or undefined */
  async revoke(sessionId: string, reason: string, revokedBy: string, now: Date): Promise<string | undefined> {
    const { rows } = await this.unitOfWork.query(
      `UPDATE sessions SET status = 'REVOKED', revoke_reason = $2, revoked_by = $3, revoked_at = $4, updated_at = $4
        WHERE session_id = $1 AND status = $5 RETURNING cupid`,
      [sessionId, reason, revokedBy, now, ALIVE],
    );
    return rows[0]?.['cupid'] as string | undefined;
  }

  /** Ends every live session of a person but, where given, one. @returns the ids of those ended */
  async revokeAll(
    cupid: string,
    reason: string,
    revokedBy: string,
    now: Date,
    except = '',
  ): Promise<string[]> {
    const { rows } = await this.unitOfWork.query(
      `UPDATE sessions SET status = 'REVOKED', revoke_reason = $2, revoked_by = $3, revoked_at = $4, updated_at = $4
        WHERE cupid = $1 AND status = 'ACTIVE' AND session_id <> $5 RETURNING session_id`,
      [cupid, reason, revokedBy, now, except],
    );
    return rows.map((row) => row['session_id'] as string);
  }

  findActiveByPerson(cupid: string): Promise<Session[]> {
    return this.unitOfWork
      .repository(Session)
      .find({ where: { cupid, status: 'ACTIVE' }, order: { createdAt: 'DESC' } });
  }

  findById(sessionId: string): Promise<Session | null> {
    return this.unitOfWork.repository(Session).findOneBy({ sessionId });
  }

  /** Sessions whose idle end has passed and that nobody has marked yet, oldest first. */
  findOverdue(now: Date, limit: number): Promise<Session[]> {
    return this.unitOfWork.repository(Session).find({
      where: { status: 'ACTIVE', expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: limit,
    });
  }

  /** Reads the token's row along the arrow session → token: one round trip where two would do the same. */
  private async standing(condition: string, value: string): Promise<TokenStanding | undefined> {
    this.standingColumns ??= this.unitOfWork.columns(Session, 's', 's_');
    const { rows } = await this.unitOfWork.query(
      `SELECT t.token_id, t.status, t.rotated_at, ${this.standingColumns}
         FROM tokens t JOIN sessions s ON s.session_id = t.session_id WHERE ${condition}`,
      [value],
    );
    const [row] = rows;
    if (!row) return undefined;
    return {
      tokenId: row['token_id'] as string,
      tokenStatus: row['status'] as string,
      rotatedAt: readTimestamp(row['rotated_at']),
      session: this.unitOfWork.hydrate(Session, row, 's_'),
    };
  }
}
