import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, Timestamp, Varchar } from '../../database/columns.js';

/** Hand-offs of the past; partitioned by month on PostgreSQL. What is archived points at nothing. */
@Entity('cross_app_sessions_archive')
@Index('idx_cross_app_sessions_archive_user', ['userId', 'createdAt'])
@Index('idx_cross_app_sessions_archive_created', ['createdAt'])
export class CrossAppSessionArchive {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_cross_app_sessions_archive' })
  id!: string;

  @PrimaryColumn({
    type: 'timestamptz',
    precision: 3,
    primaryKeyConstraintName: 'pk_cross_app_sessions_archive',
  })
  createdAt!: Date;

  @Column({ type: 'character', length: 64 })
  tokenHash!: string;

  @Varchar(64)
  userId!: string;

  @NullableVarchar(64)
  accountId!: string | null;

  @NullableVarchar(64)
  sessionId!: string | null;

  @Varchar(64)
  sourceApp!: string;

  @Varchar(64)
  targetApp!: string;

  @NullableVarchar(512)
  state!: string | null;

  @Timestamp()
  expiresAt!: Date;

  @NullableTimestamp()
  usedAt!: Date | null;

  @NullableTimestamp()
  revokedAt!: Date | null;

  @NullableVarchar(512)
  userAgent!: string | null;

  @NullableVarchar(45)
  ipAddress!: string | null;

  @Timestamp()
  archivedAt!: Date;
}
