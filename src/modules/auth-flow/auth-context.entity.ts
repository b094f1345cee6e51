import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  Integer,
  NullableTimestamp,
  NullableVarchar,
  oneOf,
  Timestamp,
  Varchar,
} from '../../database/columns.js';

export const OUTCOMES = ['IN_PROGRESS', 'SUCCESS', 'FAILURE', 'ABANDONED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One login from its first door to its last; its id becomes the session's. */
@Entity('auth_contexts')
@Check('chk_auth_contexts_outcome', oneOf('outcome', OUTCOMES))
@Check('chk_auth_contexts_completed', `(outcome = 'IN_PROGRESS') = (completed_at IS NULL)`)
@Check('chk_auth_contexts_expiry', 'expires_at > created_at')
@Check(
  'chk_auth_contexts_counts',
  'challenge_count >= 0 AND push_count >= 0 AND push_count <= challenge_count',
)
@Index('idx_auth_contexts_correlation', ['correlationId'])
@Index('idx_auth_contexts_cupid', ['cupid', 'createdAt'])
@Index('idx_auth_contexts_open_expiry', ['expiresAt'], { where: `outcome = 'IN_PROGRESS'` })
@Index('idx_auth_contexts_created', ['createdAt'])
export class AuthContext {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_auth_contexts' })
  contextId!: string;

  @Varchar(64)
  cupid!: string;

  @NullableVarchar(64)
  guid!: string | null;

  @Varchar(36)
  correlationId!: string;

  @NullableVarchar(64)
  appId!: string | null;

  @NullableVarchar(32)
  appVersion!: string | null;

  @Varchar(16)
  outcome!: Outcome;

  @NullableVarchar(45)
  ipAddress!: string | null;

  @NullableVarchar(512)
  userAgent!: string | null;

  /** The device that the login named, if it named one. */
  @NullableVarchar(64)
  deviceFingerprintHash!: string | null;

  @Integer()
  challengeCount!: number;

  @Integer()
  pushCount!: number;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  @Timestamp()
  expiresAt!: Date;

  @NullableTimestamp()
  completedAt!: Date | null;

  hasExpired(now: Date): boolean {
    return this.expiresAt.getTime() <= now.getTime();
  }
}
