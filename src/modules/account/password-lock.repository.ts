import { Injectable } from '@nestjs/common';
import { readTimestamp } from '../../database/row-codec.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { UserStatus } from './user.entity.js';

/** Where a password was typed. Each has a count and a lock of its own, so that strangers cannot lock a known device out. */
export type Whence = 'ELSEWHERE' | 'KNOWN_DEVICE';

/** Consecutive failures that lock. */
export const FAILURES_TO_LOCK = 10;

const COUNTERS = {
  ELSEWHERE: { failures: 'failed_login_attempts', until: 'locked_until', locks: 'lock_count' },
  KNOWN_DEVICE: {
    failures: 'device_failed_attempts',
    until: 'device_locked_until',
    locks: 'device_lock_count',
  },
} as const;

export interface PasswordTry {
  readonly userId: string;
  readonly isRight: boolean;
  readonly whence: Whence;
  readonly now: Date;
  /** When a lock that begins now ends: the first one, the second in a row, and so on. */
  readonly lockEnds: readonly Date[];
}

/** The person right after a try that counted. */
export interface Counted {
  readonly status: UserStatus;
  readonly lockedUntil: Date | null;
  readonly lockCount: number;
}

@Injectable()
export class PasswordLockRepository {
  private readonly statements = new Map<string, string>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Counts a try, unless the person is locked: one statement for right and wrong passwords alike, which sees what all
   * earlier ones did. @returns undefined when the person is locked, or nobody
   */
  async count({ userId, isRight, whence, now, lockEnds }: PasswordTry): Promise<Counted | undefined> {
    const { rows } = await this.unitOfWork.query(this.statement(whence, lockEnds.length), [
      userId,
      isRight,
      now,
      ...lockEnds,
    ]);
    const [row] = rows;
    return (
      row && {
        status: row['status'] as UserStatus,
        lockedUntil: readTimestamp(row['locked_until']),
        lockCount: Number(row['lock_count']),
      }
    );
  }

  /** Lifts the locks, wherever the failures came from. @returns whether there was one */
  async unlock(userId: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE users SET failed_login_attempts = 0, locked_until = NULL, lock_count = 0,
              device_failed_attempts = 0, device_locked_until = NULL, device_lock_count = 0, updated_at = $2
        WHERE user_id = $1 AND (locked_until > $2 OR device_locked_until > $2)`,
      [userId, now],
    );
    return affected === 1;
  }

  private statement(whence: Whence, lockEnds: number): string {
    const known = this.statements.get(whence);
    if (known !== undefined) return known;
    const made = this.compose(whence, lockEnds);
    this.statements.set(whence, made);
    return made;
  }

  private compose(whence: Whence, lockEnds: number): string {
    const { failures, until, locks } = COUNTERS[whence];
    const time = (parameter: number) => `CAST($${parameter} AS ${this.unitOfWork.dialect.timestampType})`;
    const right = 'CAST($2 AS boolean)';
    const locksNow = `${failures} + 1 >= ${FAILURES_TO_LOCK}`;
    const ends = Array.from({ length: lockEnds - 1 }, (_, count) => `WHEN ${count} THEN ${time(count + 4)}`);
    return `UPDATE users SET
        ${failures} = CASE WHEN ${right} OR ${locksNow} THEN 0 ELSE ${failures} + 1 END,
        ${until} = CASE WHEN ${right} OR NOT (${locksNow}) THEN NULL
                        ELSE CASE ${locks} ${ends.join(' ')} ELSE ${time(lockEnds + 3)} END END,
        ${locks} = CASE WHEN ${right} THEN 0 WHEN ${locksNow} THEN ${locks} + 1 ELSE ${locks} END,
        last_failed_login_at = CASE WHEN ${right} THEN last_failed_login_at ELSE ${time(3)} END
      WHERE user_id = $1 AND deleted_at IS NULL AND (${until} IS NULL OR ${until} <= ${time(3)})
      RETURNING status, ${until} AS locked_until, ${locks} AS lock_count`;
  }
}
