import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UserNotFound } from './account.errors.js';
import { NotAnAdministrator, NotToYourself } from './administration.errors.js';
import { AdministratorRepository } from './administrator.repository.js';
import { isUserId } from './lookups.js';
import type { User } from './user.entity.js';

/** What an administrator does to a person. */
export interface Act {
  /** The administrator's cupid. */
  readonly by: string;
  /** The person's. */
  readonly cupid: string;
}

/** Lets administrators act, one after the other on the same person. */
@Injectable()
export class AdministratorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrators: AdministratorRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in a unit in which nobody else changes the person, and whoever acts is an administrator still. Since nobody
   * takes that from themselves (`demandAnother`), there is always one left, however many act at once.
   * @throws {NotAnAdministrator | UserNotFound}
   */
  async act<T>({ by, cupid }: Act, work: (person: User) => Promise<T>): Promise<T> {
    if (!isUserId(by)) throw new NotAnAdministrator();
    if (!isUserId(cupid)) throw new UserNotFound();
    return this.unitOfWork.run(async () => {
      // In one order for everybody, or two who act on each other would wait for each other.
      const rows = [...new Set([by, cupid.toLowerCase()])].sort();
      for (const userId of rows) await this.administrators.hold(userId);
      // In statements of their own: only those see what was committed while these waited.
      if (!(await this.administrators.isAdministrator(by, this.clock.now()))) throw new NotAnAdministrator();
      const person = await this.administrators.find(cupid.toLowerCase());
      if (!person) throw new UserNotFound();
      return work(person);
    });
  }

  /** @throws {NotToYourself} */
  demandAnother({ by, cupid }: Act): void {
    if (by === cupid.toLowerCase()) throw new NotToYourself();
  }
}
