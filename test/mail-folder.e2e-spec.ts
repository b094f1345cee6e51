import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogCapture } from './support/log-capture.js';
import { readMail } from './support/mail-message.js';
import { createMailLab, type MailLab } from './support/mail-lab.js';

describe('mails in a folder', () => {
  const log = new LogCapture();
  let parent: string;
  let folder: string;
  let lab: MailLab;

  beforeEach(async () => {
    log.clear();
    parent = mkdtempSync(join(tmpdir(), 'mails-'));
    folder = join(parent, 'of', 'mine');
    lab = await createMailLab({ env: { MAIL_FOLDER: folder }, log: { level: 'info', destination: log } });
  });

  afterEach(async () => {
    await lab.close();
    rmSync(parent, { recursive: true });
  });

  const files = () => readdirSync(folder);
  const read = (file: string) => readMail(readFileSync(join(folder, file), 'utf8'));

  it('are one file each, as a mail program reads it', async () => {
    const [id] = await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(files()).toEqual([`2026-03-01T10-00-00.000Z_verify-email_${id}.eml`]);
    const mail = read(files()[0] ?? '');
    expect(mail.headers).toMatchObject({
      from: ['Sallyport <no-reply@localhost>'],
      to: ['ada@example.com'],
      subject: ['Confirm your e-mail address for Sallyport'],
      'message-id': [`<${id}@localhost>`],
    });
    expect(mail.text).toContain('https://id.example.com/verify/ada');
    expect(mail.html).toContain('https://id.example.com/verify/ada');
  });

  it('show their text and their link in a terminal as they are', async () => {
    const link = `https://id.example.com/verify?token=${'a1'.repeat(60)}&from=mail`;
    lab.composer.letterFor = () => ({
      to: 'zoe@example.com',
      template: 'verify-email',
      values: { first_name: 'Zoë', link, expires_in_hours: '24' },
    });
    await lab.queue('zoe');
    await lab.dispatcher.drain();
    const source = readFileSync(join(folder, files()[0] ?? ''), 'utf8');
    expect(source).toContain(`\r\nHello Zoë,\r\n`);
    expect(source).toContain(`\r\n${link}\r\n`);
  });

  it('sort by time', async () => {
    const expected: string[] = [];
    for (let count = 0; count < 5; count++) {
      expected.push(...(await lab.queue(`person-${count}`)));
      await lab.dispatcher.drain();
      lab.server.clock.advance(7 * 3_600);
    }
    expect(
      files()
        .sort()
        .map((file) => /_([\da-f-]+)\.eml$/.exec(file)?.[1]),
    ).toEqual(expected);
  });

  it('are for the developer alone: they open accounts', async () => {
    await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, files()[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('have their links in the log', async () => {
    await lab.queue('ada');
    await lab.dispatcher.drain();
    const [entry, ...others] = log.entries.filter(({ context }) => context === 'mail');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      level: 'info',
      msg: `Mail verify-email is in ${join(folder, files()[0] ?? '')}; its link: https://id.example.com/verify/ada`,
    });
    expect(log.text).not.toContain('ada@example.com');
  });

  it('wait while the folder cannot be written, and leave nothing half-written', async () => {
    mkdirSync(join(parent, 'of'));
    writeFileSync(folder, 'a file where the folder should be');
    await lab.queue('ada', 'bob');
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ PENDING: 2 });
    expect((await lab.outbox('last_error'))[0]?.last_error).toBe(
      'the folder of mails cannot be written: EEXIST',
    );
    rmSync(folder);
    lab.server.clock.advance(60);
    await lab.dispatcher.drain();
    expect(files()).toHaveLength(2);
    expect(files().every((file) => file.endsWith('.eml'))).toBe(true);
  });
});

it('a server that has sent no mail has made no folder', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'mails-')), 'none');
  const lab = await createMailLab({ env: { MAIL_FOLDER: folder } });
  await lab.dispatcher.drain();
  await lab.close();
  expect(existsSync(folder)).toBe(false);
});
