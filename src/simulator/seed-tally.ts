import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';

export type Tally = Readonly<Record<string, number>>;

/** What is counted, and the rows that make it up; $1 is now. */
const KINDS: Readonly<Record<string, string>> = {
  'sessions, active': `sessions WHERE status = 'ACTIVE' AND expires_at > $1`,
  'sessions, expired': `sessions WHERE status <> 'REVOKED' AND expires_at <= $1`,
  'sessions, revoked': `sessions WHERE status = 'REVOKED'`,
  'devices, trusted': `trusted_devices WHERE status = 'TRUSTED' AND expires_at > $1`,
  'devices, trust run out': `trusted_devices WHERE status <> 'REVOKED' AND expires_at <= $1`,
  'devices, removed': `trusted_devices WHERE status = 'REVOKED'`,
  'hand-offs, unused': 'cross_app_sessions WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > $1',
  'hand-offs, used': 'cross_app_sessions WHERE used_at IS NOT NULL',
  'hand-offs, revoked': 'cross_app_sessions WHERE revoked_at IS NOT NULL',
  'hand-offs, expired unused':
    'cross_app_sessions WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at <= $1',
  logins: 'auth_contexts',
  'steps of logins': 'auth_transactions',
  tokens: 'tokens',
  'documents signed or declined': 'esign_acceptances',
  'audit rows': 'audit_logs',
};

/** Counts rows as a DBA would. */
@Injectable()
export class SeedTally {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async at(now: Date): Promise<Tally> {
    const tally: Record<string, number> = {};
    for (const [kind, rows] of Object.entries(KINDS)) {
      const parameters = rows.includes('$1') ? [now] : [];
      const [row] = await this.select(`SELECT count(*) AS n FROM ${rows}`, parameters);
      tally[kind] = Number(row?.['n']);
    }
    return tally;
  }

  /** Those of these sessions that are live. */
  async active(sessionIds: readonly string[], now: Date): Promise<ReadonlySet<string>> {
    const live = await this.select(
      `SELECT session_id FROM sessions WHERE status = 'ACTIVE' AND expires_at > $1`,
      [now],
    );
    const ids = new Set(live.map((row) => String(row['session_id'])));
    return new Set(sessionIds.filter((id) => ids.has(id)));
  }

  private async select(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql, parameters));
    return rows;
  }
}
