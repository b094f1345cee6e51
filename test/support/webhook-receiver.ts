import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppConfig } from '../../src/config/app-config.js';
import { testConfig } from './test-config.js';

export const WEBHOOK_SECRET = 'a webhook secret of 32 characters';
export const PUSH_CALLBACK_SECRET = 'the secret of the push callback, long';

export interface ReceivedCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply = (response: ServerResponse) => void;

/** An outside system on the loopback interface that answers as it is told and remembers what it was sent. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  private script: Reply[] = [answer({})];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response: ServerResponse) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const [reply] = this.script.length > 1 ? this.script.splice(0, 1) : this.script;
        const { url: path = '', headers } = request;
        this.calls.push({ path, headers, body: Buffer.concat(parts).toString() });
        reply?.(response);
      });
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** What to answer to the next calls, one after the other; the last is repeated. */
  willAnswer(...replies: Reply[]): void {
    this.script = replies;
  }

  /** The bodies that came in, parsed. */
  get bodies(): unknown[] {
    return this.calls.map(({ body }) => JSON.parse(body));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return raw(JSON.stringify(body), status, headers);
}

export function raw(body: string | Buffer, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, headers).end(body);
}

export const noAnswer: Reply = () => undefined;

/** The configuration of a server whose outside systems are all at `url`. */
export function webhookConfig(url: string, env: Readonly<Record<string, string>> = {}): AppConfig {
  const one = (choice: string, prefix: string) => ({
    [choice]: 'webhook',
    [`${prefix}_WEBHOOK_URL`]: url,
    [`${prefix}_WEBHOOK_SECRET`]: WEBHOOK_SECRET,
  });
  return testConfig({
    ...one('IDENTITY_PROVIDER', 'IDENTITY'),
    ...one('OTP_SENDER', 'OTP'),
    ...one('PUSH_SENDER', 'PUSH'),
    ...one('RISK_SERVICE', 'RISK'),
    PUSH_CALLBACK_SECRET,
    WEBHOOK_RETRIES: '0',
    ...env,
  });
}
