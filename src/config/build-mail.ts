import type { MailConfig } from './mail-config.js';
import type { Settings } from './environment.schema.js';
import { smtpConfig } from './mail.js';

const DEVELOPMENT_SENDER = { name: 'Sallyport', address: 'no-reply@localhost' };
const POLL_SECONDS = 5;

/** How mails leave the server. */
export function buildMail(settings: Settings): MailConfig {
  const production = settings.NODE_ENV === 'production';
  // Tests say when a mail goes out.
  const poll = settings.MAIL_POLL_INTERVAL ?? (settings.NODE_ENV === 'test' ? 0 : POLL_SECONDS);
  return {
    transport: settings.MAIL_TRANSPORT ?? (production ? 'none' : 'folder'),
    ...(settings.SMTP_URL !== undefined && { smtp: smtpConfig(settings.SMTP_URL, production) }),
    folder: settings.MAIL_FOLDER,
    from: settings.MAIL_FROM ?? DEVELOPMENT_SENDER,
    productName: settings.MAIL_PRODUCT_NAME,
    pollMs: poll * 1_000,
  };
}
