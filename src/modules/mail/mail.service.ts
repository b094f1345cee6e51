import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailDiscarded } from './mail.events.js';
import { MailDispatcher } from './mail-dispatcher.service.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

const REFERENCE_LENGTH = 512;
const ROWS_A_PAGE = 500;
/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface DueMail {
  /** The kind that its composer is registered for. */
  readonly kind: string;
  /** What the composer makes the letter from, such as an id; at most 512 characters, no secret, no address. */
  readonly reference: string;
}

@Injectable()
export class MailService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: OutgoingMailRepository,
    private readonly dispatcher: MailDispatcher,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly events: EventBus,
  ) {}

  /** Has a letter sent once the caller's unit of work has committed; never when it rolls back. @returns the mail's id */
  queue({ kind, reference }: DueMail): string {
    if (reference.length > REFERENCE_LENGTH) throw new Error(`The reference of a mail ${kind} is too long`);
    const now = this.clock.now();
    const id = this.random.orderedId(now);
    this.mails.add({ id, kind, reference }, now);
    this.unitOfWork.afterCommit(() => this.dispatcher.kick());
    return id;
  }

  /** Has those letters that wait never sent whose reference is so, in the running unit. @returns how many */
  async discard(isMeant: (reference: string) => boolean): Promise<number> {
    let discarded = 0;
    for (let after = FIRST_ID; ;) {
      const waiting = await this.mails.findWaiting(after, ROWS_A_PAGE);
      for (const mail of waiting.filter(({ reference }) => isMeant(reference ?? '')))
        if (await this.mails.discard(mail.id, this.clock.now())) {
          this.events.publish(
            new MailDiscarded({ mail_id: mail.id, kind: mail.kind, attempts: mail.attempts }),
          );
          discarded += 1;
        }
      const last = waiting.at(-1);
      if (!last || waiting.length < ROWS_A_PAGE) return discarded;
      after = last.id;
    }
  }
}
