import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { CrossAppSession } from './cross-app-session.entity.js';

/**
 * The session it came from must be alive: read along the arrow to `session`, so that a hand-off dies with it at once. `$4` is ACTIVE: as a
 * parameter, so that one session is never sought in an index of all live ones.
 */
const SESSION_IS_LIVE = `EXISTS (SELECT 1 FROM sessions s
  WHERE s.session_id = cross_app_sessions.session_id AND s.status = $4 AND s.expires_at > $3)`;
const IS_LIVE = `token_hash = $1 AND target_app = $2 AND revoked_at IS NULL AND expires_at > $3 AND ${SESSION_IS_LIVE}`;

/** Hand-offs of one day, in UTC. */
export interface DailyCount {
  readonly day: string;
  readonly created: number;
  readonly used: number;
  readonly revoked: number;
  readonly expired: number;
}

@Injectable()
export class CrossAppSessionRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a hand-off when the unit ends. */
  add(handOff: CrossAppSession): void {
    this.unitOfWork.insert(CrossAppSession, [handOff]);
  }

  /** Uses a hand-off, once. @returns it, if this call was the one that did */
  async use(tokenHash: string, targetApp: string, now: Date): Promise<CrossAppSession | undefined> {
    const [handOff] = await this.unitOfWork.entities(
      CrossAppSession,
      `UPDATE cross_app_sessions SET used_at = $3 WHERE ${IS_LIVE} AND used_at IS NULL RETURNING {columns}`,
      [tokenHash, targetApp, now, 'ACTIVE'],
    );
    return handOff;
  }

  /** A hand-off that is good and that nobody has used yet. */
  async findUnused(tokenHash: string, targetApp: string, now: Date): Promise<CrossAppSession | undefined> {
    const [handOff] = await this.unitOfWork.entities(
      CrossAppSession,
      `SELECT {columns} FROM cross_app_sessions WHERE ${IS_LIVE} AND used_at IS NULL`,
      [tokenHash, targetApp, now, 'ACTIVE'],
    );
    return handOff;
  }

  /** A hand-off that its target app has used and that is still good. */
  async findUsed(tokenHash: string, targetApp: string, now: Date): Promise<CrossAppSession | undefined> {
    const [handOff] = await this.unitOfWork.entities(
      CrossAppSession,
      `SELECT {columns} FROM cross_app_sessions WHERE ${IS_LIVE} AND used_at IS NOT NULL`,
      [tokenHash, targetApp, now, 'ACTIVE'],
    );
    return handOff;
  }

  /** Ends a hand-off of this person, or of this target app. @returns it, if it was not revoked before */
  async revoke(tokenHash: string, by: RevokedBy, now: Date): Promise<CrossAppSession | undefined> {
    const [handOff] = await this.unitOfWork.entities(
      CrossAppSession,
      `UPDATE cross_app_sessions SET revoked_at = $4
        WHERE token_hash = $1 AND (user_id = $2 OR target_app = $3) AND revoked_at IS NULL AND expires_at > $4
        RETURNING {columns}`,
      [tokenHash, by.cupid ?? '', by.targetApp ?? '', now],
    );
    return handOff;
  }

  /** What became of the hand-offs created from `from` until before `to`, by day in UTC; those in the archive too. */
  async countByDay(from: Date, to: Date, now: Date): Promise<DailyCount[]> {
    const day = this.unitOfWork.dialect.utcDay('created_at');
    const days = (table: string): string =>
      `SELECT ${day} AS day, used_at, revoked_at, expires_at FROM ${table} WHERE created_at >= $1 AND created_at < $2`;
    const { rows } = await this.unitOfWork.query(
      `SELECT day, count(*) AS created, count(used_at) AS used, count(revoked_at) AS revoked,
              sum(CASE WHEN used_at IS NULL AND revoked_at IS NULL AND expires_at <= $3 THEN 1 ELSE 0 END) AS expired
         FROM (${days('cross_app_sessions')} UNION ALL ${days('cross_app_sessions_archive')}) AS hand_offs
        GROUP BY day ORDER BY day`,
      [from, to, now],
    );
    return rows.map((row) => ({
      day: String(row['day']),
      created: Number(row['created']),
      used: Number(row['used']),
      revoked: Number(row['revoked']),
      expired: Number(row['expired']),
    }));
  }
}

/** On whose behalf a hand-off is revoked: one of the two. */
export interface RevokedBy {
  readonly cupid?: string;
  readonly targetApp?: string;
}
