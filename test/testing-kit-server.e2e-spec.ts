import { ConsoleLogger, Logger } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawnSync } from 'node:child_process';
import { createServer, Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import {
  aPerson,
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../src/testing/testing.js';
import { ids } from './support/api.js';
import { RemoteApi } from './support/remote-api.js';
import { usesPostgres } from './support/test-config.js';

const QUIET = `
import { createTestServer } from 'sallyport/testing';
const server = await createTestServer();
await fetch(server.url + '/nowhere');
await server.close();
`;

/** Takes a port that was free. @param leaving what gives it back */
async function occupy(leaving: (() => void)[]): Promise<number> {
  const occupant = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => occupant.once('listening', resolve));
  leaving.push(() => occupant.close());
  return (occupant.address() as AddressInfo).port;
}

// The kit brings a database of its own, in memory: PostgreSQL would add nothing to it.
(usesPostgres ? describe.skip : describe)('the testing kit, which brings its own SQLite in memory,', () => {
  const open: TestServer[] = [];
  const leaving: (() => void)[] = [];

  async function start(options?: TestServerOptions) {
    const server = await createTestServer(options);
    open.push(server);
    return { server, api: new RemoteApi(server.url) };
  }

  afterEach(async () => {
    jest.restoreAllMocks();
    for (const leave of leaving.splice(0)) leave();
    for (const server of open.splice(0)) await server.close();
  });

  const timeOf = async (api: RemoteApi) => (await api.get('/health')).body.timestamp as string;

  it('starts a server in under a second after the first', async () => {
    await start();
    const times: number[] = [];
    for (let time = 1; time <= 3; time++) {
      const began = performance.now();
      await start();
      times.push(performance.now() - began);
    }
    // The quickest, because whatever else the machine does can only make it slower.
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  it('keeps its servers apart', async () => {
    const alice = aPerson({ username: 'alice', mfa: true });
    const [one, other] = await Promise.all([start({ people: [alice] }), start({ people: [alice] })]);
    one.server.clock.advance('1h');
    const login = await one.api.login('alice');
    await one.api.initiate(ids(login));
    one.server.people.change('alice', { mfa: false });

    expect(await timeOf(one.api)).toBe('2026-01-01T13:00:00.000Z');
    expect(await timeOf(other.api)).toBe('2026-01-01T12:00:00.000Z');
    expect(other.server.outbox.messages).toEqual([]);
    expect((await other.api.login('alice')).body.response_type_code).toBe('MFA_REQUIRED');
    expect((await other.api.initiate(ids(login))).status).toBe(404);
    const { access_token: token } = (await one.api.login('alice')).body;
    expect(decodeJwt(token).iss).toBe(one.server.url);
    expect((await other.api.verifyToken(token)).body).toEqual({ active: false });
    const requests = async ({ api }: typeof one) =>
      /_count\{method="POST",route="\/auth\/mfa\/initiate",status="200"\} (\d+)/.exec(
        (await api.get('/metrics')).text,
      )?.[1];
    expect([await requests(one), await requests(other)]).toEqual(['1', undefined]);
  });

  it('closes one server and leaves the others', async () => {
    const [one, other] = [await start(), await start()];
    await one.server.close();
    await one.server.close();
    expect((await one.api.get('/health')).status).toBe(0);
    expect((await other.api.login('testuser')).status).toBe(201);
  });

  it('leaves nothing behind that every promise of the process would pay for', async () => {
    const run = jest.spyOn(AsyncLocalStorage.prototype, 'run');
    const disable = jest.spyOn(AsyncLocalStorage.prototype, 'disable');
    const { server, api } = await start();
    await api.login('testuser');
    await server.close();
    const [used, released] = [new Set(run.mock.contexts), new Set(disable.mock.contexts)];
    expect(used.size).toBeGreaterThan(1);
    expect([...used].filter((storage) => !released.has(storage))).toEqual([]);
  });

  it('starts the clock where the test says', async () => {
    const instant = new Date('2024-02-29T23:59:59.500Z');
    const { server, api } = await start({ clock: instant });
    instant.setFullYear(1999);
    server.clock.advance(0.5);
    expect(await timeOf(api)).toBe('2024-03-01T00:00:00.000Z');
    await expect(createTestServer({ clock: new Date('never') })).rejects.toThrow(RangeError);
  });

  it('lets the clock run where the test says', async () => {
    const { server, api } = await start({ clock: 'running' });
    server.clock.advance('1d');
    const ahead = Date.parse(await timeOf(api)) - Date.now();
    expect(Math.abs(ahead - 86_400_000)).toBeLessThan(60_000);
  });

  it.each([-1, NaN, Infinity, '-1s', 'soon', ''])('does not move the clock by %p', async (by) => {
    const { server } = await start();
    const before = server.clock.now();
    expect(() => server.clock.advance(by)).toThrow(RangeError);
    expect(server.clock.now()).toEqual(before);
  });

  it('takes settings from the test and none from the shell', async () => {
    process.env.ACCESS_TOKEN_TTL = '5m';
    try {
      const [plain, set] = [await start(), await start({ env: { ACCESS_TOKEN_TTL: '1m' } })];
      expect((await plain.api.login('testuser')).body.expires_in).toBe(900);
      expect((await set.api.login('testuser')).body.expires_in).toBe(60);
    } finally {
      delete process.env.ACCESS_TOKEN_TTL;
    }
  });

  it.each([
    [{ ACCESS_TOKEN_TLT: '1m' }, 'no variable ACCESS_TOKEN_TLT'],
    [{ ACCESS_TOKEN_TTL: 'soon' }, 'ACCESS_TOKEN_TTL is not a duration'],
    [
      {
        USE_MOCK_DB: 'false',
        DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
        IDENTITY_PROVIDER: 'simulator',
        OTP_SENDER: 'simulator',
        PUSH_SENDER: 'simulator',
        RISK_SERVICE: 'simulator',
      },
      'its own database and people',
    ],
    [
      {
        IDENTITY_PROVIDER: 'webhook',
        IDENTITY_WEBHOOK_URL: 'http://127.0.0.1:1/',
        IDENTITY_WEBHOOK_SECRET: 'a webhook secret of 32 characters',
      },
      'its own database and people',
    ],
  ])('refuses settings that would not do what the test means: %j', async (env, problem) => {
    await expect(createTestServer({ env: env })).rejects.toThrow(problem);
  });

  it('says so when the port that a test names is taken', async () => {
    const port = await occupy(leaving);
    await expect(createTestServer({ env: { PORT: String(port) } })).rejects.toThrow('EADDRINUSE');
  });

  it('looks for another port when somebody has taken the one it found', async () => {
    const port = await occupy(leaving);
    jest.spyOn(Server.prototype, 'address').mockReturnValueOnce({ port } as AddressInfo);
    const { server, api } = await start();
    expect(server.url).not.toContain(`:${port}`);
    expect((await api.get('/health')).status).toBe(200);
  });

  it('leaves the logger of an application of Nest that is tested with it', async () => {
    const log = jest.fn();
    Logger.overrideLogger({ log, error: log, warn: log });
    try {
      await Promise.all([start(), start()]);
      expect(log).not.toHaveBeenCalled();
      new Logger('Shop').log('open');
      expect(log).toHaveBeenCalledWith('open', 'Shop');
    } finally {
      Logger.overrideLogger(new ConsoleLogger());
    }
  });

  it('prints nothing and leaves nothing running', () => {
    const ended = spawnSync(process.execPath, ['--input-type=module', '--eval', QUIET], {
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect(ended).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
