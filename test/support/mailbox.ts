import type { TestingModuleBuilder } from '@nestjs/testing';
import { MailDispatcher } from '../../src/modules/mail/mail-dispatcher.service.js';
import { MailTransport, type RenderedMail } from '../../src/modules/mail/mail-transport.port.js';
import { createAccountServer } from './accounts.js';
import type { TestOptions, TestServer } from './create-app.js';

/** Where all mails of a server arrive. */
export class Mailbox extends MailTransport {
  readonly mails: RenderedMail[] = [];

  send(mail: RenderedMail): Promise<void> {
    this.mails.push(mail);
    return Promise.resolve();
  }

  /** Puts itself in the place of the transport. */
  instead(builder: TestingModuleBuilder): TestingModuleBuilder {
    return builder.overrideProvider(MailTransport).useValue(this);
  }

  to(address: string): RenderedMail[] {
    return this.mails.filter((mail) => mail.to === address);
  }
}

export interface MailServer extends TestServer {
  readonly mailbox: Mailbox;
  /** Sends what is due. @returns the mails that this address got, the newest last */
  mailsTo(address: string): Promise<RenderedMail[]>;
  /** The token in the newest mail to this address. */
  tokenFor(address: string): Promise<string>;
}

const LINK = /\/auth\/(?:verify-email|reset-password)\/([\w-]{43})/;

/** Sends what is due. @returns the mails that this address got, the newest last */
async function mailsIn({ app }: TestServer, mailbox: Mailbox, address: string): Promise<RenderedMail[]> {
  const dispatcher = app.get(MailDispatcher);
  await dispatcher.drain();
  // The first may have joined a round that had begun before the newest mail was there.
  await dispatcher.drain();
  return mailbox.to(address);
}

/** The token in the newest mail to this address. */
export async function tokenIn(server: TestServer, mailbox: Mailbox, address: string): Promise<string> {
  const mails = await mailsIn(server, mailbox, address);
  const token = LINK.exec(mails.at(-1)?.text ?? '')?.[1];
  if (!token) throw new Error(`No mail with a link for ${address}`);
  return token;
}

/** A server of people of our own, with their mailbox. */
export async function createMailServer(options: TestOptions = {}): Promise<MailServer> {
  const mailbox = new Mailbox();
  const override = (builder: TestingModuleBuilder) => mailbox.instead(options.override?.(builder) ?? builder);
  const server = await createAccountServer({ ...options, override });
  return {
    ...server,
    mailbox,
    mailsTo: (address) => mailsIn(server, mailbox, address),
    tokenFor: (address) => tokenIn(server, mailbox, address),
  };
}
