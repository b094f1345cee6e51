import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { PersonalTables } from '../../database/personal-tables.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UserErased } from './account.events.js';
import { type Erasure, ErasureRepository } from './erasure.repository.js';
import { LetterQueue } from './letter-queue.js';
import { isUserId } from './lookups.js';

export type { Erasure } from './erasure.repository.js';

/** Makes a person somebody nobody knows. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly erasures: ErasureRepository,
    private readonly tables: PersonalTables,
    private readonly letters: LetterQueue,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Erases what all modules hold of a person. Once more for somebody who is erased already it takes away what a login
   * that was on its way then has left since.
   * @param signOut ends what the person has begun, in this unit: what it leaves is erased too
   * @returns false when nobody has the cupid
   */
  async erase(erasure: Erasure, signOut: () => Promise<unknown>): Promise<boolean> {
    const { userId, by } = erasure;
    if (!isUserId(userId)) return false;
    return this.unitOfWork.run(async () => {
      // The person's row first: whoever changes the person at the same time comes before or after all of this.
      const isErased = await this.erasures.delete(erasure, this.clock.now());
      if (!isErased && !(await this.erasures.exists(userId))) return false;
      await signOut();
      await this.letters.discardOf(userId);
      await this.tables.erase(userId);
      if (isErased) this.events.publish(new UserErased({ cupid: userId }, { by }));
      return true;
    });
  }
}
