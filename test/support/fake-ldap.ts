import { BerReader } from 'ldapts';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export const BIND = { request: 0x60, response: 0x61 };
export const EXTENDED = { request: 0x77, response: 0x78 };

function tlv(tag: number, ...parts: readonly (Buffer | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  if (content.length > 127) throw new Error('longer than a test needs');
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

const octets = (text: string) => tlv(0x04, Buffer.from(text));

/** An LDAPResult: RFC 4511 §4.1.9. */
export function result(id: number, operation: number, code: number, words = ''): Buffer {
  const body = tlv(operation, tlv(0x0a, [code]), octets(''), octets(words));
  return tlv(0x30, tlv(0x02, [id]), body);
}

/** The beginning of a result: so many bytes that come after it are taken for its words. */
export function beginningOfResult(id: number, operation: number, code: number, missing: number): Buffer {
  const whole = result(id, operation, code, 'x'.repeat(missing));
  return whole.subarray(0, whole.length - missing);
}

export interface Request {
  readonly id: number;
  readonly operation: number;
}

export function parseRequest(bytes: Buffer): Request {
  const reader = new BerReader(bytes);
  reader.readSequence();
  return { id: reader.readInt() ?? 0, operation: reader.peek() ?? 0 };
}

/** A listener on the loopback interface that speaks for, or to, a directory. */
export class FakeLdap {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket.on('error', () => undefined));
    });
  }

  /** @param answer what is said to each request; nothing, if undefined */
  static answering(answer: (request: Request) => Buffer | undefined): Promise<FakeLdap> {
    return FakeLdap.listen((socket) => {
      socket.on('data', (bytes) => {
        const words = answer(parseRequest(bytes));
        if (words) socket.write(words);
      });
    });
  }

  /**
   * Stands between a client and a directory.
   *
   * @param meddle what becomes of the directory's first answer
   * @param overhear is given what the client says
   */
  static between(
    directory: string,
    meddle: (answer: Buffer) => Buffer,
    overhear: (said: Buffer) => void = () => undefined,
  ): Promise<FakeLdap> {
    const { hostname, port } = new URL(directory);
    return FakeLdap.listen((client) => {
      const server = connect(Number(port), hostname).on('error', () => client.destroy());
      client.on('data', overhear).pipe(server);
      server.once('data', (answer: Buffer) => {
        client.write(meddle(answer));
        server.pipe(client);
      });
      client.on('close', () => server.destroy());
    });
  }

  get url(): string {
    return `ldap://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends all connections; new ones are welcome. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  stop(): void {
    this.drop();
    this.server.close();
  }

  private static async listen(serve: (socket: Socket) => void): Promise<FakeLdap> {
    const fake = new FakeLdap(createServer(serve).listen(0, '127.0.0.1'));
    await once(fake.server, 'listening');
    return fake;
  }
}
