import type { MailConfig } from './mail-config.js';
import type { ConfigurationError } from './configuration-error.js';
import type { Environment } from './environment.schema.js';
import { loadConfig } from './load-config.js';
import { smtpConfig } from './mail.js';

const mail = (env: Environment = {}): MailConfig => loadConfig(env).mail;
const smtp = (SMTP_URL: string, env: Environment = {}) =>
  mail({ MAIL_TRANSPORT: 'smtp', SMTP_URL, ...env }).smtp;

function problemsWith(env: Environment): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

/** Of an environment of which the rest is of no interest. */
const mailProblems = (env: Environment) =>
  problemsWith({ NODE_ENV: 'production', ...env }).filter((problem) => /^(MAIL|SMTP)_/.test(problem));

describe('mail, with nothing set,', () => {
  it('goes to a folder in development', () =>
    expect(mail()).toEqual({
      transport: 'folder',
      folder: 'var/mail',
      from: { name: 'Sallyport', address: 'no-reply@localhost' },
      productName: 'Sallyport',
      pollMs: 5_000,
    }));

  it('goes to a folder in a test, and only when the test says so', () =>
    expect(mail({ NODE_ENV: 'test' })).toMatchObject({ transport: 'folder', pollMs: 0 }));

  it('is demanded by nothing in production', () => expect(mailProblems({})).toEqual([]));
});

describe('mail', () => {
  it('is sent by whom MAIL_FROM names', () => {
    const from = (MAIL_FROM: string) => mail({ MAIL_FROM }).from;
    expect(from('My Bank <no-reply@bank.test>')).toEqual({ name: 'My Bank', address: 'no-reply@bank.test' });
    expect(from('Bank, Ltd. <a@b>')).toEqual({ name: 'Bank, Ltd.', address: 'a@b' });
    expect(from('no-reply@bank.test')).toEqual({ name: '', address: 'no-reply@bank.test' });
  });

  it.each(['Bank', 'Bank <>', 'Bank <a>', 'a@b, c@d', 'Bank\n<a@b>', 'Bank <a@b', '<a@b> Bank'])(
    'is not sent by %j',
    (MAIL_FROM) =>
      expect(problemsWith({ MAIL_FROM })).toEqual([
        'MAIL_FROM is no sender: it must be like Sallyport <no-reply@example.com>',
      ]),
  );

  it('waits as long as it is told', () => {
    expect(mail({ MAIL_POLL_INTERVAL: '1m' }).pollMs).toBe(60_000);
    expect(mail({ MAIL_POLL_INTERVAL: '0' }).pollMs).toBe(0);
    expect(mail({ NODE_ENV: 'test', MAIL_POLL_INTERVAL: '1s' }).pollMs).toBe(1_000);
  });

  it('needs a server to go by SMTP', () =>
    expect(problemsWith({ MAIL_TRANSPORT: 'smtp' })).toEqual([
      'SMTP_URL is missing: it must be the URL of the mail server that MAIL_TRANSPORT smtp sends through',
    ]));
});

describe('the URL of a mail server', () => {
  it('says where it is, who we are, and how it is spoken to', () => {
    expect(smtp('smtp://mail.test')).toEqual({ host: 'mail.test', port: 587, tls: 'opportunistic' });
    expect(smtp('smtps://mail.test')).toEqual({ host: 'mail.test', port: 465, tls: 'implicit' });
    expect(smtp('smtp://me%40bank:p%2Fw@mail.test:2525/?tls=required')).toEqual({
      host: 'mail.test',
      port: 2525,
      tls: 'required',
      auth: { user: 'me@bank', pass: 'p/w' },
    });
    expect(smtp('smtp://[::1]:25?tls=none')).toEqual({ host: '::1', port: 25, tls: 'none' });
  });

  it.each([
    ['mail.test:25', 'is of another scheme'],
    ['mail.test', 'is no URL'],
    ['https://mail.test', 'is of another scheme'],
    ['smtp://', 'names no host'],
    ['smtp://:secret@mail.test', 'has a password without a user'],
    ['smtp://me:100%@mail.test', 'has a % that escapes nothing'],
    ['smtp://mail.test/path', 'has a path'],
    ['smtp://mail.test#tls=none', 'has a path or a part after #'],
    ['smtp://mail.test?logger=true', 'has another parameter than tls'],
    ['smtp://mail.test?tls=none&tls=required', 'has another parameter than tls'],
    ['smtp://mail.test?tls=maybe', 'has a tls that is none of required, opportunistic, none'],
    ['smtps://mail.test?tls=none', 'has tls beside smtps'],
  ])('is not %s', (SMTP_URL, problem) => {
    const [found, ...others] = problemsWith({ SMTP_URL });
    expect(found).toContain(`SMTP_URL ${problem}`);
    expect(found).not.toContain('secret');
    expect(others).toEqual([]);
  });
});

describe('mail in production', () => {
  const SMTP = {
    MAIL_TRANSPORT: 'smtp',
    SMTP_URL: 'smtps://bank:xK4vQ9@mail.test',
    MAIL_FROM: 'Bank <no-reply@bank.test>',
  };

  it('goes out when a server and a sender are named', () => expect(mailProblems(SMTP)).toEqual([]));

  it('is encrypted, unless the URL says otherwise', () => {
    const tls = (url: string) => smtpConfig(url, true).tls;
    expect(tls('smtp://mail.test')).toBe('required');
    expect(tls('smtps://mail.test')).toBe('implicit');
    expect(tls('smtp://mail.test?tls=opportunistic')).toBe('opportunistic');
    expect(tls('smtp://mail.test?tls=none')).toBe('none');
  });

  it('does not end in a folder', () =>
    expect(mailProblems({ MAIL_TRANSPORT: 'folder' })).toEqual([
      'MAIL_TRANSPORT is folder: it must be smtp in production',
    ]));

  it('is needed where people of our own verify their addresses', () =>
    expect(mailProblems({ IDENTITY_PROVIDER: 'database' })).toEqual([
      'MAIL_TRANSPORT is missing: it must be smtp: people of our own verify their addresses by mail',
    ]));

  it('names its sender', () =>
    expect(mailProblems({ ...SMTP, MAIL_FROM: '' })).toEqual([
      'MAIL_FROM is missing: it must be the sender of every mail, like Sallyport <no-reply@example.com>',
    ]));

  it('has no password that everybody knows', () =>
    expect(mailProblems({ ...SMTP, SMTP_URL: 'smtps://bank:p%61ssword@mail.test' })).toEqual([
      expect.stringMatching(/^SMTP_URL holds a secret that is published/),
    ]));
});
