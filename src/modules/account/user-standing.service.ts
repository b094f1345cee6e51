import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import { StaleVersion } from './account.errors.js';
import { PasswordLockLifted, UserStatusChanged } from './account.events.js';
import { NameTaken, NothingToRestore, WrongStatus } from './administration.errors.js';
import { UserAmended, UserDeleted, UserRestored } from './administration.events.js';
import { type Act, AdministratorService } from './administrator.service.js';
import type { User, UserStatus } from './user.entity.js';
import { type Base, UserStandingRepository } from './user-standing.repository.js';
import { UserRepository } from './user.repository.js';

export type { Act } from './administrator.service.js';

export interface StandingAct extends Act {
  /** The version that it was decided on, if the administrator says so. */
  readonly version?: number;
  readonly reason?: string;
}

/** One that is written down with a reason. */
export type ReasonedAct = StandingAct & { readonly reason: string };

const LIVING: readonly UserStatus[] = ['PENDING', 'ACTIVE', 'LOCKED', 'DISABLED'];

/**
 * Lets people in and keeps them out, as administrators may. Each returns whether anything changed: who is locked
 * already and is locked once more is no error, and no news. Sessions are the caller's to end.
 * @throws {NotAnAdministrator | UserNotFound | WrongStatus | StaleVersion}
 */
@Injectable()
export class UserStandingService {
  constructor(
    private readonly administrators: AdministratorService,
    private readonly standings: UserStandingRepository,
    private readonly users: UserRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotToYourself} */
  async lock(act: ReasonedAct): Promise<boolean> {
    this.administrators.demandAnother(act);
    return this.move(act, ['ACTIVE'], 'LOCKED');
  }

  /** @throws {NotToYourself} */
  async disable(act: ReasonedAct): Promise<boolean> {
    this.administrators.demandAnother(act);
    return this.move(act, ['PENDING', 'ACTIVE', 'LOCKED'], 'DISABLED');
  }

  activate(act: StandingAct): Promise<boolean> {
    return this.move(act, ['PENDING', 'DISABLED'], 'ACTIVE');
  }

  /** Lifts what keeps a person from the right password: an administrator's lock, and the counts of failures. */
  unlock(act: StandingAct): Promise<boolean> {
    return this.administrators.act(act, async (person) => {
      if (person.status !== 'ACTIVE' && person.status !== 'LOCKED') throw new WrongStatus(person.status);
      if (!isKeptOut(person)) return false;
      const done = await this.standings.unlock(this.baseOf(act, person), act.reason ?? null);
      this.demand(done);
      this.publishUnlock(act, person);
      return true;
    });
  }

  /** @throws {NotToYourself} */
  async remove(act: ReasonedAct): Promise<boolean> {
    this.administrators.demandAnother(act);
    return this.administrators.act(act, async (person) => {
      if (isRepeated(act, person, 'DELETED', person.deleteReason)) return false;
      const { by, reason } = act;
      this.demand(await this.standings.remove(this.baseOf(act, person), LIVING, by, reason));
      this.events.publish(new UserDeleted({ cupid: person.userId }, { from: person.status, reason, by }));
      return true;
    });
  }

  /** Whoever is restored is DISABLED: that the data are back is one decision, that the person may sign in another. @throws {NameTaken} */
  async restore(act: StandingAct): Promise<boolean> {
    try {
      return await this.administrators.act(act, (person) => this.putBack(act, person));
    } catch (error) {
      if (isUniqueViolation(error)) throw new NameTaken('e-mail or user name');
      throw error;
    }
  }

  private async putBack(act: StandingAct, person: User): Promise<boolean> {
    if (person.status === 'DISABLED') return false;
    if (person.status !== 'DELETED') throw new WrongStatus(person.status);
    if (person.emailLookup === null) throw new NothingToRestore();
    const { by, reason = null } = act;
    if (await this.users.isTaken(person)) throw new NameTaken('e-mail or user name');
    this.demand(await this.standings.restore(this.baseOf(act, person), 'DISABLED', reason));
    this.events.publish(new UserRestored({ cupid: person.userId }, { reason, by }));
    return true;
  }

  private move(act: StandingAct, from: readonly UserStatus[], to: UserStatus): Promise<boolean> {
    return this.administrators.act(act, async (person) => {
      if (isRepeated(act, person, to, person.statusReason)) return false;
      if (!from.includes(person.status)) throw new WrongStatus(person.status);
      const reason = act.reason ?? null;
      this.demand(await this.standings.move(this.baseOf(act, person), from, to, reason));
      this.publishMove(act, person, to);
      return true;
    });
  }

  private publishMove({ by, reason }: StandingAct, { userId, status }: User, to: UserStatus): void {
    const details = { from: status, status: to, reason: reason ?? null, by };
    this.events.publish(new UserStatusChanged({ cupid: userId }, details));
  }

  private publishUnlock(act: StandingAct, person: User): void {
    const subject = { cupid: person.userId };
    const { by } = act;
    if (person.status === 'LOCKED') this.publishMove(act, person, 'ACTIVE');
    if (hasFailures(person)) this.events.publish(new PasswordLockLifted(subject, { by }));
    if (person.mfaLocked) this.events.publish(new UserAmended(subject, { fields: ['mfa_locked'], by }));
  }

  private baseOf({ version }: StandingAct, person: User): Base {
    return { userId: person.userId, version: version ?? person.version, now: this.clock.now() };
  }

  private demand(isDone: boolean): void {
    if (!isDone) throw new StaleVersion();
  }
}

/**
 * Whether things are already as asked for. Who names another reason and an old version has not seen that somebody else was
 * first, and must.
 */
function isRepeated(
  { version, reason }: StandingAct,
  person: User,
  to: UserStatus,
  toldReason: string | null,
): boolean {
  if (person.status !== to) return false;
  const isSeen = version === undefined || version === person.version || (reason ?? null) === toldReason;
  if (!isSeen) throw new StaleVersion();
  return true;
}

function hasFailures(person: User): boolean {
  const { failedLoginAttempts, lockCount, deviceFailedAttempts, deviceLockCount } = person;
  return failedLoginAttempts + lockCount + deviceFailedAttempts + deviceLockCount > 0;
}

function isKeptOut(person: User): boolean {
  return person.status === 'LOCKED' || person.mfaLocked || hasFailures(person);
}
