import { Injectable } from '@nestjs/common';
import { boundedCount } from '../../database/bounded-count.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

const COLUMNS =
  'id, created_at, token_hash, user_id, account_id, session_id, source_app, target_app, state, expires_at, used_at, revoked_at, user_agent, ip_address';

@Injectable()
export class CrossAppArchiveRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Copies up to `limit` hand-offs that expired before `expiredBefore` to the archive, oldest first, and holds them: whoever
   * erases one meanwhile would leave in the copy what they took from the row. @returns how many
   */
  async copy(expiredBefore: Date, archivedAt: Date, limit: number): Promise<number> {
    const { timestampType, skipLocked } = this.unitOfWork.dialect;
    const { affected } = await this.unitOfWork.query(
      `INSERT INTO cross_app_sessions_archive (${COLUMNS}, archived_at)
       SELECT ${COLUMNS}, CAST($2 AS ${timestampType}) FROM cross_app_sessions
        WHERE expires_at < $1 ORDER BY expires_at LIMIT ${limit} ${skipLocked}
       ON CONFLICT (id, created_at) DO NOTHING`,
      [expiredBefore, archivedAt],
    );
    return affected;
  }

  async countDue(expiredBefore: Date): Promise<number> {
    const sql = boundedCount('cross_app_sessions WHERE expires_at < $1');
    const { rows } = await this.unitOfWork.query(sql, [expiredBefore]);
    return Number(rows[0]?.['n']);
  }

  /** Removes up to `limit` of those hand-offs that have reached the archive. @returns how many */
  async removeArchived(expiredBefore: Date, limit: number): Promise<number> {
    const { affected } = await this.unitOfWork.query(
      `WITH due AS MATERIALIZED (
         SELECT c.id FROM cross_app_sessions c
          WHERE c.expires_at < $1
            AND EXISTS (SELECT 1 FROM cross_app_sessions_archive a WHERE a.id = c.id AND a.created_at = c.created_at)
          ORDER BY c.expires_at LIMIT ${limit} ${this.unitOfWork.dialect.skipLocked})
       DELETE FROM cross_app_sessions WHERE id IN (SELECT id FROM due)`,
      [expiredBefore],
    );
    return affected;
  }
}
