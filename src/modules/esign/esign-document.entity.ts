import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, Timestamp, Varchar } from '../../database/columns.js';

/** One version of a document that people are asked to sign; never changed once published. */
@Entity('esign_documents')
@Check('chk_esign_documents_retired', 'retired_at IS NULL OR retired_at >= published_at')
@Index('idx_esign_documents_current', ['documentId', 'publishedAt'], { where: 'retired_at IS NULL' })
export class EsignDocument {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_esign_documents' })
  documentId!: string;

  @PrimaryColumn({ type: 'varchar', length: 32, primaryKeyConstraintName: 'pk_esign_documents' })
  version!: string;

  @Varchar(256)
  title!: string;

  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'character', length: 64 })
  contentSha256!: string;

  @Column({ type: 'boolean' })
  mandatory!: boolean;

  /** Who is asked: the people whose `audiences` name it; NULL asks everybody. */
  @NullableVarchar(64)
  audience!: string | null;

  @Timestamp()
  publishedAt!: Date;

  @NullableTimestamp()
  retiredAt!: Date | null;
}
