import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import type { SmtpConfig } from '../config/mail-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { MailTransport, type RenderedMail } from '../modules/mail/mail-transport.port.js';
import { mimeMessage } from './mime-message.js';
import { smtpFailure } from './smtp-failure.js';

/** As many as the dispatcher sends at a time. */
const CONNECTIONS = 4;
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** A whole mail, from the first byte to the server's word that it has it: less than a claim lasts. */
const SEND_MS = 60_000;

const TLS = {
  implicit: { secure: true },
  required: { secure: false, requireTLS: true },
  opportunistic: { secure: false },
  none: { secure: false, ignoreTLS: true },
} as const;

async function createPool({ host, port, tls, auth }: SmtpConfig) {
  // Loaded when the first mail goes out: most servers never send one, and all have to start.
  const { createTransport } = await import('nodemailer');
  return createTransport({
    pool: true,
    host,
    port,
    ...TLS[tls],
    ...(auth && { auth: { ...auth } }),
    maxConnections: CONNECTIONS,
    // Whether a mail is sent once more is for the outbox to say.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    idleTimeout: SILENCE_MS,
  });
}

/** Hands mails to a mail server over a few connections that are kept open. */
@Injectable()
export class SmtpTransport extends MailTransport implements OnApplicationShutdown {
  private readonly smtp: SmtpConfig;
  private pool: ReturnType<typeof createPool> | undefined;

  constructor(@Inject(APP_CONFIG) { mail }: AppConfig) {
    super();
    if (!mail.smtp) throw new Error('The mail server has no URL');
    this.smtp = mail.smtp;
  }

  async send(mail: RenderedMail): Promise<void> {
    this.pool ??= createPool(this.smtp);
    const pool = await this.pool;
    try {
      await pool.sendMail({ ...mimeMessage(mail), signal: AbortSignal.timeout(SEND_MS) });
    } catch (error) {
      throw smtpFailure(error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.pool)?.close();
  }
}
