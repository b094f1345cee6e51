import { UnitOfWork } from '../src/database/unit-of-work.js';
import { LogCapture } from './support/log-capture.js';
import { createMailLab, type MailLab } from './support/mail-lab.js';
import { MailServer } from './support/mail-server.js';

const ADDRESS = 'canary-person@canary.example';
const NAME = 'Canaryname';
const TOKEN = 'canary-token-0123456789';
const PASSWORD = 'canary-smtp-password';
const SECRETS = [ADDRESS, 'canary-person', NAME, TOKEN, PASSWORD];

describe('a mail that succeeds, waits or fails', () => {
  const log = new LogCapture();
  let mailServer: MailServer;
  let lab: MailLab;
  const dumps: string[] = [];

  const look = async () => dumps.push(await lab.server.rows.dump());

  beforeAll(async () => {
    mailServer = await MailServer.start({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        password === PASSWORD ? done(null, { user: username }) : done(new Error(`not ${password}`)),
    });
    const SMTP_URL = `smtp://bank:${PASSWORD}@${mailServer.address}?tls=none`;
    lab = await createMailLab({
      env: { MAIL_TRANSPORT: 'smtp', SMTP_URL },
      log: { level: 'trace', destination: log },
    });
    lab.composer.letterFor = async (reference) => {
      if (reference === 'broken') throw new Error('the letter cannot be written');
      // As an account would: the token is minted now, and only its hash is kept.
      await lab.server.app.get(UnitOfWork).run(async () => undefined);
      const values = {
        first_name: NAME,
        link: `https://id.example.com/verify?token=${TOKEN}`,
        expires_in_hours: '24',
      };
      return {
        to: ADDRESS,
        template: 'verify-email',
        values: reference === 'lacking' ? { link: TOKEN } : values,
      };
    };
    await lab.queue('fine', 'broken', 'lacking');
    await look();
    await lab.dispatcher.drain();
    await look();
    for (const code of [450, 421, 550]) {
      mailServer.refuse = (at) => (at === 'RCPT TO' ? code : undefined);
      await lab.queue(`refused-${code}`);
      lab.server.clock.advance(60);
      await lab.dispatcher.drain();
      await look();
    }
    await mailServer.stop();
    await lab.queue('down');
    lab.server.clock.advance(60);
    await lab.dispatcher.drain();
    await look();
  });

  afterAll(async () => {
    await lab.close();
    await mailServer.stop();
  });

  it('has been all of that', async () => {
    expect(mailServer.received.map(({ user, to }) => [user, to])).toEqual([['bank', [ADDRESS]]]);
    const statuses = await lab.statuses();
    expect(Object.keys(statuses).sort()).toEqual(['FAILED', 'PENDING', 'SENT']);
    expect(log.text).toContain('the letter cannot be written');
    expect(log.text).toContain('421');
  });

  it('leaves no address, name, token or password in the database, at any time', () => {
    expect(dumps.length).toBeGreaterThan(5);
    for (const dump of dumps) for (const secret of SECRETS) expect(dump).not.toContain(secret);
  });

  it('leaves none in the log, at its most talkative', () => {
    for (const secret of SECRETS) expect(log.text).not.toContain(secret);
  });
});
