import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from '../../database/columns.js';

/** That a person belongs to an organisation, and what they may do there. */
@Entity('memberships')
@Index('idx_memberships_user', ['userId'])
export class Membership {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_memberships' })
  @ForeignKey('Account', { name: 'fk_memberships_account', onDelete: 'CASCADE' })
  accountId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_memberships' })
  @ForeignKey('User', { name: 'fk_memberships_user', onDelete: 'CASCADE' })
  userId!: string;

  @Column({ type: 'jsonb' })
  permissions!: readonly string[];

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;
}
