import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { VARIABLE_NAMES } from '../src/config/environment.schema.js';
import { RemoteApi } from './support/remote-api.js';
import { ServerProcess } from './support/server-process.js';

const UNREACHABLE = 'postgres://sallyport:a-password-nobody-may-see@127.0.0.1:1/sallyport';
const SIMULATED = {
  IDENTITY_PROVIDER: 'simulator',
  OTP_SENDER: 'simulator',
  PUSH_SENDER: 'simulator',
  RISK_SERVICE: 'simulator',
};

/** The variables that the lines of a list of problems begin with. */
const named = (output: string) => output.match(/^ {2}- (\w+)/gm)?.map((line) => line.slice(4)) ?? [];

describe('node dist/main.js, with nothing set,', () => {
  let server: ServerProcess;
  let api: RemoteApi;

  beforeAll(async () => {
    server = await ServerProcess.start();
    api = new RemoteApi(server.url);
  }, 60_000);

  afterAll(() => server.close());

  it('says where it listens, and who the simulated people are', () => {
    expect(server.output).toMatch(/^Sallyport listens on http:\/\/127\.0\.0\.1:\d+ \(SQLite in memory\)/);
    for (const text of ['testuser', 'mfauser', 'adminuser', '"password"', '1234'])
      expect(server.output).toContain(text);
  });

  it('lets one of them in', async () => {
    const answer = await api.login('testuser');
    expect(answer.status).toBe(201);
    expect((await api.verifyToken(answer.body.access_token)).body.active).toBe(true);
  });

  it('is alive and ready', async () => {
    for (const path of ['/health', '/health/live', '/health/ready'])
      expect(await api.get(path)).toMatchObject({ status: 200, body: { status: 'OK' } });
  });

  it('serves its documentation, with everything the page needs', async () => {
    const page = await api.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const files = [...page.text.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(
      ([, file]) => file,
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files)
      expect((await api.get(`/${file.replace(/^(docs\/)?/, 'docs/')}`)).status).toBe(200);
    const { body } = await api.get('/docs-json');
    expect(body.openapi).toMatch(/^3\./);
    expect(Object.keys(body.paths)).toContain('/auth/login');
  });

  it('says that a port is taken, and ends', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => occupant.once('listening', resolve));
    const { port } = occupant.address() as AddressInfo;
    const ended = await ServerProcess.refuse({ PORT: String(port) });
    occupant.close();
    expect(ended.code).toBe(1);
    expect(ended.output).toMatch(/^Sallyport cannot start: .*EADDRINUSE/);
  }, 60_000);
});

describe('node dist/main.js does not start', () => {
  it('in production with what does for development: one message names every fault', async () => {
    const { code, output } = await ServerProcess.refuse({ NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(output).toMatch(/^Sallyport cannot start: \d+ problems in its configuration\n( {2}- .*\n)+$/);
    expect(named(output)).toEqual(
      expect.arrayContaining([
        'USE_MOCK_DB',
        'DATABASE_URL',
        'PUBLIC_URL',
        'JWT_PRIVATE_KEYS',
        'JWT_REFRESH_SECRET',
        'OTP_SECRET',
        'GATEWAY_API_KEYS',
        'IDENTITY_PROVIDER',
        'OTP_SENDER',
        'PUSH_SENDER',
        'RISK_SERVICE',
      ]),
    );
    const { code: again, output: later } = await ServerProcess.refuse({
      NODE_ENV: 'production',
      USE_MOCK_DB: 'false',
      COOKIE_SECURE: 'false',
      PUBLIC_URL: 'http://auth.example.test',
      JWT_REFRESH_SECRET: 'short',
      GATEWAY_API_KEYS: 'dev-gateway-key',
      ...SIMULATED,
    });
    expect(again).toBe(1);
    expect(named(later)).toEqual(
      expect.arrayContaining([
        'COOKIE_SECURE',
        'PUBLIC_URL',
        'JWT_REFRESH_SECRET',
        'GATEWAY_API_KEYS',
        ...Object.keys(SIMULATED),
      ]),
    );
  }, 60_000);

  it('with settings that cannot be read: all of them at once, and never their values', async () => {
    const wrong = {
      PORT: 'eighty-eighty',
      LOG_LEVEL: 'shouting',
      ACCESS_TOKEN_TTL: 'a-while',
      USE_MOCK_DB: 'perhaps',
      JWT_REFRESH_SECRET: 'not-long',
      CORS_ORIGINS: 'everywhere',
    };
    const { code, output } = await ServerProcess.refuse(wrong);
    expect(code).toBe(1);
    expect(new Set(named(output))).toEqual(new Set(Object.keys(wrong)));
    for (const value of Object.values(wrong)) expect(output).not.toContain(value);
    expect(output).not.toMatch(/^\s+at /m);
  }, 60_000);

  it('on a database that cannot be reached: it says so, without the password', async () => {
    const env = { USE_MOCK_DB: 'false', DATABASE_URL: UNREACHABLE, ...SIMULATED };
    const { code, output } = await ServerProcess.refuse(env);
    expect(code).toBe(1);
    expect(output).toMatch(/^Sallyport cannot start: .*ECONNREFUSED/m);
    expect(output).not.toContain('a-password-nobody-may-see');
  }, 60_000);

  it('knows every variable that these tests set', () => {
    expect(VARIABLE_NAMES).toEqual(expect.arrayContaining(['COOKIE_SECURE', ...Object.keys(SIMULATED)]));
  });
});
