import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { askLdapRoot } from '../src/adapters/directory-probe.js';
import type { Examined } from '../src/common/health.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { FakeLdap, result } from './support/fake-ldap.js';
import { MailServer } from './support/mail-server.js';
import { SERVICE } from './support/slapd-files.js';
import { until } from './support/server-process.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { LdapTraffic } from './support/ldap-provider.js';

const KEY = { headers: { 'x-api-key': 'dev-gateway-key' } };
const SEARCH = 0x63;
const SEARCH_DONE = 0x65;

async function examined({ api, clock }: TestServer): Promise<[number, string, Record<string, string>]> {
  clock.advance(31);
  const { status, body } = await api.get('/health/ready', KEY);
  const each = body.dependencies.map((one: Examined) => [one.name, one.status]);
  return [status, body.status, Object.fromEntries(each)];
}

/** A listener that writes these words to whoever comes, and keeps what it hears. */
async function listener(words: string): Promise<{ port: number; heard: () => string; close: () => void }> {
  let heard = '';
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.on('data', (bytes) => (heard += bytes.toString()));
    if (words) socket.write(words);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, heard: () => heard, close };
}

describe('/health/ready and the mail server', () => {
  let server: TestServer;

  afterEach(() => server.close());

  it('greets it and takes leave: nobody logs in, and no mail is begun', async () => {
    const mailServer = await listener('220 mail.example.test ESMTP\r\n');
    const url = `smtp://user:password@127.0.0.1:${mailServer.port}?tls=none`;
    server = await createTestServer({ env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: url } });
    expect(await examined(server)).toMatchObject([200, 'OK', { mail: 'OK' }]);
    await until('it takes leave', () => mailServer.heard() !== '');
    expect(mailServer.heard()).toBe('QUIT\r\n');
    mailServer.close();
  });

  it('is degraded while it is down, and well again when it is back', async () => {
    const mailServer = await MailServer.start();
    server = await createTestServer({ env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: mailServer.url } });
    await mailServer.stop();
    expect(await examined(server)).toMatchObject([200, 'DEGRADED', { mail: 'UNAVAILABLE' }]);
    await mailServer.start();
    expect(await examined(server)).toMatchObject([200, 'OK', { mail: 'OK' }]);
    await mailServer.stop();
  });

  it('is degraded when it greets with a refusal', async () => {
    const mailServer = await listener('554 no mail today\r\n');
    const url = `smtp://127.0.0.1:${mailServer.port}?tls=none`;
    server = await createTestServer({ env: { MAIL_TRANSPORT: 'smtp', SMTP_URL: url } });
    expect(await examined(server)).toMatchObject([200, 'DEGRADED', { mail: 'UNAVAILABLE' }]);
    mailServer.close();
  });
});

describe('/health/ready and a directory behind a webhook', () => {
  it('knocks and says nothing', async () => {
    const directory = await listener('');
    const env = {
      IDENTITY_PROVIDER: 'webhook',
      IDENTITY_WEBHOOK_URL: `http://127.0.0.1:${directory.port}/people`,
      IDENTITY_WEBHOOK_SECRET: 'a webhook secret of 32 characters',
    };
    const server = await createTestServer({ env });
    expect(await examined(server)).toMatchObject([200, 'OK', { directory: 'OK' }]);
    expect(directory.heard()).toBe('');
    directory.close();
    expect(await examined(server)).toMatchObject([200, 'DEGRADED', { directory: 'UNAVAILABLE' }]);
    await server.close();
  });
});

describe('a directory that speaks LDAP', () => {
  const LIMIT_MS = 2_000;

  it.each([
    ['answers', 0],
    ['refuses whoever has not signed in', 50],
  ])('is there when it %s', async (_name, code) => {
    const asked: number[] = [];
    const ldap = await FakeLdap.answering(({ id, operation }) => {
      asked.push(operation);
      return operation === SEARCH ? result(id, SEARCH_DONE, code) : undefined;
    });
    await askLdapRoot({ url: ldap.url, startTls: false }, LIMIT_MS);
    expect(asked[0]).toBe(SEARCH);
    ldap.stop();
  });

  it('is not when it says that it is unavailable', async () => {
    const ldap = await FakeLdap.answering(({ id }) => result(id, SEARCH_DONE, 52));
    await expect(askLdapRoot({ url: ldap.url, startTls: false }, LIMIT_MS)).rejects.toThrow('result code 52');
    ldap.stop();
  });
});

withSlapd('/health/ready and OpenLDAP', () => {
  it('asks for its root without signing in, and is degraded while it is down', async () => {
    const slapd = await Slapd.start();
    const server = await createTestServer({ env: slapd.env() });
    const traffic = new LdapTraffic();
    expect(await examined(server)).toMatchObject([200, 'OK', { directory: 'OK' }]);
    expect(traffic.take()).toEqual(['open', 'search base']);
    await slapd.stop();
    expect(await examined(server)).toMatchObject([200, 'DEGRADED', { directory: 'UNAVAILABLE' }]);
    expect(traffic.take().join()).not.toContain(SERVICE.dn);
    await server.close();
    await slapd.remove();
    jest.restoreAllMocks();
  }, 60_000);
});
