import { MailFailure, type MailFailureKind } from '../modules/mail/mail-transport.port.js';

/** What nodemailer says of a failure; its message quotes the server, and so the recipient, and is left out. */
interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  /** Set with `responseCode`: whether the same mail would meet with the same answer again. */
  readonly permanent?: boolean;
}

/** RFC 5321 §3.8: the server is about to close, whatever the mail. */
const CLOSING = 421;

function judge({ command, responseCode, permanent }: SmtpError): MailFailureKind {
  if (responseCode === undefined || responseCode === CLOSING) return 'unreachable';
  if (command === 'RCPT TO' || command === 'DATA') return permanent ? 'refused' : 'deferred';
  // Whom the server never lets send, or log in, has a fault of configuration: it meets every mail.
  return command === 'MAIL FROM' && !permanent ? 'deferred' : 'unreachable';
}

/** Why a mail could not be handed over, in words that tell neither the recipient nor the mail. */
export function smtpFailure(thrown: unknown): MailFailure {
  const error = (thrown ?? {}) as SmtpError;
  const { code = 'an unknown error', command = 'CONN', responseCode } = error;
  const answer = responseCode === undefined ? code : `${responseCode} (${code})`;
  return new MailFailure(judge(error), `the mail server failed with ${answer} at ${command}`);
}
