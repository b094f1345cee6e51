import type { AuditLog } from '../src/modules/audit/audit-log.entity.js';
import { event, logIds, type Reader, signInReader, write } from './support/audit-lab.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { newPerson, refreshTokenOf, signIn } from './support/walk.js';

const DAY = 86_400;
const FAILED = { eventOutcome: 'FAILURE', eventSeverity: 'WARN' } as const;
const STARTED = { eventType: 'session.started', eventCategory: 'SESSION', cupid: 'traveller' } as const;

describe('the report of anomalies', () => {
  let server: TestServer;
  let reader: Reader;

  beforeEach(async () => {
    server = await createTestServer({ env: { TRUST_PROXY: '1' } });
    reader = await signInReader(server);
    server.clock.advance(1);
  });

  afterEach(() => server.close());

  const ask = (query: Record<string, string> = {}) => reader.get('anomalies', query);
  const found = async (query?: Record<string, string>) =>
    (await ask(query)).body.anomalies as Record<string, unknown>[];
  const at = (seconds: number) => new Date(server.clock.now().getTime() - seconds * 1000).toISOString();
  /** Failures so many seconds ago, oldest first. */
  async function failures(fields: Partial<AuditLog>, ...secondsAgo: number[]): Promise<AuditLog[]> {
    const rows = secondsAgo.map((seconds) => event(server, seconds, { ...FAILED, ...fields }));
    await write(server, ...rows);
    return rows;
  }
  /** `count` times, each `step` seconds after the one before. */
  const series = (count: number, end: number, step: number) =>
    Array.from({ length: count }, (_, n) => end + (count - 1 - n) * step);

  it('finds nothing where nothing is wrong', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toEqual({ from: at(DAY), to: at(0), window_seconds: 300, anomalies: [] });
  });

  it.each<[string, number, (subject: string) => Partial<AuditLog>]>([
    ['failure_burst_person', 10, (cupid) => ({ cupid })],
    ['failure_burst_name', 10, (name) => ({ eventDetails: { username_hmac: name } })],
    ['failure_burst_address', 30, (ipAddress) => ({ ipAddress })],
    ['failure_burst_app', 100, (app) => ({ eventDetails: { app_id: app, client_id: 'any' } })],
    ['failure_burst_app', 100, (client) => ({ eventDetails: { client_id: client } })],
  ])('finds a %s from %i failures on', async (kind, least, fields) => {
    const rows = await failures(fields('subject'), ...series(least, 60, 2));
    await failures(fields('another'), ...series(least - 1, 60, 2));
    expect(await found()).toEqual([
      {
        kind,
        subject: 'subject',
        count: least,
        first_at: at(60 + (least - 1) * 2),
        last_at: at(60),
        event_ids: logIds(rows).slice(0, 5),
      },
    ]);
  });

  it('takes the window from any failure on, to the second', async () => {
    await failures({ cupid: 'slow' }, ...series(10, 60, 34), 0.5);
    expect(await found()).toEqual([]);
    await failures({ cupid: 'quick' }, 360, ...series(9, 60, 1));
    expect(await found()).toMatchObject([{ subject: 'quick', count: 10 }]);
    await failures({ cupid: 'nearly' }, 360.001, ...series(9, 60, 1));
    expect(await found()).toMatchObject([{ subject: 'quick' }]);
  });

  it('counts from the first burst to the last, and not what failed long before', async () => {
    await failures({ cupid: 'a' }, 5000, ...series(10, 3000, 1), 2000, ...series(10, 1000, 1), 100);
    expect(await found()).toMatchObject([{ count: 21, first_at: at(3009), last_at: at(1000) }]);
  });

  it('takes another window, another number and another period when asked to', async () => {
    await failures({ cupid: 'a' }, 30 * DAY, 30 * DAY - 60, 30 * DAY - 120);
    const period = { from: at(31 * DAY), to: at(29 * DAY) };
    expect(await found({ ...period, min_failures: '3' })).toMatchObject([{ subject: 'a', count: 3 }]);
    expect(await found({ ...period, min_failures: '3', window_seconds: '119' })).toEqual([]);
    expect(await found({ ...period, min_failures: '4' })).toEqual([]);
    expect(await found({ min_failures: '3' })).toEqual([]);
  });

  it('finds wrong passwords for one name from many addresses, and of many names from one', async () => {
    const fail = (name: string, ip: string) =>
      server.api.login(
        name,
        { password: 'wrong' },
        { headers: { 'x-forwarded-for': ip, 'x-app-id': 'shop' } },
      );
    for (let n = 1; n <= 10; n += 1) await fail('testuser', `203.0.113.${n}`);
    for (let n = 1; n <= 10; n += 1) await fail(`nobody${n}`, '198.51.100.7');
    server.clock.advance(1);
    const kinds = (await found({ min_failures: '10' })).map(({ kind, subject, count }) => [
      kind,
      count,
      subject,
    ]);
    expect(kinds).toEqual([
      ['failure_burst_name', 10, expect.stringMatching(/^[\da-f]{64}$/)],
      ['failure_burst_address', 10, '198.51.100.7'],
      ['failure_burst_app', 20, 'shop'],
    ]);
  });

  it('finds a person who begins sessions at two places within minutes', async () => {
    const here = { ...STARTED, ipAddress: '203.0.113.1', userAgent: 'Phone/1' };
    const there = { ...STARTED, ipAddress: '198.51.100.1', userAgent: 'Desktop/1' };
    const first = event(server, 700, here);
    const second = event(server, 400, there);
    await write(server, first, second);
    expect(await found()).toEqual([
      {
        kind: 'device_switch',
        subject: 'traveller',
        count: 1,
        first_at: at(400),
        last_at: at(400),
        event_ids: [second.logId],
      },
    ]);
  });

  it.each<[string, Partial<AuditLog>, number]>([
    ['later', { ipAddress: '198.51.100.1', userAgent: 'Desktop/1' }, 399.999],
    ['at the same address', { ipAddress: '203.0.113.1', userAgent: 'Desktop/1' }, 500],
    ['by the same browser', { ipAddress: '198.51.100.1', userAgent: 'Phone/1' }, 500],
    ['at an unknown address', { ipAddress: null, userAgent: 'Desktop/1' }, 500],
    ['as somebody else', { ipAddress: '198.51.100.1', userAgent: 'Desktop/1', cupid: 'another' }, 500],
  ])('but not one who does so %s', async (_, fields, secondsAgo) => {
    const here = { ...STARTED, ipAddress: '203.0.113.1', userAgent: 'Phone/1' };
    await write(server, event(server, 700, here), event(server, secondsAgo, { ...STARTED, ...fields }));
    expect(await found()).toEqual([]);
  });

  it('finds the theft of a refresh token', async () => {
    const { username, cupid } = await newPerson(server, 'testuser');
    const stolen = refreshTokenOf(await server.api.login(username));
    await server.api.refresh(stolen);
    server.clock.advance(60);
    expect((await server.api.refresh(stolen)).status).toBe(401);
    server.clock.advance(1);
    expect(await found()).toMatchObject([{ kind: 'token_reuse', subject: cupid, count: 1, first_at: at(1) }]);
  });

  it('names a hundred of a kind, the worst first', async () => {
    for (let n = 0; n < 101; n += 1) await failures({ cupid: `p${n}` }, ...series(n === 77 ? 3 : 2, 60, 1));
    const all = await found({ min_failures: '2' });
    expect(all).toHaveLength(100);
    expect(all[0]).toMatchObject({ subject: 'p77', count: 3 });
  });

  it('is itself written down', async () => {
    await ask({ min_failures: '3' });
    const { body } = await reader.get('audit-logs', { event_type: 'admin.anomalies.read' });
    expect(body.events).toMatchObject([{ cupid: reader.cupid, event_details: { min_failures: 3 } }]);
  });

  it.each<Record<string, string>>([
    { from: '2026-02-01T00:00:00Z' },
    { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' },
    { from: 'today' },
    { to: '10000-01-01T00:00:00Z' },
    { window_seconds: '0' },
    { window_seconds: '3601' },
    { min_failures: '1' },
    { min_failures: '1 OR 1=1' },
  ])('is refused for %j', async (query) => {
    expect(codeOf(await ask(query))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('is for administrators alone', async () => {
    const { accessToken } = await signIn(server.api);
    const as = async (options?: object) => codeOf(await server.api.get('/admin/anomalies', options));
    expect(await as()).toEqual([401, 'CIAM_E01_02_001']);
    expect(await as(bearer('dead'))).toEqual([401, 'CIAM_E01_02_002']);
    expect(await as(bearer(accessToken))).toEqual([403, 'CIAM_E01_02_003']);
  });
});
