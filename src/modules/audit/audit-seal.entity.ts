import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Bytes, Integer, NullableInteger, Timestamp, Varchar } from '../../database/columns.js';

/** One link of the chain over the audit trail. Insert only. */
@Entity('audit_seals')
@Check('chk_audit_seals_numbers', 'sequence_number > 0 AND row_count > 0')
@Check('chk_audit_seals_supplements', 'supplements < sequence_number')
@Index('idx_audit_seals_sealed', ['sealedAt'])
@Index('idx_audit_seals_supplements', ['supplements'], { where: 'supplements IS NOT NULL' })
export class AuditSeal {
  /** From 1 on without a gap. Of two who seal at once, the one whose number is taken has done nothing. */
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_audit_seals' })
  sequenceNumber!: number;

  /** The seal of the range into which these rows came late; null for a seal that closes a range of its own. */
  @NullableInteger()
  supplements!: number | null;

  /** The range begins after this row, which the seal before it ends with. */
  @Timestamp()
  afterTimestamp!: Date;

  @Column({ type: 'uuid' })
  afterLogId!: string;

  @Timestamp()
  throughTimestamp!: Date;

  @Column({ type: 'uuid' })
  throughLogId!: string;

  @Integer()
  rowCount!: number;

  /** Of each sealed row, in their order: 16 bytes of its id, 32 of its SHA-256. */
  @Bytes()
  digests!: Buffer;

  @Varchar(64)
  digestsHash!: string;

  @Varchar(64)
  previousHash!: string;

  /** SHA-256 of everything above but the digests, of `sealed_at` and of `key_id`. */
  @Varchar(64)
  sealHash!: string;

  /** RFC 7638 thumbprint of the key that signed. */
  @Varchar(43)
  keyId!: string;

  /** ES256 in base64url. */
  @Varchar(86)
  signature!: string;

  @Timestamp()
  sealedAt!: Date;
}
