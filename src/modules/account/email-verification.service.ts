import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LinkInvalid } from './account.errors.js';
import {
  EmailVerified,
  RegistrationRepeated,
  UserRegistered,
  VerificationRequested,
} from './account.events.js';
import { LetterQueue } from './letter-queue.js';
import { MailTokens } from './mail-tokens.js';
import { UserChangeRepository } from './user-change.repository.js';

/** Whether an address is the person's who gave it. */
@Injectable()
export class EmailVerificationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterQueue,
    private readonly tokens: MailTokens,
    private readonly changes: UserChangeRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Writes in the running unit to who was registered, or to whose address was given by somebody. */
  announce(email: string, cupid: string | undefined): void {
    this.letters.add('registration', email);
    this.events.publish(
      cupid === undefined ? new RegistrationRepeated({}) : new UserRegistered({ cupid }, { by: 'self' }),
    );
  }

  /** Has another mail sent to whoever waits for one; nobody learns here whether somebody does. */
  request(email: string): Promise<void> {
    return this.unitOfWork.run(() => {
      this.letters.add('verification', email);
      this.events.publish(new VerificationRequested({}));
      return Promise.resolve();
    });
  }

  /** @param token as the mail had it @throws {LinkInvalid} */
  async verify(token: string): Promise<void> {
    const isDone = await this.unitOfWork.run(async () => {
      const cupid = await this.tokens.redeem(token, 'EMAIL_VERIFICATION');
      if (cupid === undefined || !(await this.changes.verifyEmail(cupid, this.clock.now()))) return false;
      this.events.publish(new EmailVerified({ cupid }, { by: 'mail' }));
      return true;
    });
    if (!isDone) throw new LinkInvalid();
  }
}
