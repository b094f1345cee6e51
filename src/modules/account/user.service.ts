import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { StaleVersion } from './account.errors.js';
import { UserCreated, UserStatusChanged } from './account.events.js';
import { CredentialRepository } from './credential.repository.js';
import { NewRows } from './new-rows.js';
import { assertUsable, type NewUser } from './new-user.js';
import type { User } from './user.entity.js';
import { type StatusChange, UserRepository } from './user.repository.js';

/** People of our own: who there is, and whether they may sign in. */
@Injectable()
export class UserService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly credentials: CredentialRepository,
    private readonly rows: NewRows,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * @param secretHash of the password, as PasswordHasher makes it or another system did; null: there is none yet
   * @param by a cupid, or the name of a tool
   * @returns undefined when somebody has the e-mail, the user name or the guid already
   * @throws {RequestInvalid} naming what cannot be taken
   */
  async create(fields: NewUser, secretHash: string | null, by: string): Promise<User | undefined> {
    assertUsable(fields);
    return this.unitOfWork.run(async () => {
      const { user, phones } = this.rows.of(fields, secretHash !== null);
      if (!(await this.users.add(user, phones))) return undefined;
      if (secretHash !== null) this.credentials.add(user.userId, secretHash, user.createdAt);
      this.events.publish(new UserCreated({ cupid: user.userId }, { by, status: user.status }));
      return user;
    });
  }

  /** Lets somebody in, or keeps them out, as an administrator may. @throws {StaleVersion} */
  async changeStatus(change: StatusChange, administrator: string): Promise<void> {
    const { userId, status, reason } = change;
    const isDone = await this.unitOfWork.run(async () => {
      const changed = await this.users.changeStatus(change, this.clock.now());
      if (changed)
        this.events.publish(new UserStatusChanged({ cupid: userId }, { status, reason, by: administrator }));
      return changed;
    });
    if (!isDone) throw new StaleVersion();
  }
}
