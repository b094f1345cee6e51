import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Integer, NullableTimestamp, NullableVarchar, Timestamp } from '../../database/columns.js';

/** That an audit event is to be sent; what it says is in its row of the trail alone. */
@Entity('outbox_messages')
@Check('chk_outbox_messages_attempts', 'attempts >= 0')
@Check('chk_outbox_messages_claim', 'claim IS NULL OR held_until IS NOT NULL')
@Check('chk_outbox_messages_end', 'ended_at IS NULL OR held_until IS NULL')
@Index('idx_outbox_messages_waiting', ['id'], { where: 'ended_at IS NULL' })
@Index('idx_outbox_messages_held', ['heldUntil'], { where: 'held_until IS NOT NULL' })
@Index('idx_outbox_messages_ended', ['endedAt'], { where: 'ended_at IS NOT NULL' })
export class OutboxMessage {
  /** The event's own id, by which the receiver knows what it has had. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_outbox_messages' })
  id!: string;

  /** That of the event: with the id, the key of its row. */
  @Timestamp()
  eventTimestamp!: Date;

  @Integer()
  attempts!: number;

  /** Whoever holds the claim may end the message or put it back, until somebody else may claim it. */
  @Column({ type: 'uuid', nullable: true })
  claim!: string | null;

  /** While any message is held, because it is on its way or has just failed, none is sent: they leave in order. */
  @NullableTimestamp()
  heldUntil!: Date | null;

  /** When the receiver had taken it. */
  @NullableTimestamp()
  endedAt!: Date | null;

  /** Why the last attempt failed. */
  @NullableVarchar(255)
  lastError!: string | null;
}
