import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

/** Keeps the outbox from growing for ever. */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: OutgoingMailRepository,
  ) {}

  /** Removes one batch of what ended before `before`. @returns how many mails; fewer than `limit` when none is left */
  removeEnded(before: Date, limit: number): Promise<number> {
    return this.unitOfWork.runSingle(() => this.mails.removeEnded(before, limit));
  }
}
