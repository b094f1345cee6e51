import { get, type IncomingMessage } from 'node:http';
import { DependencyUnavailable } from '../src/common/errors.js';
import { AuditSearchRepository } from '../src/modules/audit/audit-search.repository.js';
import { event, logIds, pathOf, type Reader, signInReader, write } from './support/audit-lab.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { createListeningServer, type ListeningServer } from './support/listening.js';
import { signIn } from './support/walk.js';

const MINE = { event_type: 'test.event' };
/** Much more than the buffers of a connection take, many times over. */
const LARGE = { text: 'x'.repeat(4000) };

describe('an export of the audit trail', () => {
  let server: ListeningServer;
  let reader: Reader;

  beforeEach(async () => {
    server = await createListeningServer();
    reader = await signInReader(server);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const take = (query: Record<string, string> = MINE) => reader.get('audit-logs/export', query);
  const idsOf = (text: string) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).log_id as string);
  /** Turns of the event loop, in which whatever is ready gets done. */
  async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const connect = (query: Record<string, string> = MINE) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${server.url}${pathOf('audit-logs/export', query)}`;
      get(url, { headers: reader.options.headers }, resolve).on('error', reject);
    });
  /** What arrives, and whether it came to an end. */
  async function readAll(answer: IncomingMessage): Promise<{ text: string; ended: boolean }> {
    let text = '';
    try {
      for await (const part of answer) text += String(part);
      return { text, ended: answer.complete };
    } catch {
      return { text, ended: false };
    }
  }
  /** Has the repository find full pages of large rows without end. */
  function endless() {
    const page = Array.from({ length: 500 }, () => event(server, 1, { eventDetails: LARGE }));
    return jest.spyOn(server.app.get(AuditSearchRepository), 'find').mockImplementation(async () => page);
  }

  it('has every row in a line of its own, as a search shows it, however many there are', async () => {
    const rows = Array.from({ length: 1203 }, (_, n) =>
      event(server, 2000 - n, { eventDetails: { text: 'two\nlines\u2028' } }),
    );
    await write(server, ...rows, event(server, 1, { eventType: 'another.event' }));
    const { status, headers, text } = await take();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="audit-logs.ndjson"',
      'cache-control': 'no-store',
    });
    expect(idsOf(text)).toEqual(logIds(rows).reverse());
    expect(text.endsWith('}\n')).toBe(true);
    const { body } = await reader.get('audit-logs', { ...MINE, limit: '1' });
    expect(JSON.parse(text.split('\n')[0])).toEqual(body.events[0]);
  });

  it('of nothing is empty', async () => {
    const { status, text } = await take({ cupid: 'nobody' });
    expect([status, text]).toEqual([200, '']);
  });

  it('is written down before its first line, with what was asked for', async () => {
    await take({ ...MINE, severity: 'INFO' });
    const { body } = await reader.get('audit-logs', { event_type: 'admin.audit.exported' });
    expect(body.events).toHaveLength(1);
    expect(body.events[0]).toMatchObject({
      cupid: reader.cupid,
      session_id: reader.sessionId,
      event_severity: 'WARN',
      event_details: { event_type: 'test.event', severity: 'INFO' },
    });
  });

  it('is not longer for what happens meanwhile', async () => {
    const rows = Array.from({ length: 501 }, (_, n) => event(server, 2000 - n));
    await write(server, ...rows);
    const repository = server.app.get(AuditSearchRepository);
    const find = repository.find.bind(repository);
    jest.spyOn(repository, 'find').mockImplementation(async (question) => {
      const found = await find(question);
      await write(server, event(server, 0));
      return found;
    });
    expect(idsOf((await take()).text)).toEqual(logIds(rows).reverse());
  });

  it('is refused in the usual form when the database is down at its beginning', async () => {
    jest
      .spyOn(server.app.get(AuditSearchRepository), 'find')
      .mockRejectedValue(new DependencyUnavailable('database'));
    expect(codeOf(await take())).toEqual([503, 'CIAM_E05_00_002']);
  });

  it('is cut off, and does not end, when the database fails in the middle', async () => {
    await write(server, ...Array.from({ length: 1203 }, (_, n) => event(server, 2000 - n)));
    const repository = server.app.get(AuditSearchRepository);
    const find = repository.find.bind(repository);
    let pages = 0;
    jest.spyOn(repository, 'find').mockImplementation(async (question) => {
      pages += 1;
      if (pages === 3) throw new DependencyUnavailable('database');
      return find(question);
    });
    const { text, ended } = await readAll(await connect());
    expect(ended).toBe(false);
    expect(idsOf(text).length).toBeLessThan(1203);
    jest.restoreAllMocks();
    expect(await readAll(await connect())).toMatchObject({ ended: true });
  });

  it('is cut off when the session of the administrator ends', async () => {
    await write(server, ...Array.from({ length: 1203 }, (_, n) => event(server, 2000 - n)));
    const repository = server.app.get(AuditSearchRepository);
    const find = repository.find.bind(repository);
    jest.spyOn(repository, 'find').mockImplementation(async (question) => {
      const found = await find(question);
      await server.api.post('/auth/logout', {}, reader.options);
      return found;
    });
    const { text, ended } = await readAll(await connect());
    expect(ended).toBe(false);
    expect(idsOf(text).length).toBeLessThanOrEqual(500);
  });

  it('reads no more than somebody takes', async () => {
    const find = endless();
    const answer = await connect();
    await turns(3000);
    const read = find.mock.calls.length;
    expect(read).toBeLessThan(30);
    await turns(1000);
    expect(find.mock.calls.length).toBe(read);
    let taken = 0;
    for await (const part of answer) if ((taken += (part as Buffer).length) > 100_000_000) break;
    expect(find.mock.calls.length).toBeGreaterThan(read);
  });

  it('stops reading when whoever takes it goes away', async () => {
    const find = endless();
    const over = new Promise((resolve) => {
      server.app.getHttpServer().once('request', (_, response) => response.once('close', resolve));
    });
    const answer = await connect();
    answer.once('data', () => answer.destroy());
    await over;
    const read = find.mock.calls.length;
    await turns(3000);
    // One page may have been under way.
    expect(find.mock.calls.length).toBeLessThanOrEqual(read + 1);
  });

  it('is for administrators alone', async () => {
    const { accessToken } = await signIn(server.api);
    const as = async (options?: object) => codeOf(await server.api.get('/admin/audit-logs/export', options));
    expect(await as()).toEqual([401, 'CIAM_E01_02_001']);
    expect(await as(bearer('dead'))).toEqual([401, 'CIAM_E01_02_002']);
    expect(await as(bearer(accessToken))).toEqual([403, 'CIAM_E01_02_003']);
    expect(codeOf(await take({ from: '2025-01-01T00:00:00Z' }))).toEqual([400, 'CIAM_E01_05_001']);
  });
});
