import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, oneOf, Timestamp, Varchar } from '../../database/columns.js';

export const TOKEN_PURPOSES = ['EMAIL_VERIFICATION', 'PASSWORD_RESET'] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

const LIVE = 'consumed_at IS NULL AND voided_at IS NULL';

/** What a mail proves that it was read by; the mail alone holds the token itself. */
@Entity('account_tokens')
@Check('chk_account_tokens_purpose', oneOf('purpose', TOKEN_PURPOSES))
@Check('chk_account_tokens_expiry', 'expires_at > created_at')
@Check('chk_account_tokens_end', 'consumed_at IS NULL OR voided_at IS NULL')
@Index('uq_account_tokens_live', ['userId', 'purpose'], { unique: true, where: LIVE })
@Index('idx_account_tokens_user', ['userId'])
@Index('idx_account_tokens_expiry', ['expiresAt'])
export class AccountToken {
  /** SHA-256, in hexadecimal. */
  @PrimaryColumn({ type: 'character', length: 64, primaryKeyConstraintName: 'pk_account_tokens' })
  tokenHash!: string;

  @Column({ type: 'uuid' })
  @ForeignKey('User', { name: 'fk_account_tokens_user', onDelete: 'CASCADE' })
  userId!: string;

  @Varchar(24)
  purpose!: TokenPurpose;

  /** The address it was sent to: it says nothing of any other. */
  @Varchar(256)
  emailLookup!: string;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  expiresAt!: Date;

  @NullableTimestamp()
  consumedAt!: Date | null;

  /** When a newer one, or a changed password, took its place. */
  @NullableTimestamp()
  voidedAt!: Date | null;
}
