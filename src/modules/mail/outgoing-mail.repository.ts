import { Injectable } from '@nestjs/common';
import { readTimestamp } from '../../database/row-codec.js';
import { boundedCount } from '../../database/bounded-count.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type MailEnd, OutgoingMail } from './outgoing-mail.entity.js';

/** Waiting and due, or claimed by somebody who has not been heard of since. `$1` is now. */
const DUE = `((status = 'PENDING' AND next_attempt_at <= $1) OR (status = 'SENDING' AND claimed_until <= $1))`;

const placeholders = (values: readonly unknown[]) => values.map((_, index) => `$${index + 2}`).join(', ');

/** Beyond it nobody counts: that mails pile up is plain by then. */
const MOST_COUNTED = 10_000;

export interface Backlog {
  readonly depth: number;
  /** Since the oldest was queued. */
  readonly seconds: number;
}

/** A mail that was claimed: what its composer needs, and the claim. */
export type ClaimedMail = OutgoingMail & { readonly claim: string; readonly reference: string };

@Injectable()
export class OutgoingMailRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a mail that is due at once, when the running unit ends. */
  add({ id, kind, reference }: { id: string; kind: string; reference: string }, now: Date): void {
    const row = { id, kind, reference, status: 'PENDING', attempts: 0, nextAttemptAt: now, createdAt: now };
    this.unitOfWork.insert(OutgoingMail, [row]);
  }

  /** The ids of what is due and of one of these kinds, what has waited longest first. */
  async findDue(kinds: readonly string[], now: Date, limit: number): Promise<string[]> {
    if (kinds.length === 0) return [];
    const { rows } = await this.unitOfWork.query(
      `SELECT id FROM mail_outbox WHERE ${DUE} AND kind IN (${placeholders(kinds)})
        ORDER BY next_attempt_at, id LIMIT ${limit}`,
      [now, ...kinds],
    );
    return rows.map(({ id }) => String(id));
  }

  /** The kinds of what is due and of none of these kinds. */
  async findOtherKinds(kinds: readonly string[], now: Date): Promise<string[]> {
    const others = kinds.length === 0 ? '' : `AND kind NOT IN (${placeholders(kinds)})`;
    const sql = `SELECT DISTINCT kind FROM mail_outbox WHERE ${DUE} ${others}`;
    const { rows } = await this.unitOfWork.query(sql, [now, ...kinds]);
    return rows.map(({ kind }) => String(kind));
  }

  /** What waits, of which no more is looked at than can be counted quickly. */
  async backlog(now: Date): Promise<Backlog> {
    const waiting = (status: string, index: string) =>
      `SELECT * FROM (SELECT created_at FROM mail_outbox WHERE status = '${status}' ORDER BY ${index} LIMIT ${MOST_COUNTED}) AS ${index}`;
    const { rows } = await this.unitOfWork.query(
      `SELECT count(*) AS depth, min(created_at) AS oldest FROM (
         ${waiting('PENDING', 'next_attempt_at')} UNION ALL ${waiting('SENDING', 'claimed_until')}) AS waiting`,
    );
    const since = readTimestamp(rows[0]?.oldest) ?? now;
    return { depth: Number(rows[0]?.depth), seconds: Math.max(0, (now.getTime() - since.getTime()) / 1000) };
  }

  /** Claims one mail. @returns undefined when it is not due any more: somebody else was faster */
  async claim(id: string, claim: string, now: Date, until: Date): Promise<ClaimedMail | undefined> {
    const [mail] = await this.unitOfWork.entities(
      OutgoingMail,
      `UPDATE mail_outbox SET status = 'SENDING', claim = $3, claimed_until = $4, attempts = attempts + 1
        WHERE id = $2 AND ${DUE} RETURNING {columns}`,
      [now, id, claim, until],
    );
    return mail as ClaimedMail | undefined;
  }

  /** Mails that wait, in the order of their ids. */
  findWaiting(after: string, limit: number): Promise<OutgoingMail[]> {
    const sql = `SELECT {columns} FROM mail_outbox WHERE status = 'PENDING' AND id > $1 ORDER BY id LIMIT ${limit}`;
    return this.unitOfWork.entities(OutgoingMail, sql, [after]);
  }

  /** Ends a mail that waits, and forgets what it was to be made from. @returns false when it waits no more */
  async discard(id: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE mail_outbox SET status = 'DISCARDED', ended_at = $2, reference = NULL WHERE id = $1 AND status = 'PENDING'`,
      [id, now],
    );
    return affected === 1;
  }

  /** Puts a mail back to wait. @returns false when the claim has been lost */
  async postpone({ id, claim }: ClaimedMail, nextAttemptAt: Date, reason: string): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE mail_outbox SET status = 'PENDING', claim = NULL, claimed_until = NULL, next_attempt_at = $3, last_error = $4
        WHERE id = $1 AND claim = $2`,
      [id, claim, nextAttemptAt, reason],
    );
    return affected === 1;
  }

  /** Ends a mail, and forgets what it was made from. @returns false when the claim has been lost */
  async end({ id, claim }: ClaimedMail, status: MailEnd, now: Date, reason: string | null): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE mail_outbox
          SET status = $3, ended_at = $4, last_error = $5, reference = NULL, claim = NULL, claimed_until = NULL
        WHERE id = $1 AND claim = $2`,
      [id, claim, status, now, reason],
    );
    return affected === 1;
  }

  async countDue(now: Date): Promise<number> {
    const { rows } = await this.unitOfWork.query(boundedCount(`mail_outbox WHERE ${DUE}`), [now]);
    return Number(rows[0]?.['n']);
  }
}
