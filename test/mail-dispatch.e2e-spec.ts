import { MailDispatcher } from '../src/modules/mail/mail-dispatcher.service.js';
import { MailRound } from '../src/modules/mail/mail-round.js';
import { LogCapture } from './support/log-capture.js';
import { createMailLab, type MailLab, TestTransport } from './support/mail-lab.js';
import { until } from './support/server-process.js';

const HOURLY = { MAIL_POLL_INTERVAL: '1h' };

/** Work that ends when it is told to. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<undefined>((resolve) => (open = () => resolve(undefined)));
  return { opened, open: () => open() };
}

describe('mails', () => {
  const log = new LogCapture();
  let transport: TestTransport;
  let lab: MailLab;

  async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    transport = new TestTransport();
    lab = await createMailLab({ transport, env, log: { level: 'warn', destination: log } });
  }

  beforeEach(() => log.clear());

  afterEach(() => lab.close());

  it('go out once the unit has committed, and the unit does not wait for them', async () => {
    await start(HOURLY);
    const { opened, open } = gate();
    transport.before = () => opened;
    await lab.queue('ada');
    await until('a mail is under way', () => transport.tried.length === 1);
    expect(transport.sent).toEqual([]);
    open();
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 1 });
  });

  it('go out when the time has come to look for them', async () => {
    await start({ MAIL_POLL_INTERVAL: '1s' });
    await lab.server.rows.execute(
      `INSERT INTO mail_outbox (id, kind, reference, status, attempts, next_attempt_at, created_at)
       VALUES ('019cab00-0000-7000-8000-000000000001', 'test-letter', 'ada', 'PENDING', 0, $1, $1)`,
      [lab.server.clock.now()],
    );
    await until('a mail is under way', () => transport.sent.length === 1);
  });

  it('go out only when they are told to where that is what is configured', async () => {
    await start();
    await lab.queue('ada');
    lab.server.app.get(MailDispatcher).kick();
    await lab.server.rows.count('mail_outbox');
    expect(await lab.statuses()).toEqual({ PENDING: 1 });
    expect(transport.tried).toEqual([]);
    await lab.dispatcher.drain();
    expect(transport.sent).toHaveLength(1);
  });

  it('are four on their way at a time', async () => {
    await start();
    const { opened, open } = gate();
    let now = 0;
    let most = 0;
    transport.before = async () => {
      most = Math.max(most, ++now);
      await opened;
      now -= 1;
      return undefined;
    };
    await lab.queue(...Array.from({ length: 30 }, (_, index) => `person-${index}`));
    const drained = lab.dispatcher.drain();
    await until('four are under way', () => now === 4);
    open();
    await drained;
    expect(most).toBe(4);
  });

  it('bear the name of no request in the audit, although one has set them off', async () => {
    await start(HOURLY);
    const { api, app, rows } = lab.server;
    const { opened, open } = gate();
    transport.before = () => opened;
    await lab.queue('ada');
    await until('a mail is under way', () => transport.tried.length === 1);
    await api.login('testuser');
    open();
    await app.get(MailDispatcher).drain();
    expect(
      await rows.select(
        `SELECT correlation_id, ip_address, user_agent FROM audit_logs WHERE event_type = 'mail.sent'`,
      ),
    ).toEqual([
      { correlation_id: '00000000-0000-0000-0000-000000000000', ip_address: null, user_agent: null },
    ]);
  });

  it('wait while the database cannot be used, and the dispatcher lives on', async () => {
    await start();
    await lab.queue('ada');
    await lab.server.rows.execute('ALTER TABLE mail_outbox RENAME TO mail_outbox_elsewhere');
    await lab.dispatcher.drain();
    expect(log.text).toContain('The outbox of mails could not be read or written');
    await lab.server.rows.execute('ALTER TABLE mail_outbox_elsewhere RENAME TO mail_outbox');
    await lab.dispatcher.drain();
    expect(transport.sent).toHaveLength(1);
  });
});

describe('a server that stops', () => {
  let transport: TestTransport;
  let lab: MailLab;

  beforeEach(async () => {
    transport = new TestTransport();
    lab = await createMailLab({ transport, env: HOURLY });
  });

  it('lets the mails on their way arrive, and begins no other', async () => {
    const { opened, open } = gate();
    transport.before = () => opened;
    await lab.queue(...Array.from({ length: 20 }, (_, index) => `person-${index}`));
    await until('a mail is under way', () => transport.tried.length === 4);
    const closed = lab.close();
    await until('the server stops', () => lab.server.app.get(MailRound).isStopped);
    open();
    await closed;
    expect(transport.sent).toHaveLength(4);
    expect(transport.tried).toHaveLength(4);
  });

  it('sends nothing any more, whoever asks', async () => {
    const { dispatcher } = lab;
    await lab.close();
    dispatcher.kick();
    await dispatcher.drain();
    expect(transport.tried).toEqual([]);
  });
});

describe('a mail that hangs', () => {
  it('does not hold up the end of the server beyond half of the grace', async () => {
    const transport = new TestTransport();
    const lab = await createMailLab({ transport, env: { ...HOURLY, SHUTDOWN_GRACE: '1s' } });
    const { opened } = gate();
    transport.before = () => opened;
    await lab.queue('ada');
    await until('a mail is under way', () => transport.tried.length === 1);
    const start = performance.now();
    await lab.close();
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
