import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { type Letter, MailComposer, MailComposers } from '../../src/modules/mail/mail-composers.service.js';
import { MailDispatcher } from '../../src/modules/mail/mail-dispatcher.service.js';
import { MailService } from '../../src/modules/mail/mail.service.js';
import {
  type MailFailure,
  MailTransport,
  type RenderedMail,
} from '../../src/modules/mail/mail-transport.port.js';
import { createTestServer, type TestOptions, type TestServer } from './create-app.js';

export const KIND = 'test-letter';

/** Writes a letter for every reference, unless told otherwise. */
export class TestComposer extends MailComposer {
  readonly calls: { readonly reference: string; readonly mailId: string }[] = [];
  /** What the letter of a reference is; undefined for nobody. */
  letterFor: (reference: string, mailId: string) => Letter | undefined | Promise<Letter | undefined> =
    aLetter;

  async compose(reference: string, mailId: string): Promise<Letter | undefined> {
    this.calls.push({ reference, mailId });
    return this.letterFor(reference, mailId);
  }
}

export function aLetter(reference: string): Letter {
  const values = {
    first_name: 'Ada',
    link: `https://id.example.com/verify/${reference}`,
    expires_in_hours: '24',
  };
  return { to: `${reference}@example.com`, template: 'verify-email', values };
}

/** Keeps what is sent, and fails as it is told. */
export class TestTransport extends MailTransport {
  readonly sent: RenderedMail[] = [];
  readonly tried: string[] = [];
  before: (mail: RenderedMail) => MailFailure | undefined | Promise<undefined> = () => undefined;
  /** What goes wrong when the mail is out already. */
  after: (mail: RenderedMail) => Error | undefined = () => undefined;

  async send(mail: RenderedMail): Promise<void> {
    this.tried.push(mail.id);
    const failure = await this.before(mail);
    if (failure) throw failure;
    this.sent.push(mail);
    const afterthought = this.after(mail);
    if (afterthought) throw afterthought;
  }
}

export interface MailLab {
  readonly server: TestServer;
  readonly composer: TestComposer;
  readonly dispatcher: MailDispatcher;
  /** Queues letters in one unit of work. @returns their ids */
  queue(...references: string[]): Promise<string[]>;
  /** The columns of every mail in the order of their ids. */
  outbox(columns: string): Promise<Record<string, unknown>[]>;
  statuses(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export async function createMailLab(
  options: TestOptions & { readonly transport?: MailTransport } = {},
): Promise<MailLab> {
  const { transport } = options;
  const server = await createTestServer({
    ...options,
    ...(transport && { override: (builder) => builder.overrideProvider(MailTransport).useValue(transport) }),
  });
  const { app, rows } = server;
  const composer = new TestComposer();
  app.get(MailComposers).register(KIND, composer);
  const mails = app.get(MailService);
  const queue = (...references: string[]) =>
    app
      .get(UnitOfWork)
      .run(async () => references.map((reference) => mails.queue({ kind: KIND, reference })));
  const statuses = async () => {
    const found = await rows.select('SELECT status, count(*) AS n FROM mail_outbox GROUP BY status');
    return Object.fromEntries(found.map(({ status, n }) => [String(status), Number(n)]));
  };
  return {
    server,
    composer,
    dispatcher: app.get(MailDispatcher),
    queue,
    outbox: (columns) => rows.select(`SELECT ${columns} FROM mail_outbox ORDER BY id`),
    statuses,
    close: () => server.close(),
  };
}
