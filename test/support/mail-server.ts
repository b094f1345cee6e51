import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { type ReadMail, readMail } from './mail-message.js';

export interface ReceivedMail extends ReadMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string | undefined;
}

type Command = 'MAIL FROM' | 'RCPT TO' | 'DATA';

/** A real mail server on the loopback interface, which keeps what it gets and refuses what it is told to. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** The commands it has refused. */
  readonly refusals: Command[] = [];
  /** The SMTP code to refuse a command with; undefined accepts it. */
  refuse: (command: Command, recipient: string) => number | undefined = () => undefined;
  /** Holds mails back before they are accepted. */
  hold: () => Promise<void> = () => Promise.resolve();
  private server: SMTPServer | undefined;
  private port = 0;

  private constructor(private readonly options: SMTPServerOptions) {}

  static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = new MailServer({
      authOptional: true,
      allowInsecureAuth: true,
      logger: false,
      ...options,
    });
    await server.start();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}?tls=none`;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.server?.connections.size ?? 0;
  }

  /** On the port that it had before. */
  async start(): Promise<void> {
    const server = new SMTPServer({ ...this.options, ...this.handlers() });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nothing listens any more. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    for (const connection of server.connections) connection._socket.destroy();
    await new Promise<void>((resolve) => server.close(resolve));
  }

  messageIds(): string[] {
    return this.received.map(({ headers }) => headers['message-id']?.[0] ?? '');
  }

  private verdict(command: Command, recipient: string): Error | undefined {
    const code = this.refuse(command, recipient);
    if (code === undefined) return undefined;
    this.refusals.push(command);
    return Object.assign(new Error(`refused, because of ${recipient}`), { responseCode: code });
  }

  private handlers(): SMTPServerOptions {
    const recipientOf = ({ envelope }: SMTPServerSession) => envelope.rcptTo[0]?.address ?? '';
    return {
      onMailFrom: (_address, _session, done) => done(this.verdict('MAIL FROM', '')),
      onRcptTo: ({ address }, _session, done) => done(this.verdict('RCPT TO', address)),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void this.hold().then(() => {
            const error = this.verdict('DATA', recipientOf(session));
            if (!error) this.keep(Buffer.concat(chunks).toString(), session);
            done(error);
          });
        });
      },
    };
  }

  private keep(raw: string, { envelope, secure, user }: SMTPServerSession): void {
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const to = envelope.rcptTo.map(({ address }) => address);
    this.received.push({ ...readMail(raw), from, to, secure, user: user as string | undefined });
  }
}
