import { Module } from '@nestjs/common';
import { MailComposers } from './mail-composers.service.js';
import { MailDelivery } from './mail-delivery.js';
import { MailDispatcher } from './mail-dispatcher.service.js';
import { MailLedger } from './mail-ledger.js';
import { MailJobs } from './mail.jobs.js';
import { MailOutboxMeters } from './mail-outbox-meters.js';
import { MailRound } from './mail-round.js';
import { MailService } from './mail.service.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

@Module({
  providers: [
    OutgoingMailRepository,
    MailLedger,
    MailComposers,
    MailDelivery,
    MailRound,
    MailDispatcher,
    MailJobs,
    MailOutboxMeters,
    MailService,
  ],
  exports: [MailService, MailComposers],
})
export class MailModule {}
