import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailComposers } from './mail-composers.service.js';
import { type DeliveryOutcome, MailDelivery } from './mail-delivery.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';
import { ServerRest } from './server-rest.js';

const BATCH = 50;
/** Mails on their way at a time. */
const WIDTH = 4;

/** Sends what is due, batch by batch. As many processes as like may do so at once: each mail is claimed first. */
@Injectable()
export class MailRound {
  private readonly logger = new Logger('mail');
  private readonly rest: ServerRest;
  private readonly reported = new Set<string>();
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: OutgoingMailRepository,
    private readonly composers: MailComposers,
    private readonly delivery: MailDelivery,
    private readonly clock: Clock,
  ) {
    this.rest = new ServerRest(clock);
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** No mail is begun any more. */
  stop(): void {
    this.stopped = true;
  }

  /**
   * Goes on until nothing is due, the mail server cannot be reached, or `limit` mails or a few more have been seen to.
   * @returns how many have; fewer than `limit` when it was not that which ended it
   * @throws when the database fails
   */
  async go(limit = Infinity): Promise<number> {
    let seen = 0;
    while (seen < limit) {
      const due = await this.findDue();
      if (due.length === 0) break;
      seen += due.length;
      await this.send(due);
    }
    await this.reportStrangers();
    return seen;
  }

  private get mayGoOn(): boolean {
    return !this.stopped && !this.rest.isResting;
  }

  private async findDue(): Promise<string[]> {
    if (!this.mayGoOn) return [];
    const { kinds } = this.composers;
    return this.unitOfWork.read(() => this.mails.findDue(kinds, this.clock.now(), BATCH));
  }

  private async send(ids: string[]): Promise<void> {
    const width = this.rest.isSuspected ? 1 : WIDTH;
    const workers = await Promise.allSettled(Array.from({ length: width }, () => this.work(ids)));
    // All have come to an end before the first failure is passed on.
    for (const worker of workers) if (worker.status === 'rejected') throw worker.reason as Error;
  }

  private async work(ids: string[]): Promise<void> {
    for (let id = ids.shift(); id !== undefined && this.mayGoOn; id = ids.shift())
      this.learn(await this.delivery.deliver(id));
  }

  private learn(outcome: DeliveryOutcome): void {
    if (outcome === 'idle') return;
    const wasSuspected = this.rest.isSuspected;
    if (outcome === 'unreachable') this.rest.begin();
    else this.rest.end();
    if (outcome === 'unreachable' && !wasSuspected)
      this.logger.error('The mail server cannot be used; mails wait in the outbox');
    if (outcome === 'reached' && wasSuspected) this.logger.warn('The mail server can be used again');
  }

  /** Of a kind that a newer version knows, or that was switched off: they wait, and somebody should know. */
  private async reportStrangers(): Promise<void> {
    if (!this.mayGoOn) return;
    const { kinds } = this.composers;
    const others = await this.unitOfWork.read(() => this.mails.findOtherKinds(kinds, this.clock.now()));
    for (const kind of others.filter((one) => !this.reported.has(one))) {
      this.reported.add(kind);
      this.logger.warn(`Mails of the kind ${kind} are due, and this server has no composer for them`);
    }
  }
}
