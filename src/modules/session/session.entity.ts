import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, oneOf, Timestamp, Varchar } from '../../database/columns.js';

export const SESSION_STATUSES = ['ACTIVE', 'REVOKED', 'EXPIRED'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** A person signed in at a client; carries the id of the login it came from. */
@Entity('sessions')
@Check('chk_sessions_status', oneOf('status', SESSION_STATUSES))
@Check('chk_sessions_revoked', `(status = 'REVOKED') = (revoked_at IS NOT NULL)`)
@Check('chk_sessions_expiry', 'expires_at > created_at AND expires_at <= absolute_expires_at')
@Index('idx_sessions_context', ['contextId'])
@Index('idx_sessions_active_cupid', ['cupid'], { where: `status = 'ACTIVE'` })
@Index('idx_sessions_active_expiry', ['expiresAt'], { where: `status = 'ACTIVE'` })
@Index('idx_sessions_ended', ['updatedAt'], { where: `status <> 'ACTIVE'` })
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_sessions' })
  sessionId!: string;

  @NullableVarchar(64)
  @ForeignKey('AuthContext', { name: 'fk_sessions_context', onDelete: 'SET NULL' })
  contextId!: string | null;

  @Varchar(64)
  cupid!: string;

  @NullableVarchar(64)
  deviceFingerprintHash!: string | null;

  @NullableVarchar(45)
  ipAddress!: string | null;

  /** Of the login, later of the newest refresh. */
  @NullableVarchar(512)
  userAgent!: string | null;

  @Varchar(64)
  clientId!: string;

  @Timestamp()
  authTime!: Date;

  @Column({ type: 'jsonb' })
  amr!: string[];

  @Varchar(64)
  acr!: string;

  @Varchar(256)
  scope!: string;

  @Varchar(16)
  status!: SessionStatus;

  @NullableVarchar(64)
  revokeReason!: string | null;

  @NullableVarchar(64)
  revokedBy!: string | null;

  @NullableTimestamp()
  revokedAt!: Date | null;

  @Timestamp()
  lastActivityAt!: Date;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  /** Idle time-out: each refresh pushes it on. */
  @Timestamp()
  expiresAt!: Date;

  @Timestamp()
  absoluteExpiresAt!: Date;

  hasExpired(now: Date): boolean {
    return this.expiresAt.getTime() <= now.getTime();
  }
}
