import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  NullableTimestamp,
  NullableVarchar,
  oneOf,
  Sealed,
  Timestamp,
  Varchar,
} from '../../database/columns.js';
import type { Claims } from './claims.js';

export const TOKEN_TYPES = ['ACCESS', 'REFRESH', 'ID'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_STATUSES = ['ACTIVE', 'ROTATED', 'REVOKED', 'EXPIRED'] as const;
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

/** A token that was issued. The row can tell it and sign it again, but never shows it. */
@Entity('tokens')
@Check('chk_tokens_type', oneOf('token_type', TOKEN_TYPES))
@Check('chk_tokens_status', oneOf('status', TOKEN_STATUSES))
@Check('chk_tokens_rotated', `status <> 'ROTATED' OR rotated_at IS NOT NULL`)
@Check('chk_tokens_expiry', 'expires_at > created_at')
@Index('uq_tokens_hash', ['tokenValueHash'], { unique: true })
@Index('uq_tokens_active', ['sessionId', 'tokenType'], { unique: true, where: `status = 'ACTIVE'` })
@Index('idx_tokens_session', ['sessionId'])
@Index('idx_tokens_parent', ['parentTokenId'])
@Index('idx_tokens_active_expiry', ['expiresAt'], { where: `status = 'ACTIVE'` })
@Index('idx_tokens_short_ended', ['expiresAt'], { where: `token_type <> 'REFRESH' AND status <> 'ACTIVE'` })
export class Token {
  /** Also the `jti`. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_tokens' })
  tokenId!: string;

  @Varchar(64)
  @ForeignKey('Session', { name: 'fk_tokens_session', onDelete: 'CASCADE' })
  sessionId!: string;

  @Varchar(8)
  tokenType!: TokenType;

  /** SHA-256 of a refresh token, or of the signing input (header and payload) of an access or id token. */
  @Column({ type: 'character', length: 64 })
  tokenValueHash!: string;

  /** Among them user name, e-mail and names. */
  @Sealed()
  @Column({ type: 'jsonb' })
  claims!: Claims;

  @NullableVarchar(64)
  kid!: string | null;

  @Column({ type: 'uuid', nullable: true })
  @ForeignKey('Token', { name: 'fk_tokens_parent', onDelete: 'SET NULL' })
  parentTokenId!: string | null;

  @Varchar(8)
  status!: TokenStatus;

  @NullableVarchar(64)
  revokeReason!: string | null;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  @Timestamp()
  expiresAt!: Date;

  @NullableTimestamp()
  rotatedAt!: Date | null;
}
