import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, Timestamp, Varchar } from '../../database/columns.js';

/** One hand-off of a signed-in person from one app to another. The token itself is never stored. */
@Entity('cross_app_sessions')
@Check('chk_cross_app_sessions_expiry', 'expires_at > created_at')
@Index('uq_cross_app_sessions_token', ['tokenHash'], { unique: true })
@Index('idx_cross_app_sessions_session', ['sessionId'])
@Index('idx_cross_app_sessions_expiry', ['expiresAt'])
@Index('idx_cross_app_sessions_created', ['createdAt'])
export class CrossAppSession {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_cross_app_sessions' })
  id!: string;

  @Column({ type: 'character', length: 64 })
  tokenHash!: string;

  /** The cupid. */
  @Varchar(64)
  userId!: string;

  @NullableVarchar(64)
  accountId!: string | null;

  @NullableVarchar(64)
  @ForeignKey('Session', { name: 'fk_cross_app_sessions_session', onDelete: 'SET NULL' })
  sessionId!: string | null;

  @Column({ type: 'varchar', length: 64, default: 'tuvens' })
  sourceApp!: string;

  @Column({ type: 'varchar', length: 64, default: 'hi-events' })
  targetApp!: string;

  /** What the source app gave along, for the target app to tie the hand-off to its own visitor. */
  @NullableVarchar(512)
  state!: string | null;

  @Timestamp()
  expiresAt!: Date;

  @Timestamp()
  createdAt!: Date;

  @NullableTimestamp()
  usedAt!: Date | null;

  @NullableTimestamp()
  revokedAt!: Date | null;

  @NullableVarchar(512)
  userAgent!: string | null;

  @NullableVarchar(45)
  ipAddress!: string | null;
}
