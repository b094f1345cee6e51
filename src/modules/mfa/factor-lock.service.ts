import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import type { EventSubject } from '../../common/domain-event.js';
import { EventBus } from '../../common/event-bus.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { MfaFactor } from './mfa-factor.entity.js';
import { MfaFactorRepository } from './mfa-factor.repository.js';
import { MfaFailureCounted, MfaWasLocked, MfaWasUnlocked } from './mfa.events.js';

/** Consecutive failures that lock a person's factor. */
const FAILURES_TO_LOCK = 10;
/** After so many locks in a row, one hundred failures, only an administrator unlocks (NIST SP 800-63B-4 §3.2.2). */
const LOCKS_TO_DISABLE = 10;
const FOREVER = new Date('9999-12-31T00:00:00.000Z');

export type { MfaFactor } from './mfa-factor.entity.js';

/** A person's count of failures, over all of their logins. */
@Injectable()
export class FactorLockService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: MfaFactorRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** How the person has lately fared; undefined for whoever was never sent a challenge. */
  find(cupid: string): Promise<MfaFactor | undefined> {
    return this.unitOfWork.read(() => this.factors.find(cupid));
  }

  async isLocked(cupid: string): Promise<boolean> {
    const factor = await this.find(cupid);
    return factor?.isLocked(this.clock.now()) ?? false;
  }

  /** Must run in the unit that starts a challenge. */
  ensureCounted(cupid: string): void {
    this.factors.ensure(cupid, this.clock.now());
  }

  /** Counts a failure in the running unit. @returns whether the person is locked now, by this failure or already */
  async countFailure(cupid: string, subject: EventSubject, method: string | null): Promise<boolean> {
    const now = this.clock.now();
    const factor = await this.factors.countFailure(cupid, now);
    const failures = factor?.consecutiveFailures ?? null;
    this.events.publish(new MfaFailureCounted({ ...subject, cupid }, { method, failures }));
    if (!factor) return true;
    if (factor.consecutiveFailures < FAILURES_TO_LOCK) return false;
    const lockedUntil = this.lockEnd(factor.lockCount, now);
    this.factors.lock(cupid, lockedUntil, now);
    this.events.publish(new MfaWasLocked({ ...subject, cupid }, { locked_until: lockedUntil.toISOString() }));
    return true;
  }

  /** Clears the count in the running unit. @returns false when the person is locked: the success does not count */
  recordSuccess(cupid: string): Promise<boolean> {
    return this.factors.clearFailures(cupid, this.clock.now());
  }

  /** Lifts a lock, as an administrator may. @returns whether there was one */
  unlock(cupid: string, administrator: string): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const unlocked = await this.factors.unlock(cupid, this.clock.now());
      if (unlocked) this.events.publish(new MfaWasUnlocked({ cupid }, { by: administrator }));
      return unlocked;
    });
  }

  /** Each lock in a row lasts twice as long as the one before. */
  private lockEnd(lockCount: number, now: Date): Date {
    if (lockCount + 1 >= LOCKS_TO_DISABLE) return FOREVER;
    return addSeconds(now, this.config.lifetimes.mfaLock * 2 ** lockCount);
  }
}
