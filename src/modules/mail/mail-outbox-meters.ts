import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Meters } from '../../common/meters.js';
import { FIGURE, Recent } from '../../common/recent.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

/** Shows how much waits in the outbox, and for how long. */
@Injectable()
export class MailOutboxMeters {
  constructor(
    meters: Meters,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: OutgoingMailRepository,
  ) {
    const backlog = new Recent(
      clock,
      () => this.unitOfWork.read(() => this.mails.backlog(this.clock.now())),
      FIGURE,
    );
    const help = 'Mails that wait in the outbox, counted up to 10000';
    meters.gauge('sallyport_mail_outbox_depth', help, async () => (await backlog.get()).depth);
    const age = 'How long the oldest mail in the outbox has waited; 0 when none does';
    meters.gauge('sallyport_mail_outbox_oldest_age_seconds', age, async () => (await backlog.get()).seconds);
  }
}
