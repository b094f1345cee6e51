import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, oneOf, Timestamp, Varchar } from '../../database/columns.js';

export const DECISIONS = ['ACCEPTED', 'DECLINED'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * What a person decided on one version of a document: evidence. It names the login by id without a foreign key, since
 * it outlives the login's rows.
 */
@Entity('esign_acceptances')
@ForeignKey('EsignDocument', ['documentId', 'version'], ['documentId', 'version'], {
  name: 'fk_esign_acceptances_document',
})
@Check('chk_esign_acceptances_decision', oneOf('decision', DECISIONS))
@Index('uq_esign_acceptances_accepted', ['cupid', 'documentId', 'version'], {
  unique: true,
  where: `decision = 'ACCEPTED'`,
})
@Index('idx_esign_acceptances_cupid', ['cupid', 'acceptedAt'])
@Index('idx_esign_acceptances_context', ['contextId'])
@Index('idx_esign_acceptances_document', ['documentId', 'version'])
export class EsignAcceptance {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_esign_acceptances' })
  acceptanceId!: string;

  @Varchar(64)
  cupid!: string;

  @Varchar(64)
  documentId!: string;

  @Varchar(32)
  version!: string;

  @Column({ type: 'character', length: 64 })
  contentSha256!: string;

  @Varchar(64)
  contextId!: string;

  @Varchar(64)
  transactionId!: string;

  @Varchar(8)
  decision!: Decision;

  @NullableVarchar(45)
  ipAddress!: string | null;

  @NullableVarchar(512)
  userAgent!: string | null;

  @Timestamp()
  acceptedAt!: Date;

  /** What the client's own clock said; evidence, never trusted. */
  @NullableTimestamp()
  clientTimestamp!: Date | null;
}
