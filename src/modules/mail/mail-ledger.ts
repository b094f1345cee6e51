import { Injectable, Logger } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailDiscarded, type MailDetails, MailFailed, MailSent } from './mail.events.js';
import type { MailFailure } from './mail-transport.port.js';
import type { MailEnd } from './outgoing-mail.entity.js';
import { type ClaimedMail, OutgoingMailRepository } from './outgoing-mail.repository.js';
import { isTooOld, nextAttempt } from './retry.js';

/** Longer than composing and sending may take; after it another process may take a mail whose sender has died. */
const CLAIM_SECONDS = 120;

const detailsOf = ({ id, kind, attempts }: ClaimedMail): MailDetails => ({ mail_id: id, kind, attempts });

/** Writes down what becomes of a mail. Whoever has lost the claim changes nothing. */
@Injectable()
export class MailLedger {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: OutgoingMailRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  claim(id: string): Promise<ClaimedMail | undefined> {
    const now = this.clock.now();
    const until = addSeconds(now, CLAIM_SECONDS);
    return this.unitOfWork.runSingle(() => this.mails.claim(id, this.random.uuid(), now, until));
  }

  sent(mail: ClaimedMail): Promise<void> {
    return this.end(mail, 'SENT');
  }

  discarded(mail: ClaimedMail): Promise<void> {
    return this.end(mail, 'DISCARDED');
  }

  /** Puts the mail back to be tried again, unless that is of no use any more. */
  async failed(mail: ClaimedMail, { kind, message }: MailFailure): Promise<void> {
    const now = this.clock.now();
    const isFinal = kind === 'refused' || isTooOld(mail.createdAt, now);
    const about = `Mail ${mail.id} (${mail.kind}), attempt ${mail.attempts}`;
    this.logger.warn(`${about}: ${message}; ${isFinal ? 'given up' : 'will be tried again'}`);
    if (isFinal) return this.end(mail, 'FAILED', message);
    const at = nextAttempt(mail.attempts, kind, now, this.random);
    await this.unitOfWork.runSingle(() => this.mails.postpone(mail, at, message));
  }

  private end(mail: ClaimedMail, status: MailEnd, reason?: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const isOurs = await this.mails.end(mail, status, this.clock.now(), reason ?? null);
      if (isOurs) this.events.publish(eventOf(mail, status, reason));
      else this.logger.warn(`Mail ${mail.id} was claimed by somebody else before it was ${status}`);
    });
  }
}

function eventOf(
  mail: ClaimedMail,
  status: MailEnd,
  reason = 'unknown',
): MailSent | MailDiscarded | MailFailed {
  const details = detailsOf(mail);
  if (status === 'SENT') return new MailSent(details);
  return status === 'DISCARDED' ? new MailDiscarded(details) : new MailFailed(details, reason);
}
