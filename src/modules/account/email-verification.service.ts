import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LinkInvalid } from './account.errors.js';
import {
  EmailVerified,
  LinkRefused,
  PasswordResetRequested,
  RegistrationRepeated,
  UserRegistered,
  VerificationRequested,
} from './account.events.js';
import { LetterQueue } from './letter-queue.js';
import { MailTokens } from './mail-tokens.js';
import { UserChangeRepository } from './user-change.repository.js';

/** What became of a registration. */
export interface Registered {
  readonly email: string;
  /** Who waits for their verification at that address, if somebody does. */
  readonly cupid: string | undefined;
  readonly isNew: boolean;
}

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
  announce({ email, cupid, isNew }: Registered): void {
    this.letters.add('registration', email);
    this.events.publish(
      isNew ? new UserRegistered({ cupid }, { by: 'self' }) : new RegistrationRepeated({ cupid }),
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
    const cupid = await this.unitOfWork.read(() => this.tokens.ownerOf(token, 'EMAIL_VERIFICATION'));
    if (cupid === undefined) return this.refuseLink();
    const done = await this.unitOfWork.attempt(() => this.follow(token, cupid));
    if (done instanceof Abandoned) return this.refuseLink();
  }

  /** The person first, then the link: whoever registers or erases them takes both in that order. */
  private async follow(token: string, cupid: string): Promise<void> {
    if (!(await this.changes.verifyEmail(cupid, this.clock.now()))) throw new Abandoned('STALE');
    if ((await this.tokens.redeem(token, 'EMAIL_VERIFICATION')) === undefined) throw new Abandoned('STALE');
    this.events.publish(new EmailVerified({ cupid }, { by: 'mail' }));
    if (!(await this.changes.hasPassword(cupid))) this.haveOneChosen(cupid);
  }

  /** Writes down that a link was of no use. @throws {LinkInvalid} */
  private async refuseLink(): Promise<never> {
    await this.unitOfWork.run(() => {
      this.events.publish(new LinkRefused({}, { purpose: 'EMAIL_VERIFICATION' }));
      return Promise.resolve();
    });
    throw new LinkInvalid();
  }

  /** Whoever reads the mails of the address is known now, and is the one to choose a password. */
  private haveOneChosen(cupid: string): void {
    this.letters.addFor('first-password', cupid);
    this.events.publish(new PasswordResetRequested({ cupid }, { by: 'verification' }));
  }
}
