import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Random } from '../../common/random.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailDispatcher } from './mail-dispatcher.service.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

const REFERENCE_LENGTH = 512;

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
}
