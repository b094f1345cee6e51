import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventCategory, EventOutcome, EventSeverity } from '../../common/domain-event.js';
import { NullableVarchar, oneOf, Varchar } from '../../database/columns.js';

export const CATEGORIES: readonly EventCategory[] = [
  'AUTH',
  'SESSION',
  'TOKEN',
  'MFA',
  'ESIGN',
  'DEVICE',
  'USER',
  'ADMIN',
  'SECURITY',
];
export const SEVERITIES: readonly EventSeverity[] = ['INFO', 'WARN', 'ERROR', 'CRITICAL'];
export const OUTCOMES: readonly EventOutcome[] = ['SUCCESS', 'FAILURE', 'PENDING'];

/** One thing that happened. Insert only; partitioned by month on PostgreSQL. */
@Entity('audit_logs')
@Check('chk_audit_logs_category', oneOf('event_category', CATEGORIES))
@Check('chk_audit_logs_severity', oneOf('event_severity', SEVERITIES))
@Check('chk_audit_logs_outcome', oneOf('event_outcome', OUTCOMES))
@Index('idx_audit_logs_time', ['eventTimestamp', 'logId'])
@Index('idx_audit_logs_cupid', ['cupid', 'eventTimestamp'])
@Index('idx_audit_logs_type', ['eventType', 'eventTimestamp'])
@Index('idx_audit_logs_category', ['eventCategory', 'eventTimestamp'])
@Index('idx_audit_logs_context', ['contextId'])
@Index('idx_audit_logs_transaction', ['transactionId'])
@Index('idx_audit_logs_session', ['sessionId'])
@Index('idx_audit_logs_correlation', ['correlationId'])
@Index('idx_audit_logs_outcome', ['eventOutcome', 'eventTimestamp'], { where: `event_outcome <> 'SUCCESS'` })
@Index('idx_audit_logs_warnings', ['eventTimestamp'], { where: `event_severity = 'WARN'` })
@Index('idx_audit_logs_severity', ['eventSeverity', 'eventTimestamp'], {
  where: `event_severity IN ('ERROR', 'CRITICAL')`,
})
export class AuditLog {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_audit_logs' })
  logId!: string;

  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'pk_audit_logs' })
  eventTimestamp!: Date;

  @Varchar(64)
  eventType!: string;

  @Varchar(16)
  eventCategory!: EventCategory;

  @Varchar(8)
  eventSeverity!: EventSeverity;

  @Varchar(8)
  eventOutcome!: EventOutcome;

  @NullableVarchar(64)
  contextId!: string | null;

  @NullableVarchar(64)
  transactionId!: string | null;

  @NullableVarchar(64)
  sessionId!: string | null;

  @NullableVarchar(64)
  cupid!: string | null;

  @Varchar(36)
  correlationId!: string;

  @NullableVarchar(45)
  ipAddress!: string | null;

  @NullableVarchar(512)
  userAgent!: string | null;

  @Column({ type: 'jsonb' })
  eventDetails!: Readonly<Record<string, unknown>>;

  @NullableVarchar(32)
  errorCode!: string | null;

  @NullableVarchar(512)
  errorMessage!: string | null;
}
