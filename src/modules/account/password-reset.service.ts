import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailService } from '../mail/mail.service.js';
import { PasswordResetRequested } from './account.events.js';
import { lookupOfEmail } from './lookups.js';
import { UserDirectory } from './user-directory.js';

/** Mails that let people choose a new password. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mail: MailService,
    private readonly directory: UserDirectory,
    private readonly events: EventBus,
  ) {}

  /** Has a mail sent if the address is somebody's; nobody learns here whether it is. */
  request(email: string): Promise<void> {
    return this.queue(lookupOfEmail(email), undefined, 'anybody');
  }

  /** For an administrator. @returns false when there is no such person */
  async requestFor(cupid: string, by: string): Promise<boolean> {
    const emailLookup = (await this.directory.withId(cupid))?.user.emailLookup;
    if (!emailLookup) return false;
    await this.queue(emailLookup, cupid, by);
    return true;
  }

  private queue(emailLookup: string, cupid: string | undefined, by: string): Promise<void> {
    return this.unitOfWork.run(() => {
      this.mail.queue({ kind: 'password-reset', reference: emailLookup });
      this.events.publish(new PasswordResetRequested(cupid === undefined ? {} : { cupid }, { by }));
      return Promise.resolve();
    });
  }
}
