import { Injectable } from '@nestjs/common';
import { boundedCount } from '../../database/bounded-count.js';
import { readTimestamp } from '../../database/row-codec.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuditLog } from './audit-log.entity.js';
import { OutboxMessage } from './outbox-message.entity.js';

@Injectable()
export class OutboxMessageRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a message when the running unit ends. */
  add(event: AuditLog): void {
    const row = { id: event.logId, eventTimestamp: event.eventTimestamp, attempts: 0 };
    this.unitOfWork.insert(OutboxMessage, [row]);
  }

  /** How often the oldest message that waits has been tried; undefined when none waits. */
  async findAttemptsOfFirst(): Promise<number | undefined> {
    const { rows } = await this.unitOfWork.query(
      'SELECT attempts FROM outbox_messages WHERE ended_at IS NULL ORDER BY id LIMIT 1',
    );
    return rows[0] && Number(rows[0].attempts);
  }

  /** Claims the oldest messages, unless some are held. @returns how many */
  async claim(claim: string, now: Date, until: Date, limit: number): Promise<number> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE outbox_messages SET claim = $2, held_until = $3, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox_messages WHERE ended_at IS NULL ORDER BY id LIMIT ${limit})
          AND (held_until IS NULL OR held_until <= $1)
          AND NOT EXISTS (SELECT 1 FROM outbox_messages WHERE held_until > $1)`,
      [now, claim, until],
    );
    return affected;
  }

  /** What was claimed, oldest first. */
  async findClaimed(claim: string): Promise<AuditLog[]> {
    const { rows } = await this.unitOfWork.query(
      `SELECT ${this.unitOfWork.columns(AuditLog, 'a', '')}
         FROM outbox_messages m JOIN audit_logs a ON a.log_id = m.id AND a.event_timestamp = m.event_timestamp
        WHERE m.claim = $1 AND m.ended_at IS NULL ORDER BY m.id`,
      [claim],
    );
    return rows.map((row) => this.unitOfWork.hydrate(AuditLog, row));
  }

  /** Ends what was claimed. @returns how many; none when the claim has been lost */
  async end(claim: string, now: Date): Promise<number> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE outbox_messages SET ended_at = $2, claim = NULL, held_until = NULL, last_error = NULL WHERE claim = $1`,
      [claim, now],
    );
    return affected;
  }

  /** Ends what was claimed and has no row in the trail. @returns how many */
  async endGone(claim: string, now: Date): Promise<number> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE outbox_messages SET ended_at = $2, claim = NULL, held_until = NULL, last_error = 'its row has been removed'
        WHERE claim = $1 AND NOT EXISTS (
          SELECT 1 FROM audit_logs a WHERE a.log_id = outbox_messages.id AND a.event_timestamp = outbox_messages.event_timestamp)`,
      [claim, now],
    );
    return affected;
  }

  /** Puts back what was claimed, and holds everything until then. */
  async postpone(claim: string, until: Date, reason: string): Promise<void> {
    await this.unitOfWork.query(
      'UPDATE outbox_messages SET claim = NULL, held_until = $2, last_error = $3 WHERE claim = $1',
      [claim, until, reason],
    );
  }

  async countWaiting(upTo: number): Promise<number> {
    const { rows } = await this.unitOfWork.query(
      boundedCount('outbox_messages WHERE ended_at IS NULL', upTo),
    );
    return Number(rows[0]?.n);
  }

  /** The time of the oldest event that waits. */
  async findOldest(): Promise<Date | null> {
    const { rows } = await this.unitOfWork.query(
      'SELECT event_timestamp FROM outbox_messages WHERE ended_at IS NULL ORDER BY id LIMIT 1',
    );
    return readTimestamp(rows[0]?.event_timestamp);
  }

  async countEnded(before: Date): Promise<number> {
    const sql = boundedCount('outbox_messages WHERE ended_at < $1');
    return Number((await this.unitOfWork.query(sql, [before])).rows[0]?.n);
  }

  /** Removes up to `limit` messages that ended before `before`. @returns how many */
  async removeEnded(before: Date, limit: number): Promise<number> {
    const { affected } = await this.unitOfWork.query(
      `DELETE FROM outbox_messages WHERE id IN (
         SELECT id FROM outbox_messages WHERE ended_at IS NOT NULL AND ended_at < $1 ORDER BY ended_at LIMIT ${limit})`,
      [before],
    );
    return affected;
  }
}
