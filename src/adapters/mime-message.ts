import type { SendMailOptions } from 'nodemailer';
import type { RenderedMail } from '../modules/mail/mail-transport.port.js';

/** A mail in the terms of nodemailer: addresses as objects, which it does not take apart, and nothing to fetch. */
export function mimeMessage(mail: RenderedMail): SendMailOptions {
  const { from, to, subject, text, html, messageId, date } = mail;
  return {
    from: { name: from.name, address: from.address },
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject,
    text,
    html,
    messageId,
    date,
    headers: {
      // RFC 3834 §5: nobody's out-of-office is to answer.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
