import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableVarchar, oneOf, Timestamp, Varchar } from '../../database/columns.js';

export const ATTEMPT_OUTCOMES = [
  'ACCEPTED',
  'REFUSED',
  'WRONG_PASSWORD',
  'LOCKED_OUT',
  'NOT_VERIFIED',
  'UNKNOWN_USER',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** One presented password, and what became of it. Whoever is refused is never told which it was. */
@Entity('login_attempts')
@Check('chk_login_attempts_outcome', oneOf('outcome', ATTEMPT_OUTCOMES))
@Check('chk_login_attempts_user', `(outcome = 'UNKNOWN_USER') = (user_id IS NULL)`)
@Index('idx_login_attempts_user', ['userId', 'attemptedAt'])
@Index('idx_login_attempts_time', ['attemptedAt'])
export class LoginAttempt {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_login_attempts' })
  attemptId!: string;

  @Column({ type: 'uuid', nullable: true })
  @ForeignKey('User', { name: 'fk_login_attempts_user', onDelete: 'CASCADE' })
  userId!: string | null;

  @Varchar(16)
  outcome!: AttemptOutcome;

  /** The login that came of it. */
  @NullableVarchar(64)
  contextId!: string | null;

  @Varchar(36)
  correlationId!: string;

  @NullableVarchar(45)
  ipAddress!: string | null;

  @NullableVarchar(512)
  userAgent!: string | null;

  @Timestamp()
  attemptedAt!: Date;
}
