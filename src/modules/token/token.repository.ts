import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Token, type TokenStatus } from './token.entity.js';

const REVOKE = `UPDATE tokens SET status = 'REVOKED', revoke_reason = $2, updated_at = $3`;
/** Sessions whose tokens end by one statement: more of them might take longer than a statement may. */
const SESSIONS_AT_ONCE = 5_000;

@Injectable()
export class TokenRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a generation of tokens when the unit ends. */
  add(tokens: readonly Partial<Token>[]): void {
    this.unitOfWork.insert(Token, tokens);
  }

  /**
   * Turns the generation of this refresh token from ACTIVE to ROTATED, if the refresh token still is ACTIVE.
   * @returns whether this call was the one that did
   */
  async rotate(sessionId: string, refreshTokenId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE tokens SET status = 'ROTATED', rotated_at = $3, updated_at = $3
        WHERE session_id = $1 AND status = 'ACTIVE'
          AND EXISTS (SELECT 1 FROM tokens r WHERE r.token_id = $2 AND r.status = $4)`,
      // As a parameter, so that one token is never sought in an index of all that are ACTIVE.
      [sessionId, refreshTokenId, now, 'ACTIVE'],
    );
    return affected > 0;
  }

  /**
   * Ends the tokens of a session that has ended, when the unit ends. Those that were rotated are good for nothing without
   * their session and stay as they are: there may be more of them than one statement can change in its time.
   */
  revokeBySession(sessionId: string, reason: string, now: Date): void {
    this.unitOfWork.defer(`${REVOKE} WHERE session_id = $1 AND status = 'ACTIVE'`, [sessionId, reason, now]);
  }

  /** The same for several sessions, at once. */
  async revokeBySessions(sessionIds: readonly string[], reason: string, now: Date): Promise<void> {
    const sql = `${REVOKE} WHERE session_id ${this.unitOfWork.dialect.isAmong('$1')} AND status = 'ACTIVE'`;
    for (let from = 0; from < sessionIds.length; from += SESSIONS_AT_ONCE) {
      const some = JSON.stringify(sessionIds.slice(from, from + SESSIONS_AT_ONCE));
      await this.unitOfWork.query(sql, [some, reason, now]);
    }
  }

  /** Ends one token; one that was rotated too, unless its session, which then has no active one, has ended. @returns whether it was still in use */
  async revoke(tokenId: string, reason: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `${REVOKE} WHERE token_id = $1 AND (status = 'ACTIVE' OR status = 'ROTATED'
         AND EXISTS (SELECT 1 FROM tokens a WHERE a.session_id = tokens.session_id AND a.status = 'ACTIVE'))`,
      [tokenId, reason, now],
    );
    return affected > 0;
  }

  findActiveBySession(sessionId: string): Promise<Token[]> {
    return this.unitOfWork.entities(
      Token,
      `SELECT {columns} FROM tokens WHERE session_id = $1 AND status = 'ACTIVE'`,
      [sessionId],
    );
  }

  async findByHash(tokenValueHash: string): Promise<Token | undefined> {
    const sql = 'SELECT {columns} FROM tokens WHERE token_value_hash = $1';
    const [token] = await this.unitOfWork.entities(Token, sql, [tokenValueHash]);
    return token;
  }

  /** The generations of a session, oldest first. */
  findChain(sessionId: string): Promise<Token[]> {
    const sql = 'SELECT {columns} FROM tokens WHERE session_id = $1 ORDER BY created_at, token_id';
    return this.unitOfWork.entities(Token, sql, [sessionId]);
  }

  async countBySessionAndStatus(sessionId: string, status: TokenStatus): Promise<number> {
    const sql = 'SELECT count(*) AS n FROM tokens WHERE session_id = $1 AND status = $2';
    const { rows } = await this.unitOfWork.query(sql, [sessionId, status]);
    return Number(rows[0]?.['n']);
  }
}
