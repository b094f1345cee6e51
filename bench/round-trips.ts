import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { onPostgres, startSallyport } from './server-process.js';

/** Passes bytes on to PostgreSQL and counts how often the server speaks and then waits for an answer. */
class CountingProxy {
  count = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(database: URL) {
    this.server = createServer((client) => {
      const upstream = connect(Number(database.port), database.hostname);
      let isWaiting = false;
      for (const socket of [client, upstream]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => (client.destroy(), upstream.destroy()));
      }
      client.on('data', (bytes) => {
        if (!isWaiting) this.count++;
        isWaiting = true;
        upstream.write(bytes);
      });
      upstream.on('data', (bytes) => {
        isWaiting = false;
        client.write(bytes);
      });
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

type Body = Readonly<Record<string, unknown>>;
export type RoundTrips = readonly (readonly [request: string, count: number])[];

const HEADERS = {
  'content-type': 'application/json',
  'x-token-delivery': 'body',
  'x-api-key': 'dev-gateway-key',
};

/** Walks one login from its first door to its last, and counts for each request. */
async function walk(url: string, proxy: CountingProxy): Promise<RoundTrips> {
  const counts: [string, number][] = [];
  const call = async (path: string, body: Body): Promise<Body> => {
    const before = proxy.count;
    const options = { method: 'POST', headers: HEADERS, body: JSON.stringify(body) };
    const response = await fetch(url + path, options);
    const answer = (await response.json()) as Body;
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    counts.push([`POST ${path}`, proxy.count - before]);
    return answer;
  };
  const ids = { context_id: '' as unknown };
  const step = async (path: string, previous: Body, extra: Body) =>
    call(path, { context_id: ids.context_id, transaction_id: previous['transaction_id'], ...extra });
  const login = await call('/auth/login', {
    username: 'mfaesignuser',
    password: 'password',
    drs_action_token: 'bench',
  });
  ids.context_id = login['context_id'];
  const sent = await step('/auth/mfa/initiate', login, { method: 'sms', mfa_option_id: 1 });
  const esign = await step('/auth/mfa/otp/verify', sent, { code: '1234' });
  const bind = await step('/auth/esign/accept', esign, { document_id: 'terms-v1-2025' });
  const success = await step('/auth/device/bind', bind, { bind_device: true });
  const refreshed = await call('/auth/refresh', { refresh_token: success['refresh_token'] });
  await call('/auth/token/verify', { token: refreshed['access_token'] });
  await call('/auth/logout', { refresh_token: refreshed['refresh_token'] });
  return counts;
}

/** Round trips to the database of every request of the whole chain, BEGIN and COMMIT included. */
export async function countRoundTrips(databaseUrl: string): Promise<RoundTrips> {
  const url = new URL(databaseUrl);
  const proxy = new CountingProxy(new URL(databaseUrl));
  url.port = String(await proxy.listen());
  // One connection, taken before the walk: the making of connections is not counted.
  const server = await startSallyport({ ...onPostgres(url.href), DB_POOL_MIN: '1', DB_POOL_MAX: '1' });
  try {
    await fetch(`${server.url}/health/ready`);
    return await walk(server.url, proxy);
  } finally {
    await server.stop();
    proxy.close();
  }
}
