import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { RowJobs } from '../../database/row-jobs.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailRound } from './mail-round.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

/** Seconds for which a mail is kept after its end. */
const KEPT = 30 * 86_400;

/** The outbox is drained and cleared also when no commit reminds a server of it. */
@Injectable()
export class MailJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly rows: RowJobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: OutgoingMailRepository,
    private readonly round: MailRound,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.add({
      name: 'drain-mails',
      description: 'Sends the mails that are due',
      everySeconds: 60,
      asServer: true,
      // By itself, and not by the dispatcher, which goes on as long as new mails come.
      batch: (limit) => this.round.go(limit),
      due: () => this.countDue(),
    });
    this.rows.add({
      name: 'purge-mails',
      description: 'Removes mails a month after their end',
      everySeconds: 3_600,
      table: 'mail_outbox',
      key: 'id',
      where: 'ended_at IS NOT NULL AND ended_at < $1',
      oldest: 'ended_at',
      parameters: (now) => ({ where: [addSeconds(now, -KEPT)] }),
    });
  }

  private countDue(): Promise<number> {
    return this.unitOfWork.read(() => this.mails.countDue(this.clock.now()));
  }
}
