import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, Timestamp, Varchar } from '../../database/columns.js';

/** A role that somebody gave a person: in one organisation or, without an account, everywhere. */
@Entity('user_roles')
@Check('chk_user_roles_withdrawn', 'active = (withdrawn_at IS NULL)')
@Check('chk_user_roles_expiry', 'expires_at IS NULL OR expires_at > granted_at')
@Index('uq_user_roles_everywhere', ['userId', 'role'], {
  unique: true,
  where: 'active AND account_id IS NULL',
})
@Index('uq_user_roles_account', ['userId', 'accountId', 'role'], {
  unique: true,
  where: 'active AND account_id IS NOT NULL',
})
@Index('idx_user_roles_user', ['userId'])
@Index('idx_user_roles_role', ['role', 'userId'], { where: 'active' })
@Index('idx_user_roles_account', ['accountId'])
export class UserRole {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_user_roles' })
  grantId!: string;

  @Column({ type: 'uuid' })
  @ForeignKey('User', { name: 'fk_user_roles_user', onDelete: 'CASCADE' })
  userId!: string;

  @Column({ type: 'uuid', nullable: true })
  @ForeignKey('Account', { name: 'fk_user_roles_account', onDelete: 'CASCADE' })
  accountId!: string | null;

  @Varchar(64)
  role!: string;

  /** Who gave it: a cupid, or the name of a tool. */
  @Varchar(64)
  grantedBy!: string;

  @Timestamp()
  grantedAt!: Date;

  @NullableTimestamp()
  expiresAt!: Date | null;

  @Column({ type: 'boolean' })
  active!: boolean;

  @NullableVarchar(64)
  withdrawnBy!: string | null;

  @NullableTimestamp()
  withdrawnAt!: Date | null;
}
