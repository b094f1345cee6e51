import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { oneOf, Timestamp, Varchar } from '../../database/columns.js';

export const CREDENTIAL_TYPES = ['PASSWORD'] as const;
export type CredentialType = (typeof CREDENTIAL_TYPES)[number];

/** What a person proves themselves with. */
@Entity('credentials')
@Check('chk_credentials_type', oneOf('credential_type', CREDENTIAL_TYPES))
export class Credential {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_credentials' })
  @ForeignKey('User', { name: 'fk_credentials_user', onDelete: 'CASCADE' })
  userId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'pk_credentials' })
  credentialType!: CredentialType;

  /** As a PHC string, which names its own algorithm and parameters. */
  @Varchar(512)
  secretHash!: string;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;
}
