import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, Sealed, Timestamp, Varchar } from '../../database/columns.js';
import type { Lookup } from './lookup.js';

/** A phone of a person. Codes go to verified ones only. */
@Entity('user_phones')
@Check('chk_user_phones_option', 'option_id BETWEEN 1 AND 6')
@Index('idx_user_phones_lookup', ['phoneLookup'])
export class UserPhone {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_user_phones' })
  @ForeignKey('User', { name: 'fk_user_phones_user', onDelete: 'CASCADE' })
  userId!: string;

  /** The `mfa_option_id` by which clients name it. */
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_user_phones' })
  optionId!: number;

  /** E.164. */
  @Sealed()
  @Varchar(256)
  phone!: string;

  @Varchar(128)
  phoneLookup!: Lookup;

  @NullableTimestamp()
  verifiedAt!: Date | null;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;
}
