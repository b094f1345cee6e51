import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UserNotFound, PhoneVerified, StaleVersion } from './account.errors.js';
import { UserChanged, UserStatusChanged } from './account.events.js';
import type { KnownUser } from './known-user.js';
import { isUserId } from './lookups.js';
import { assertUsable, type NewPhone } from './new-user.js';
import { type Profile, profileOf } from './profile.js';
import { UserChangeRepository } from './user-change.repository.js';
import { UserPhoneRepository } from './user-phone.repository.js';
import { UserRepository } from './user.repository.js';

export type { Profile } from './profile.js';

/** What a person would like changed; what is left out stays. */
export interface ProfileChange {
  /** The version that the change was decided on. */
  readonly version: number;
  readonly givenName?: string;
  readonly familyName?: string;
  /** E.164; nobody has verified it yet. */
  readonly phone?: string;
}

const FIRST_OPTION = 1;

/** What people may see and change of themselves. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly phones: UserPhoneRepository,
    private readonly changes: UserChangeRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws {UserNotFound} */
  async find(cupid: string): Promise<Profile> {
    return this.unitOfWork.read(async () =>
      profileOf(await this.known(cupid), await this.phones.ofUser(cupid)),
    );
  }

  /** @throws {UserNotFound | StaleVersion | RequestInvalid} */
  async change(cupid: string, change: ProfileChange): Promise<Profile> {
    const known = await this.unitOfWork.read(() => this.known(cupid));
    const phones = phonesOf(change);
    assertUsable({ email: known.user.email ?? '', ...change, phones });
    const result = await this.unitOfWork.attempt(() => this.write(known, change, phones));
    if (!(result instanceof Abandoned)) return this.find(cupid);
    throw result.reason === 'STALE' ? new StaleVersion() : new PhoneVerified();
  }

  /** Keeps the person out until an administrator lets them in again, in the running unit. @returns false when they are out already */
  async deactivate(cupid: string): Promise<boolean> {
    const isDone = await this.changes.deactivate(cupid, 'SELF_DEACTIVATED', this.clock.now());
    const details = { status: 'DISABLED', reason: 'SELF_DEACTIVATED', by: cupid };
    if (isDone) this.events.publish(new UserStatusChanged({ cupid }, details));
    return isDone;
  }

  private async write(
    { user }: KnownUser,
    change: ProfileChange,
    phones: readonly NewPhone[],
  ): Promise<void> {
    const now = this.clock.now();
    const { userId } = user;
    const { version, givenName = user.givenName, familyName = user.familyName } = change;
    if (!(await this.changes.rename({ userId, version, givenName, familyName }, now)))
      throw new Abandoned('STALE');
    for (const phone of phones)
      if (!(await this.phones.setUnverified(userId, phone, now))) throw new Abandoned('VERIFIED');
    this.events.publish(new UserChanged({ cupid: userId }, { fields: fieldsOf(change), by: userId }));
  }

  private async known(cupid: string): Promise<KnownUser> {
    const known = isUserId(cupid) ? await this.users.findById(cupid, this.clock.now()) : undefined;
    if (!known) throw new UserNotFound();
    return known;
  }
}

function phonesOf({ phone }: ProfileChange): NewPhone[] {
  return phone === undefined ? [] : [{ optionId: FIRST_OPTION, phone, isVerified: false }];
}

function fieldsOf({ givenName, familyName, phone }: ProfileChange): string[] {
  const fields = { given_name: givenName, family_name: familyName, phone };
  return Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}
