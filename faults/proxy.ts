import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

interface Passage {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly outgoing: ServerResponse;
}

/** A load balancer in little: each request to the next server, and to the one after it where nobody takes the connection. */
export class RoundRobin {
  private turn = 0;
  private readonly agent = new Agent({ keepAlive: false });

  private constructor(
    private readonly ports: readonly number[],
    private readonly server: Server,
  ) {
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      this.turn += 1;
      void this.take(incoming, outgoing, this.turn);
    });
  }

  static async before(ports: readonly number[]): Promise<RoundRobin> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RoundRobin(ports, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
    this.agent.destroy();
  }

  private async take(incoming: IncomingMessage, outgoing: ServerResponse, turn: number): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    this.forward({ incoming, body: Buffer.concat(parts), outgoing }, turn, this.ports.length);
  }

  private forward({ incoming, body, outgoing }: Passage, turn: number, chances: number): void {
    const port = this.ports[turn % this.ports.length];
    const { method, url: path, headers } = incoming;
    const to = { host: '127.0.0.1', port, method, path, headers, agent: this.agent };
    const passed = request(to, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    passed.on('error', (error: NodeJS.ErrnoException) => {
      // Only what has certainly reached nobody may be sent to another: a step must not be taken twice.
      const isUnheard = error.code === 'ECONNREFUSED' && chances > 1;
      if (isUnheard) this.forward({ incoming, body, outgoing }, turn + 1, chances - 1);
      else outgoing.destroy();
    });
    passed.end(body);
  }
}
