import { Injectable } from '@nestjs/common';
import { MailFailure, MailTransport } from '../modules/mail/mail-transport.port.js';

/** Where no transport is configured: mails wait until one is. */
@Injectable()
export class NoMailTransport extends MailTransport {
  send(): Promise<void> {
    return Promise.reject(new MailFailure('unreachable', 'MAIL_TRANSPORT is not set'));
  }
}
