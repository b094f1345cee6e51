import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { RowJobs } from '../../database/row-jobs.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailDispatcher } from './mail-dispatcher.service.js';
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
    private readonly dispatcher: MailDispatcher,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.add({
      name: 'drain-mails',
      description: 'Sends the mails that are due',
      everySeconds: 60,
      asServer: true,
      batch: async () => {
        const before = await this.countDue();
        await this.dispatcher.drain();
        return Math.max(0, before - (await this.countDue()));
      },
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
