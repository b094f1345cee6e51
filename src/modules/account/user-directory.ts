import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { KnownUser } from './known-user.js';
import { isUserId, Lookups } from './lookups.js';
import { UserRepository } from './user.repository.js';

/** Finds people of our own, with all that hangs on them. */
@Injectable()
export class UserDirectory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly lookups: Lookups,
    private readonly clock: Clock,
  ) {}

  /** @param typed a user name or an e-mail */
  named(typed: string): Promise<KnownUser | undefined> {
    const name = this.lookups.loginName(typed);
    return this.unitOfWork.read(() => this.users.findByName(name, this.clock.now()));
  }

  async withId(cupid: string): Promise<KnownUser | undefined> {
    if (!isUserId(cupid)) return undefined;
    return this.unitOfWork.read(() => this.users.findById(cupid, this.clock.now()));
  }
}
