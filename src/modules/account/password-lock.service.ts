import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { PasswordLockLifted } from './account.events.js';
import { type Counted, PasswordLockRepository, type Whence } from './password-lock.repository.js';

/** After so many locks in a row, one hundred failures, only an administrator unlocks (NIST SP 800-63B-4 §3.2.2). */
const LOCKS_TO_CLOSE = 10;
const FOREVER = new Date('9999-12-31T00:00:00.000Z');

/** Whether a lock ends only when somebody lifts it. */
export function isForever(until: Date): boolean {
  return until >= FOREVER;
}

/** A date that PostgreSQL and JavaScript both take, whatever is configured. */
const LONGEST_LOCK_SECONDS = 100 * 365 * 86_400;

/** A person whose tries are not counted: nobody, or somebody who cannot sign in yet. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** How often somebody's password may be wrong. */
@Injectable()
export class PasswordLockService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locks: PasswordLockRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Counts a try, committed by itself; the same statement for whoever it is.
   * @returns undefined when it does not count, since the person is locked or nobody: then it must be taken for wrong
   */
  count(userId: string | undefined, isRight: boolean, whence: Whence): Promise<Counted | undefined> {
    const now = this.clock.now();
    const attempt = {
      userId: userId ?? NOBODY,
      isRight,
      whence,
      now,
      lockEnds: this.lockEnds(now),
    };
    return this.unitOfWork.runSingle(() => this.locks.count(attempt));
  }

  /** Lifts a lock, as an administrator may. @returns whether there was one */
  unlock(userId: string, administrator: string): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const wasLocked = await this.locks.unlock(userId, this.clock.now());
      if (wasLocked) this.events.publish(new PasswordLockLifted({ cupid: userId }, { by: administrator }));
      return wasLocked;
    });
  }

  /** Each lock in a row lasts twice as long as the one before. */
  private lockEnds(now: Date): Date[] {
    const { passwordLock } = this.config.lifetimes;
    const ends = Array.from({ length: LOCKS_TO_CLOSE - 1 }, (_, count) =>
      addSeconds(now, Math.min(passwordLock * 2 ** count, LONGEST_LOCK_SECONDS)),
    );
    return [...ends, FOREVER];
  }
}
