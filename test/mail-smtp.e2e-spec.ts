import type { SMTPServerOptions } from 'smtp-server';
import { NoMailTransport } from '../src/adapters/no-mail-transport.js';
import { createMailLab, type MailLab } from './support/mail-lab.js';
import { MailServer } from './support/mail-server.js';

describe('a mail over SMTP', () => {
  let mailServer: MailServer;
  let lab: MailLab;

  beforeAll(async () => {
    mailServer = await MailServer.start();
    lab = await createMailLab({
      env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: mailServer.url, MAIL_FROM: 'Bank <no-reply@bank.test>' },
    });
  });

  afterAll(async () => {
    await lab.close();
    await mailServer.stop();
  });

  it('arrives with its envelope, its headers, and text and HTML that say the same', async () => {
    const [id] = await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(mailServer.received).toHaveLength(1);
    const [mail] = mailServer.received;
    expect(mail).toMatchObject({ from: 'no-reply@bank.test', to: ['ada@example.com'] });
    expect(mail.headers).toMatchObject({
      from: ['Bank <no-reply@bank.test>'],
      to: ['ada@example.com'],
      subject: ['Confirm your e-mail address for Sallyport'],
      'message-id': [`<${id}@bank.test>`],
      date: ['Sun, 01 Mar 2026 10:00:00 +0000'],
      'auto-submitted': ['auto-generated'],
      'mime-version': ['1.0'],
    });
    const link = 'https://id.example.com/verify/ada';
    expect(mail.text).toContain(`Hello Ada,\n`);
    expect(mail.text).toContain(`\n${link}\n`);
    expect(mail.html).toContain(`<a href="${link}"`);
    expect(await lab.outbox('status, attempts, reference, last_error')).toEqual([
      { status: 'SENT', attempts: 1, reference: null, last_error: null },
    ]);
  });
});

describe('a mail server', () => {
  let mailServer: MailServer | undefined;
  let lab: MailLab | undefined;

  afterEach(async () => {
    await lab?.close();
    await mailServer?.stop();
  });

  /** One mail by a URL of this server. @returns the reason why it was not sent */
  async function sendBy(url: (address: string) => string, options: SMTPServerOptions): Promise<unknown> {
    mailServer = await MailServer.start(options);
    lab = await createMailLab({
      env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: url(mailServer.address) },
    });
    await lab.queue('ada');
    await lab.dispatcher.drain();
    return (await lab.outbox('last_error'))[0]?.last_error;
  }

  const PLAIN_ONLY = { disabledCommands: ['STARTTLS'] };

  it('without TLS gets nothing where TLS is required', async () => {
    expect(await sendBy((address) => `smtp://${address}?tls=required`, PLAIN_ONLY)).toBe(
      'the mail server failed with 500 (ETLS) at STARTTLS',
    );
    expect(mailServer?.received).toEqual([]);
  });

  it.each(['', '?tls=required'])(
    'whose certificate nobody vouches for gets nothing over TLS (%s)',
    async (query) => {
      expect(await sendBy((address) => `smtp://${address}${query}`, {})).toMatch(
        /^the mail server failed with E(SOCKET|TLS) at /,
      );
      expect(mailServer?.received).toEqual([]);
    },
  );

  it('without TLS gets mails where TLS is a matter of opportunity', async () => {
    expect(await sendBy((address) => `smtp://${address}?tls=opportunistic`, PLAIN_ONLY)).toBeNull();
    expect(mailServer?.received).toMatchObject([{ secure: false }]);
  });

  it('that does not let us in loses no mail', async () => {
    const options: SMTPServerOptions = {
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    };
    expect(await sendBy((address) => `smtp://me:wrong@${address}?tls=none`, options)).toBe(
      'the mail server failed with 535 (EAUTH) at AUTH PLAIN',
    );
    expect(await lab?.statuses()).toEqual({ PENDING: 1 });
  });
});

it('no mail is lost where there is no way out at all', async () => {
  const lab = await createMailLab({ transport: new NoMailTransport() });
  await lab.queue('ada');
  await lab.dispatcher.drain();
  expect(await lab.outbox('status, last_error')).toEqual([
    { status: 'PENDING', last_error: 'MAIL_TRANSPORT is not set' },
  ]);
  await lab.close();
});
