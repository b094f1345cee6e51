import { Jobs } from '../src/common/jobs.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { MailComposers } from '../src/modules/mail/mail-composers.service.js';
import { MailService } from '../src/modules/mail/mail.service.js';
import { LogCapture } from './support/log-capture.js';
import {
  aLetter,
  createMailLab,
  KIND,
  type MailLab,
  TestComposer,
  TestTransport,
} from './support/mail-lab.js';

const DAY = 86_400;

describe('the outbox of mails', () => {
  const log = new LogCapture();
  let transport: TestTransport;
  let lab: MailLab;

  beforeEach(async () => {
    log.clear();
    transport = new TestTransport();
    lab = await createMailLab({ transport, log: { level: 'info', destination: log } });
  });

  afterEach(() => lab.close());

  const mails = () => lab.server.app.get(MailService);
  const events = async () =>
    (
      await lab.server.rows.select(
        `SELECT event_type, event_outcome, event_details, error_message FROM audit_logs WHERE event_type LIKE 'mail.%'`,
      )
    ).map(({ event_details: details, ...event }) => ({
      ...event,
      details: typeof details === 'string' ? (JSON.parse(details) as object) : details,
    }));

  it('holds which letter is due, and nothing of what it will say', async () => {
    const [id] = await lab.queue('ada');
    expect(await lab.outbox('id, kind, reference, status, attempts, claim, ended_at')).toEqual([
      { id, kind: KIND, reference: 'ada', status: 'PENDING', attempts: 0, claim: null, ended_at: null },
    ]);
    expect(lab.composer.calls).toEqual([]);
    expect(await lab.server.rows.dump()).not.toContain('example.com');
  });

  it('is empty of what a unit queued that rolled back', async () => {
    const work = lab.server.app.get(UnitOfWork).run(async () => {
      mails().queue({ kind: KIND, reference: 'ada' });
      throw new Error('changed our minds');
    });
    await expect(work).rejects.toThrow('changed our minds');
    expect(await lab.statuses()).toEqual({});
    await lab.dispatcher.drain();
    expect(transport.tried).toEqual([]);
  });

  it('takes mails in a unit of work only, and no reference that is too long', async () => {
    expect(() => mails().queue({ kind: KIND, reference: 'ada' })).toThrow('outside a unit of work');
    await expect(lab.queue('x'.repeat(513))).rejects.toThrow(
      'The reference of a mail test-letter is too long',
    );
    await lab.queue('x'.repeat(512));
  });

  it('forgets what a mail was made from once it is sent, and says so in the audit', async () => {
    const [id] = await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(lab.composer.calls).toEqual([{ reference: 'ada', mailId: id }]);
    expect(transport.sent.map(({ to }) => to)).toEqual(['ada@example.com']);
    expect(await lab.outbox('status, reference, claim, claimed_until')).toEqual([
      { status: 'SENT', reference: null, claim: null, claimed_until: null },
    ]);
    expect(await lab.server.rows.count('mail_outbox', 'ended_at = $1', [lab.server.clock.now()])).toBe(1);
    expect(await events()).toEqual([
      {
        event_type: 'mail.sent',
        event_outcome: 'SUCCESS',
        details: { mail_id: id, kind: KIND, attempts: 1 },
        error_message: null,
      },
    ]);
    await lab.dispatcher.drain();
    expect(transport.sent).toHaveLength(1);
  });

  it('discards a mail when there is nobody to write to any more', async () => {
    const [id] = await lab.queue('ada');
    lab.composer.letterFor = () => undefined;
    await lab.dispatcher.drain();
    expect(transport.tried).toEqual([]);
    expect(await lab.outbox('status, reference')).toEqual([{ status: 'DISCARDED', reference: null }]);
    expect(await events()).toMatchObject([{ event_type: 'mail.discarded', details: { mail_id: id } }]);
  });

  it('keeps mails of a kind that nobody here knows, says so once, and sends the others', async () => {
    await lab.server.app.get(UnitOfWork).run(async () => {
      for (let count = 0; count < 60; count++) mails().queue({ kind: 'of-a-newer-version', reference: 'x' });
    });
    await lab.queue('ada');
    await lab.dispatcher.drain();
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ PENDING: 60, SENT: 1 });
    expect(await lab.server.rows.count('mail_outbox', 'attempts > 0')).toBe(1);
    expect(log.text.match(/of-a-newer-version/g)).toHaveLength(1);
    lab.server.app.get(MailComposers).register('of-a-newer-version', new TestComposer());
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 61 });
  });

  it('has one composer for each kind', () =>
    expect(() => lab.server.app.get(MailComposers).register(KIND, new TestComposer())).toThrow(
      'Mails of the kind test-letter have a composer already',
    ));

  it('tries again when a letter cannot be written, and has it written anew', async () => {
    await lab.queue('ada');
    lab.composer.letterFor = () => Promise.reject(new Error('the directory is away'));
    await lab.dispatcher.drain();
    expect(await lab.outbox('status, attempts, reference, last_error')).toEqual([
      {
        status: 'PENDING',
        attempts: 1,
        reference: 'ada',
        last_error: 'it could not be written or handed over',
      },
    ]);
    expect(log.text).toContain('the directory is away');
    lab.composer.letterFor = aLetter;
    lab.server.clock.advance(60);
    await lab.dispatcher.drain();
    expect(await lab.outbox('status, attempts, last_error')).toEqual([
      { status: 'SENT', attempts: 2, last_error: null },
    ]);
  });

  it('writes letters outside any unit of work, so that a composer may open its own', async () => {
    const unitOfWork = lab.server.app.get(UnitOfWork);
    lab.composer.letterFor = async (reference) => {
      expect(() => unitOfWork.defer('SELECT 1', [])).toThrow();
      // Not undone, whatever becomes of the mail.
      await unitOfWork.run(() =>
        unitOfWork.query('UPDATE esign_documents SET title = $1', [`of ${reference}`]),
      );
      return aLetter(reference);
    };
    transport.after = () => new Error('lost on the way');
    await lab.queue('ada');
    await lab.dispatcher.drain();
    expect(await lab.server.rows.count('esign_documents', `title = 'of ada'`)).toBeGreaterThan(0);
  });

  it('is rid of what ended long ago, a batch at a time, and of nothing that waits', async () => {
    await lab.queue('a', 'b', 'c', 'd', 'e');
    lab.composer.letterFor = (reference) => (reference === 'a' ? undefined : aLetter(reference));
    await lab.dispatcher.drain();
    await lab.server.app.get(UnitOfWork).run(async () => mails().queue({ kind: 'unknown', reference: 'x' }));
    lab.server.clock.advance(31 * DAY);
    const [young] = await lab.queue('young');
    await lab.dispatcher.drain();
    const purge = lab.server.app.get(Jobs).find('purge-mails');
    const removed = [];
    for (let count = 3; count === 3;) removed.push((count = (await purge?.batch(3)) ?? 0));
    expect(removed).toEqual([3, 2]);
    expect(await lab.outbox('id, status')).toEqual([
      { id: expect.any(String), status: 'PENDING' },
      { id: young, status: 'SENT' },
    ]);
  });

  it.each([
    ['a status of another name', `UPDATE mail_outbox SET status = 'LOST'`],
    ['a claim on what waits', `UPDATE mail_outbox SET claim = id`],
    ['a claim without an end', `UPDATE mail_outbox SET status = 'SENDING', claim = id`],
    ['an end of what waits', `UPDATE mail_outbox SET ended_at = created_at, reference = NULL`],
    ['a reference after the end', `UPDATE mail_outbox SET status = 'SENT', ended_at = created_at`],
    ['no reference before it', `UPDATE mail_outbox SET reference = NULL`],
    ['fewer attempts than none', `UPDATE mail_outbox SET attempts = -1`],
  ])('cannot hold %s', async (_what, sql) => {
    await lab.queue('ada');
    await expect(lab.server.rows.execute(sql)).rejects.toThrow(/chk_mail_outbox_|CHECK/);
  });
});
