import { MailFailure } from '../src/modules/mail/mail-transport.port.js';
import { MailDispatcher } from '../src/modules/mail/mail-dispatcher.service.js';
import { MailRound } from '../src/modules/mail/mail-round.js';
import { MailDelivery } from '../src/modules/mail/mail-delivery.js';
import { MailLedger } from '../src/modules/mail/mail-ledger.js';
import { MailComposers } from '../src/modules/mail/mail-composers.service.js';
import { OutgoingMailRepository } from '../src/modules/mail/outgoing-mail.repository.js';
import { RequestContext } from '../src/common/request-context.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { createMailLab, type MailLab, TestTransport } from './support/mail-lab.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { until } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

const FULL = Array.from({ length: 200 }, (_, index) => `person-${index}`);
const once = (sent: readonly { readonly id: string }[]) => sent.map(({ id }) => id).sort();

/** A second dispatcher over the database of the first, with a way out of its own. */
function secondDispatcher(
  { server: { app, clock, config } }: MailLab,
  transport: TestTransport,
): MailDispatcher {
  const composers = app.get(MailComposers);
  const delivery = new MailDelivery(app.get(MailLedger), composers, transport, clock, config);
  const round = new MailRound(
    app.get(UnitOfWork),
    app.get(OutgoingMailRepository),
    composers,
    delivery,
    clock,
  );
  return new MailDispatcher(round, app.get(RequestContext), config);
}

describe('two that empty one outbox at once', () => {
  let transport: TestTransport;
  let lab: MailLab;

  beforeEach(async () => {
    transport = new TestTransport();
    lab = await createMailLab({ transport });
  });

  afterEach(() => lab.close());

  it('send each mail once, and both of them send', async () => {
    const ids = await lab.queue(...FULL);
    const other = new TestTransport();
    // Sending takes a while, so that both are at it.
    const pause = () => new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
    transport.before = pause;
    other.before = pause;
    await Promise.all([lab.dispatcher.drain(), secondDispatcher(lab, other).drain()]);
    expect(once([...transport.sent, ...other.sent])).toEqual([...ids].sort());
    expect(await lab.statuses()).toEqual({ SENT: 200 });
    expect(await lab.server.rows.count('mail_outbox', 'attempts <> 1')).toBe(0);
    for (const { sent } of [transport, other]) expect(sent.length).toBeGreaterThan(20);
  });

  it('are no more than one dispatcher that is asked twice', async () => {
    const ids = await lab.queue(...FULL.slice(0, 20));
    await Promise.all([lab.dispatcher.drain(), lab.dispatcher.drain(), lab.dispatcher.drain()]);
    expect(once(transport.sent)).toEqual([...ids].sort());
  });

  it('include what is queued while a round is under way', async () => {
    const [first] = await lab.queue('first');
    const later: string[] = [];
    transport.before = async ({ id }) => {
      if (id === first) later.push(...(await lab.queue('second')));
      return undefined;
    };
    await lab.dispatcher.drain();
    expect(once(transport.sent)).toEqual([first, ...later].sort());
  });
});

describe('a sender that dies between sending and noting it', () => {
  let transport: TestTransport;
  let lab: MailLab;

  beforeEach(async () => {
    transport = new TestTransport();
    lab = await createMailLab({ transport });
  });

  afterEach(() => lab.close());

  /** As after a kill: the mail is out, and its row says that it is being sent. */
  async function sendAndDie(): Promise<string> {
    const [id] = await lab.queue('ada');
    const dead = lab.server.app.get(OutgoingMailRepository);
    const end = dead.end.bind(dead);
    dead.end = () => Promise.reject(new Error('killed'));
    await lab.dispatcher.drain();
    dead.end = end;
    expect(await lab.outbox('status')).toEqual([{ status: 'SENDING' }]);
    return id ?? '';
  }

  it('has it sent again two minutes later, under the same name', async () => {
    const id = await sendAndDie();
    lab.server.clock.advance(119);
    await lab.dispatcher.drain();
    expect(transport.sent).toHaveLength(1);
    lab.server.clock.advance(1);
    await lab.dispatcher.drain();
    expect(transport.sent.map(({ messageId }) => messageId)).toEqual([
      `<${id}@localhost>`,
      `<${id}@localhost>`,
    ]);
    expect(await lab.outbox('status, attempts')).toEqual([{ status: 'SENT', attempts: 2 }]);
  });

  it('has its letter written anew, so that a link of before is void', async () => {
    await sendAndDie();
    lab.server.clock.advance(120);
    await lab.dispatcher.drain();
    expect(lab.composer.calls).toHaveLength(2);
  });

  it('changes nothing when it comes back and finds that another has taken over', async () => {
    const [id] = await lab.queue('ada');
    transport.before = async () => {
      transport.before = () => undefined;
      // It takes so long that its claim runs out, and the other sends the mail meanwhile.
      lab.server.clock.advance(120);
      await secondDispatcher(lab, transport).drain();
      return undefined;
    };
    await lab.dispatcher.drain();
    expect(transport.sent.map((mail) => mail.id)).toEqual([id, id]);
    expect(await lab.outbox('status, attempts')).toEqual([{ status: 'SENT', attempts: 2 }]);
    expect(await lab.server.rows.count('audit_logs', `event_type = 'mail.sent'`)).toBe(1);
  });

  it('cannot end what another is sending', async () => {
    await lab.queue('ada');
    const other = new TestTransport();
    let open: () => void = () => undefined;
    const opened = new Promise<undefined>((resolve) => (open = () => resolve(undefined)));
    other.before = () => opened;
    let theirs: Promise<void> | undefined;
    transport.before = async () => {
      lab.server.clock.advance(120);
      theirs = secondDispatcher(lab, other).drain();
      await until('the other is at it', () => other.tried.length === 1);
      return undefined;
    };
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENDING: 1 });
    open();
    await theirs;
    expect(await lab.statuses()).toEqual({ SENT: 1 });
    expect(await lab.server.rows.count('audit_logs', `event_type = 'mail.sent'`)).toBe(1);
  });

  it('cannot put back what another has sent', async () => {
    await lab.queue('ada');
    transport.before = async () => {
      transport.before = () => undefined;
      lab.server.clock.advance(120);
      await secondDispatcher(lab, transport).drain();
      throw new MailFailure('deferred', 'not now');
    };
    await lab.dispatcher.drain();
    expect(await lab.statuses()).toEqual({ SENT: 1 });
    expect(transport.sent).toHaveLength(1);
  });
});

// SQLite in memory belongs to one process.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('two servers on one database', () => {
  let database: TestDatabase;
  let labs: MailLab[];
  let transports: TestTransport[];

  beforeAll(async () => {
    database = await createTestDatabase();
    transports = [new TestTransport(), new TestTransport()];
    labs = await Promise.all(
      transports.map((transport) => createMailLab({ transport, databaseUrl: database.url })),
    );
  });

  afterAll(async () => {
    for (const lab of labs) await lab.close();
    await database.drop();
  });

  it('share the work, and send each mail once', async () => {
    const [one, other] = labs;
    const ids = [...(await one.queue(...FULL)), ...(await other.queue(...FULL))];
    await Promise.all(labs.map(({ dispatcher }) => dispatcher.drain()));
    expect(once(transports.flatMap(({ sent }) => sent))).toEqual(ids.sort());
    expect(await one.statuses()).toEqual({ SENT: 400 });
    for (const { sent } of transports) expect(sent.length).toBeGreaterThan(20);
  });
});
