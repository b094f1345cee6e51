import type { QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import { type Examined, HealthProbes } from '../src/common/health.js';
import { Engine } from '../src/database/engine.js';
import { MailDispatcher } from '../src/modules/mail/mail-dispatcher.service.js';
import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';
import { usesPostgres } from './support/test-config.js';

const KEY = { headers: { 'x-api-key': 'dev-gateway-key' } };
// SQLite lives in the server's own memory, without a pool and without migrations.
const onPostgres = usesPostgres ? it : it.skip;

describe('/health/ready', () => {
  const log = new LogCapture();
  let server: TestServer;

  beforeEach(async () => {
    log.clear();
    server = await createTestServer({
      env: usesPostgres ? { DB_POOL_MAX: '10' } : {},
      log: { level: 'warn', destination: log },
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  /** Once what was learnt before has been forgotten. */
  const ready = (options = {}): Promise<ApiResponse> => {
    server.clock.advance(31);
    return server.api.get('/health/ready', options);
  };
  const named = ({ body }: ApiResponse, name: string): Examined =>
    body.dependencies.find((one: Examined) => one.name === name);
  const said = ({ status, body }: ApiResponse) => [status, body.status];

  /** Something that a module needs. */
  function need(check: () => Promise<Examined>, isVital = false): void {
    const probe = { name: 'something', isVital, keepMs: 10_000, timeoutMs: 50, check };
    server.app.get(HealthProbes).add(probe);
  }

  it('is OK while all that the server needs is as it should be', async () => {
    const answer = await ready(KEY);
    expect(said(answer)).toEqual([200, 'OK']);
    expect(answer.body.dependencies.map(({ name }: Examined) => name)).toEqual([
      'database',
      'memory',
      'schema',
    ]);
    expect(named(answer, 'memory').details).toEqual({ rss_bytes: expect.any(Number) });
  });

  it('is 503 with Retry-After while the database cannot be used, and 200 again afterwards', async () => {
    expect((await ready()).status).toBe(200);
    const open = jest.spyOn(server.app.get(Engine), 'open').mockRejectedValue(new Error('down'));
    const answer = await ready();
    expect(said(answer)).toEqual([503, 'UNAVAILABLE']);
    expect(answer.headers['retry-after']).toBe('5');
    open.mockRestore();
    server.clock.advance(1);
    expect(said(await server.api.get('/health/ready'))).toEqual([200, 'OK']);
  });

  it('says only the status to a stranger, whatever is wrong', async () => {
    jest.spyOn(server.app.get(Engine), 'open').mockRejectedValue(new Error('down'));
    expect(Object.keys((await ready()).body).sort()).toEqual(['status', 'timestamp']);
  });

  it('is degraded, and still 200, when something fails that others would lack as well', async () => {
    need(() => Promise.reject(new Error('secret-host refused')));
    const answer = await ready(KEY);
    expect(said(answer)).toEqual([200, 'DEGRADED']);
    expect(named(answer, 'something')).toEqual({
      name: 'something',
      status: 'UNAVAILABLE',
      latency_ms: expect.any(Number),
    });
    expect(answer.text).not.toContain('secret-host');
  });

  it('gives up a dependency that does not answer', async () => {
    need(() => new Promise(() => undefined), true);
    const answer = await ready(KEY);
    expect(said(answer)).toEqual([503, 'UNAVAILABLE']);
    expect(named(answer, 'something')).toMatchObject({ status: 'UNAVAILABLE', latency_ms: 50 });
  });

  it('asks once, however many ask: it is no way to burden what it asks', async () => {
    const open = jest.spyOn(server.app.get(Engine), 'open');
    await Promise.all(Array.from({ length: 50 }, () => server.api.get('/health/ready')));
    await server.api.get('/health/ready');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('logs once what has changed, with the reason', async () => {
    need(() => Promise.reject(new Error('it is out of order')));
    for (let time = 0; time < 3; time += 1) await ready();
    expect(log.text.match(/something is UNAVAILABLE/g)).toHaveLength(1);
    expect(log.text).toContain('it is out of order');
  });

  it('is UNAVAILABLE as soon as the server begins to stop, while it still answers', async () => {
    const answers: ApiResponse[] = [];
    jest.spyOn(server.app.get(MailDispatcher), 'beforeApplicationShutdown').mockImplementation(async () => {
      answers.push(await server.api.get('/health/ready'), await server.api.get('/health/live'));
    });
    await server.app.close();
    expect(answers.map(said)).toEqual([
      [503, 'UNAVAILABLE'],
      [200, 'OK'],
    ]);
  });

  onPostgres('is degraded when nine tenths of the pool are in use, and says how many', async () => {
    const dataSource = server.app.get(DataSource);
    const runners = Array.from({ length: 9 }, (): QueryRunner => dataSource.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));
    const answer = await ready(KEY);
    expect(said(answer)).toEqual([200, 'DEGRADED']);
    const { status, details } = named(answer, 'database');
    expect([status, details]).toMatchObject(['DEGRADED', { pool_waiting: 0, pool_max: 10 }]);
    expect(Number(details?.pool_open) - Number(details?.pool_idle)).toBe(9);
    await Promise.all(runners.map((runner) => runner.release()));
    expect((await ready()).body.status).toBe('OK');
  });

  onPostgres('is 503 when the schema has lost a migration that this version needs', async () => {
    const newest = named(await ready(KEY), 'schema').details?.version;
    expect(newest).toMatch(/^\w+17356896000\d\d$/);
    await server.rows.execute('DELETE FROM migrations WHERE name = $1', [newest]);
    const answer = await ready(KEY);
    expect(said(answer)).toEqual([503, 'UNAVAILABLE']);
    expect(named(answer, 'schema').details?.version).not.toBe(newest);
  });
});

describe('/health/ready with a limit of memory', () => {
  it.each([
    ['is degraded beyond nine tenths of it', '1', 'DEGRADED'],
    ['is OK below', '1000000', 'OK'],
  ])('%s', async (_name, limit, status) => {
    const { api, close } = await createTestServer({ env: { MEMORY_LIMIT: limit } });
    const { body } = await api.get('/health/ready', KEY);
    await close();
    expect(body.status).toBe(status);
    expect(body.dependencies[1].details.limit_bytes).toBe(Number(limit) * 1_048_576);
  });
});
