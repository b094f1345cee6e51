import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { MailComposers } from './mail-composers.service.js';
import { MailLedger } from './mail-ledger.js';
import { MailFailure, MailTransport, type RenderedMail } from './mail-transport.port.js';
import type { ClaimedMail } from './outgoing-mail.repository.js';
import { renderMail } from './render-mail.js';

/** reached: the mail server has answered, if only to refuse · idle: it was not asked. */
export type DeliveryOutcome = 'reached' | 'unreachable' | 'idle';

/** Sends one mail: claims it, has its letter written, hands it over, and notes how that went. */
@Injectable()
export class MailDelivery {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly ledger: MailLedger,
    private readonly composers: MailComposers,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws when the database fails; the mail is due again when its claim has run out */
  async deliver(id: string): Promise<DeliveryOutcome> {
    const mail = await this.ledger.claim(id);
    if (!mail) return 'idle';
    try {
      const rendered = await this.write(mail);
      if (!rendered) {
        await this.ledger.discarded(mail);
        return 'idle';
      }
      await this.transport.send(rendered);
    } catch (error) {
      return this.noteFailure(mail, error);
    }
    await this.ledger.sent(mail);
    return 'reached';
  }

  private async write(mail: ClaimedMail): Promise<RenderedMail | undefined> {
    const letter = await this.composers.compose(mail.kind, mail.reference, mail.id);
    return letter && renderMail(letter, mail.id, this.clock.now(), this.config.mail);
  }

  private async noteFailure(mail: ClaimedMail, error: unknown): Promise<DeliveryOutcome> {
    if (error instanceof MailFailure) {
      await this.ledger.failed(mail, error);
      return error.kind === 'unreachable' ? 'unreachable' : 'reached';
    }
    this.logger.error(`Mail ${mail.id} (${mail.kind}) could not be written or handed over`, error);
    await this.ledger.failed(mail, new MailFailure('deferred', 'it could not be written or handed over'));
    return 'idle';
  }
}
