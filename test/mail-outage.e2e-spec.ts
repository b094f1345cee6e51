import { LogCapture } from './support/log-capture.js';
import { createMailLab, type MailLab } from './support/mail-lab.js';
import { MailServer } from './support/mail-server.js';

const FULL = Array.from({ length: 200 }, (_, index) => `person-${index}`);
const HOUR = 3_600;

describe('a mail server that is down', () => {
  const log = new LogCapture();
  let mailServer: MailServer;
  let lab: MailLab;

  beforeEach(async () => {
    log.clear();
    mailServer = await MailServer.start();
    lab = await createMailLab({
      env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: mailServer.url },
      log: { level: 'warn', destination: log },
    });
  });

  afterEach(async () => {
    await lab.close();
    await mailServer.stop();
  });

  const tried = () => lab.server.rows.count('mail_outbox', 'attempts > 0');

  it('is not tried with every mail: all wait', async () => {
    await mailServer.stop();
    await lab.queue(...FULL);
    await lab.dispatcher.drain();
    // As many as are sent at a time.
    expect(await tried()).toBeLessThanOrEqual(4);
    expect(await lab.statuses()).toEqual({ PENDING: 200 });
    const [row] = await lab.server.rows.select('SELECT last_error FROM mail_outbox WHERE attempts > 0');
    expect(row?.last_error).toBe('the mail server failed with ESOCKET at CONN');
    const soFar = await tried();
    lab.server.clock.advance(29);
    await lab.dispatcher.drain();
    expect(await tried()).toBe(soFar);
    // Then one mail finds out that nothing has changed.
    lab.server.clock.advance(1);
    await lab.dispatcher.drain();
    expect(await tried()).toBe(soFar + 1);
    expect(log.text.match(/The mail server cannot be used/g)).toHaveLength(1);
  });

  it('gets each mail once when it is back, however many have waited', async () => {
    await mailServer.stop();
    const ids = await lab.queue(...FULL);
    for (let hours = 0; hours < 6; hours += 0.25) {
      await lab.dispatcher.drain();
      lab.server.clock.advance(HOUR / 4);
    }
    expect(mailServer.received).toEqual([]);
    expect(await lab.statuses()).toEqual({ PENDING: 200 });
    await mailServer.start();
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 200 });
    expect(mailServer.messageIds().sort()).toEqual(ids.map((id) => `<${id}@localhost>`).sort());
    expect(mailServer.received.map(({ to }) => to[0]).sort()).toEqual(
      FULL.map((person) => `${person}@example.com`).sort(),
    );
    expect(log.text).toContain('The mail server can be used again');
  });

  it('keeps nobody waiting for long after it is back', async () => {
    await mailServer.stop();
    await lab.queue('ada');
    for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
      await lab.dispatcher.drain();
      lab.server.clock.advance(300);
    }
    await lab.dispatcher.drain();
    await mailServer.start();
    lab.server.clock.advance(300);
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 1 });
  });

  it('goes on where it was when it falls in the middle', async () => {
    const ids = await lab.queue(...FULL.slice(0, 40));
    mailServer.hold = async () => {
      if (mailServer.received.length === 20) await mailServer.stop();
    };
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toMatchObject({ PENDING: expect.any(Number), SENT: expect.any(Number) });
    mailServer.hold = () => Promise.resolve();
    await mailServer.start();
    lab.server.clock.advance(60);
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 40 });
    // Of those whose connection broke before the server could say that it has them, some come again, under the same name.
    expect(new Set(mailServer.messageIds())).toEqual(new Set(ids.map((id) => `<${id}@localhost>`)));
    expect(mailServer.received.length).toBeLessThan(45);
  });

  it.each([
    ['MAIL FROM', 550],
    ['RCPT TO', 421],
  ] as const)('in effect, by refusing any mail at %s with %i, loses none', async (command, code) => {
    mailServer.refuse = (at) => (at === command ? code : undefined);
    await lab.queue('ada', 'bob', 'cy', 'dee', 'eli', 'flo');
    await lab.dispatcher.drain();
    expect(mailServer.refusals.length).toBeLessThanOrEqual(4);
    expect(await lab.statuses()).toEqual({ PENDING: 6 });
    mailServer.refuse = () => undefined;
    lab.server.clock.advance(60);
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 6 });
  });

  it('is spared more connections than a few', async () => {
    let most = 0;
    mailServer.hold = async () => {
      most = Math.max(most, mailServer.connections);
    };
    await lab.queue(...FULL);
    await lab.dispatcher.drain();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });
});
