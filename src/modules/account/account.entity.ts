import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { Integer, NullableTimestamp, NullableVarchar, Timestamp, Varchar } from '../../database/columns.js';

/** An organisation that people belong to. */
@Entity('accounts')
@Check('chk_accounts_version', 'version >= 1')
@Index('uq_accounts_slug', ['slug'], { unique: true, where: 'deleted_at IS NULL' })
export class Account {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_accounts' })
  accountId!: string;

  @NullableVarchar(64)
  tenantId!: string | null;

  @Varchar(256)
  name!: string;

  @Varchar(128)
  slug!: string;

  @Integer()
  version!: number;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  @NullableTimestamp()
  deletedAt!: Date | null;
}
