import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { NullableTimestamp, NullableVarchar, oneOf, Timestamp } from '../../database/columns.js';

export const RUN_OUTCOMES = ['DONE', 'UNFINISHED', 'FAILED'] as const;
/** UNFINISHED: its time was up before its work was, or the rest of it could not be done then. */
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** A job: who runs it now, and when it is to run next. */
@Entity('leases')
@Check('chk_leases_holder', '(holder IS NULL) = (expires_at IS NULL)')
@Check('chk_leases_outcome', oneOf('last_outcome', RUN_OUTCOMES))
export class Lease {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_leases' })
  name!: string;

  /** The server that runs the job. */
  @NullableVarchar(128)
  holder!: string | null;

  /** When another server may take over, should the holder not be heard of. */
  @NullableTimestamp()
  expiresAt!: Date | null;

  @Timestamp()
  nextRunAt!: Date;

  @NullableTimestamp()
  lastStartedAt!: Date | null;

  @NullableTimestamp()
  lastEndedAt!: Date | null;

  @NullableVarchar(16)
  lastOutcome!: RunOutcome | null;

  @Column({ type: 'int', nullable: true })
  lastRows!: number | null;
}
