import { type DynamicModule, Module } from '@nestjs/common';
import type { MailConfig } from '../config/mail-config.js';
import { MailTransport } from '../modules/mail/mail-transport.port.js';
import { FolderTransport } from './folder-transport.js';
import { NoMailTransport } from './no-mail-transport.js';
import { SmtpProbe } from './smtp-probe.js';
import { SmtpTransport } from './smtp-transport.js';

const TRANSPORTS = { smtp: SmtpTransport, folder: FolderTransport, none: NoMailTransport } as const;

/** Puts the configured way out behind the port of mails. */
@Module({})
export class MailTransportModule {
  static forRoot({ transport }: MailConfig): DynamicModule {
    return {
      module: MailTransportModule,
      global: true,
      providers: [
        { provide: MailTransport, useClass: TRANSPORTS[transport] },
        ...(transport === 'smtp' ? [SmtpProbe] : []),
      ],
      exports: [MailTransport],
    };
  }
}
