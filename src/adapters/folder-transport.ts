import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { MailFailure, MailTransport, type RenderedMail } from '../modules/mail/mail-transport.port.js';
import { mimeMessage } from './mime-message.js';

/** The text as it is, never quoted-printable: its link is to be read, and copied, from a terminal too. */
function readable(text: string): string {
  const headers = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
  return [...headers, '', ...text.split('\n')].join('\r\n');
}

async function sourceOf(mail: RenderedMail): Promise<Buffer> {
  // Loaded when the first mail is written: most servers never write one, and all have to start.
  const { createTransport } = await import('nodemailer');
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({ ...mimeMessage(mail), text: { raw: readable(mail.text) } });
  return message as Buffer;
}

/** Names that sort by time. A mail that is written once more, after a failure, has a name of its own. */
function fileNameOf({ date, template, id }: RenderedMail): string {
  return `${date.toISOString().replaceAll(':', '-')}_${template}_${id}.eml`;
}

/** Sends nothing: each mail becomes a file that mail programs open. For development; links are logged. */
@Injectable()
export class FolderTransport extends MailTransport {
  private readonly logger = new Logger('mail');
  private readonly folder: string;

  constructor(@Inject(APP_CONFIG) { mail }: AppConfig) {
    super();
    this.folder = mail.folder;
  }

  async send(mail: RenderedMail): Promise<void> {
    const source = await sourceOf(mail);
    const file = join(this.folder, fileNameOf(mail));
    try {
      await this.write(file, source);
    } catch (error) {
      const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
      throw new MailFailure('unreachable', `the folder of mails cannot be written: ${code}`);
    }
    this.logger.log(`Mail ${mail.template} is in ${file}${mail.link ? `; its link: ${mail.link}` : ''}`);
  }

  /** Whoever watches the folder never sees half a mail, and nobody else of the machine sees any. */
  private async write(file: string, source: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = `${file}.tmp`;
    await writeFile(unfinished, source, { mode: 0o600 });
    await rename(unfinished, file);
  }
}
