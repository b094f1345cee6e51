import { createMailLab, type MailLab } from './support/mail-lab.js';
import { MailServer } from './support/mail-server.js';

const MINUTE = 60;
const DAY = 86_400;

describe('a mail server that refuses a mail', () => {
  let mailServer: MailServer;
  let lab: MailLab;

  beforeEach(async () => {
    mailServer = await MailServer.start();
    lab = await createMailLab({ env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: mailServer.url } });
  });

  afterEach(async () => {
    await lab.close();
    await mailServer.stop();
  });

  const state = () => lab.outbox('status, attempts, last_error');
  const waitsFor = async () => {
    const [row] = await lab.server.rows.select(
      `SELECT count(*) AS n FROM mail_outbox WHERE next_attempt_at >= $1 AND next_attempt_at <= $2`,
      [
        new Date(lab.server.clock.now().getTime() + 30_000),
        new Date(lab.server.clock.now().getTime() + 60_000),
      ],
    );
    return Number(row?.n);
  };

  it.each([
    ['RCPT TO', 450],
    ['DATA', 451],
    ['MAIL FROM', 452],
  ] as const)('for now, at %s, gets it once it takes it', async (command, code) => {
    mailServer.refuse = (at) => (at === command ? code : undefined);
    const [id] = await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(await state()).toEqual([
      {
        status: 'PENDING',
        attempts: 1,
        last_error: expect.stringMatching(
          new RegExp(`^the mail server failed with ${code} .* at ${command}$`),
        ),
      },
    ]);
    expect(await waitsFor()).toBe(1);
    await lab.dispatcher.drain();
    expect(mailServer.refusals).toEqual([command]);
    mailServer.refuse = () => undefined;
    lab.server.clock.advance(MINUTE);
    await lab.dispatcher.drain();
    expect(await state()).toEqual([{ status: 'SENT', attempts: 2, last_error: null }]);
    expect(mailServer.messageIds()).toEqual([`<${id}@localhost>`]);
  });

  it.each([
    ['RCPT TO', 550],
    ['DATA', 554],
  ] as const)('for good, at %s, is not asked again', async (command, code) => {
    mailServer.refuse = (at, recipient) =>
      at === command && recipient === 'nobody@example.com' ? code : undefined;
    await lab.queue('nobody', 'ada');
    await lab.dispatcher.drain();
    expect(await lab.outbox('status, attempts, reference')).toEqual([
      { status: 'FAILED', attempts: 1, reference: null },
      { status: 'SENT', attempts: 1, reference: null },
    ]);
    lab.server.clock.advance(4 * DAY);
    await lab.dispatcher.drain();
    expect(mailServer.refusals).toEqual([command]);
    const [event] = await lab.server.rows.select(
      `SELECT event_outcome, event_severity, error_message FROM audit_logs WHERE event_type = 'mail.failed'`,
    );
    expect(event).toEqual({
      event_outcome: 'FAILURE',
      event_severity: 'WARN',
      error_message: expect.stringMatching(
        new RegExp(`^the mail server failed with ${code} .* at ${command}$`),
      ),
    });
    expect(await lab.server.rows.dump()).not.toContain('nobody@');
    expect(await lab.server.rows.count('audit_logs', `event_type LIKE 'mail.%'`)).toBe(2);
  });

  it('again and again is asked less and less often, and no more after three days', async () => {
    mailServer.refuse = () => 450;
    await lab.queue('ada');
    const tries: number[] = [];
    for (let minutes = 0; minutes < 4 * 24 * 60; minutes += 10) {
      const before = mailServer.refusals.length;
      await lab.dispatcher.drain();
      if (mailServer.refusals.length > before) tries.push(minutes);
      lab.server.clock.advance(10 * MINUTE);
    }
    const [row] = await lab.outbox('status, attempts, last_error');
    expect(row).toMatchObject({ status: 'FAILED', attempts: tries.length });
    expect(tries.at(-1)).toBeGreaterThanOrEqual(3 * 24 * 60);
    expect(tries.at(-1)).toBeLessThanOrEqual(3 * 24 * 60 + 70);
    const pauses = tries.slice(8).map((minutes, index) => minutes - (tries[index + 7] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(70);
  });

  it('does not keep the others waiting', async () => {
    mailServer.refuse = (_at, recipient) => (recipient.startsWith('later') ? 450 : undefined);
    await lab.queue('later-1', 'later-2', 'later-3', 'later-4', 'later-5', 'ada', 'bob');
    await lab.dispatcher.drain();
    expect(mailServer.received.map(({ to }) => to[0]).sort()).toEqual(['ada@example.com', 'bob@example.com']);
    expect(await lab.statuses()).toEqual({ PENDING: 5, SENT: 2 });
  });

  it('is not even asked about what is no address', async () => {
    lab.composer.letterFor = () => ({
      to: 'ada@example.com, eve@evil.example',
      template: 'password-changed',
      values: { when: 'now' },
    });
    await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(mailServer.received).toEqual([]);
    expect(await state()).toEqual([
      { status: 'FAILED', attempts: 1, last_error: 'the recipient is not an e-mail address' },
    ]);
  });

  it('is asked by headers and an envelope that no value can add to', async () => {
    lab.composer.letterFor = () => ({
      to: 'ada@example.com',
      template: 'account-locked',
      values: {
        first_name: 'Eve\r\nBcc: eve@evil.example\r\n\r\n<script>',
        until: '\r\n.\r\nMAIL FROM:<x@y>',
      },
    });
    await lab.queue('ada');
    await lab.dispatcher.drain();
    const [mail] = mailServer.received;
    expect(mail?.to).toEqual(['ada@example.com']);
    expect(Object.keys(mail?.headers ?? {}).sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ]);
    expect(mail?.text).toMatch(/^Hello,\n/);
    expect(mail?.html).not.toContain('<script');
    expect(mailServer.received).toHaveLength(1);
  });
});
