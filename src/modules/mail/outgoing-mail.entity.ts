import { Check, Entity, Index, PrimaryColumn, Column } from 'typeorm';
import {
  Integer,
  NullableTimestamp,
  NullableVarchar,
  oneOf,
  Sealed,
  Timestamp,
  Varchar,
} from '../../database/columns.js';

export const MAIL_STATUSES = ['PENDING', 'SENDING', 'SENT', 'DISCARDED', 'FAILED'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];
export type MailEnd = 'SENT' | 'DISCARDED' | 'FAILED';

/** Which letter is due; its text, its recipient and its token exist only while it is being sent. */
@Entity('mail_outbox')
@Check('chk_mail_outbox_status', oneOf('status', MAIL_STATUSES))
@Check('chk_mail_outbox_attempts', 'attempts >= 0')
@Check(
  'chk_mail_outbox_claim',
  `(status = 'SENDING') = (claim IS NOT NULL) AND (claim IS NULL) = (claimed_until IS NULL)`,
)
@Check(
  'chk_mail_outbox_end',
  `(status IN ('PENDING', 'SENDING')) = (ended_at IS NULL) AND (ended_at IS NULL) = (reference IS NOT NULL)`,
)
@Index('idx_mail_outbox_due', ['nextAttemptAt'], { where: `status = 'PENDING'` })
@Index('idx_mail_outbox_claimed', ['claimedUntil'], { where: `status = 'SENDING'` })
@Index('idx_mail_outbox_ended', ['endedAt'], { where: 'ended_at IS NOT NULL' })
export class OutgoingMail {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_mail_outbox' })
  id!: string;

  /** Names the composer that knows how to write it. */
  @Varchar(64)
  kind!: string;

  /** What the composer makes the letter from; forgotten when the mail has ended. */
  @Sealed()
  @NullableVarchar(2048)
  reference!: string | null;

  @Varchar(16)
  status!: MailStatus;

  @Integer()
  attempts!: number;

  @Timestamp()
  nextAttemptAt!: Date;

  /** Whoever holds the claim may end the mail or put it back, until somebody else may claim it. */
  @Column({ type: 'uuid', nullable: true })
  claim!: string | null;

  @NullableTimestamp()
  claimedUntil!: Date | null;

  @Timestamp()
  createdAt!: Date;

  /** When it was sent, discarded or given up. */
  @NullableTimestamp()
  endedAt!: Date | null;

  /** Why the last attempt failed; no address, no secret. */
  @NullableVarchar(255)
  lastError!: string | null;
}
