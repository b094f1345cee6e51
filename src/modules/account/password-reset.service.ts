import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LinkInvalid } from './account.errors.js';
import { LinkRefused, PasswordResetRequested } from './account.events.js';
import { LetterQueue } from './letter-queue.js';
import { UserDirectory } from './user-directory.js';

/** Mails that let people choose a new password. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterQueue,
    private readonly directory: UserDirectory,
    private readonly events: EventBus,
  ) {}

  /** Has a mail sent if the address is somebody's; nobody learns here whether it is. */
  request(email: string): Promise<void> {
    return this.queue(email, undefined, 'anybody');
  }

  /** For an administrator. @returns false when there is no such person */
  async requestFor(cupid: string, by: string): Promise<boolean> {
    const email = (await this.directory.withId(cupid))?.user.email;
    if (!email) return false;
    await this.queue(email, cupid, by);
    return true;
  }

  /** Writes down that a link was of no use. @throws {LinkInvalid} */
  async refuseLink(): Promise<never> {
    await this.unitOfWork.run(() => {
      this.events.publish(new LinkRefused({}, { purpose: 'PASSWORD_RESET' }));
      return Promise.resolve();
    });
    throw new LinkInvalid();
  }

  private queue(email: string, cupid: string | undefined, by: string): Promise<void> {
    return this.unitOfWork.run(() => {
      this.letters.add('password-reset', email);
      this.events.publish(new PasswordResetRequested(cupid === undefined ? {} : { cupid }, { by }));
      return Promise.resolve();
    });
  }
}
