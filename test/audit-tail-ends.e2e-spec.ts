import { AuditTailRepository } from '../src/modules/audit/audit-tail.repository.js';
import { MOST_TAILS } from '../src/modules/audit/audit-tails.js';
import { event, logIds, pathOf, type Reader, signInReader, write } from './support/audit-lab.js';
import { codeOf } from './support/hand-offs.js';
import { createTailServer, Tail, type TailServer } from './support/tail-lab.js';

const MINE = { event_type: 'test.event' };
const TOO_MANY = [429, 'CIAM_E01_06_001'];

describe('a live tail of the audit trail', () => {
  let server: TailServer;
  let reader: Reader;

  beforeEach(async () => {
    server = await createTailServer();
    reader = await signInReader(server);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const following = async (headers: Record<string, string> = {}) => {
    const tail = await Tail.open(server, reader, MINE, headers);
    await server.pace.idle();
    return tail;
  };
  /** Until the server has seen that somebody is gone. */
  const gone = async (left: number) => {
    while (server.pace.count !== left) await new Promise((resolve) => setImmediate(resolve));
  };

  it('goes on where it was cut off: nothing is missing, and what comes twice is told by its id', async () => {
    const first = await following();
    const before = [event(server, 0), event(server, 0)];
    await write(server, ...before);
    await server.pace.tick();
    await first.until(2);
    const { id } = first.frames[1];
    first.close();
    await gone(0);
    server.clock.advance(10);
    const late = event(server, 10);
    const missed = event(server, 1);
    await write(server, late, missed);
    const second = await following({ 'last-event-id': id });
    const received = await second.until(4);
    expect(received).toEqual(logIds([...before, late, missed]));
    const ids = second.frames.map((frame) => frame.id);
    expect(ids.slice(0, 2)).toEqual([id, id]);
    expect([...ids].sort()).toEqual(ids);
  });

  it('goes on after days as well, but not after more than a month', async () => {
    const first = await following();
    const row = event(server, 0);
    await write(server, row);
    await server.pace.tick();
    await first.until(1);
    const { id } = first.frames[0];
    first.close();
    server.clock.advance(86_400 * 3);
    reader = await signInReader(server);
    const second = await following({ 'last-event-id': id });
    expect(await second.until(1)).toEqual([row.logId]);
    second.close();
    server.clock.advance(86_400 * 29);
    reader = await signInReader(server);
    const headers = { ...reader.options.headers, 'last-event-id': id };
    const answer = await server.api.get(pathOf('audit-logs/tail', MINE), { headers });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
  });

  it.each([
    'nonsense',
    '2026-03-01T10:00:00.000Z',
    `2026-03-01T10:00:00.000Z_' OR 1=1`,
    '2026-13-01T10:00:00.000Z_01900000-0000-7000-8000-000000000001',
    '1970-01-01T00:00:00.000Z_01900000-0000-7000-8000-000000000001',
  ])('does not go on after %j', async (id) => {
    const headers = { ...reader.options.headers, 'last-event-id': id };
    const answer = await server.api.get(pathOf('audit-logs/tail', MINE), { headers });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(await server.rows.count('audit_logs', `event_type = 'admin.audit.followed'`)).toBe(0);
  });

  it('says now and then that it is alive, if there is nothing else to say', async () => {
    const tail = await following();
    for (let second = 0; second < 16; second += 1) {
      server.clock.advance(1);
      await server.pace.tick();
    }
    await write(server, event(server, 0));
    await server.pace.tick();
    await tail.until(1);
    expect(tail.heartbeats).toBe(1);
  });

  it('ends with the session of the administrator', async () => {
    const tail = await following();
    await server.api.post('/auth/logout', {}, reader.options);
    server.clock.advance(29);
    await server.pace.tick();
    server.clock.advance(1);
    server.pace.release();
    expect(await tail.over).toBe(true);
    expect(codeOf(await reader.get('audit-logs/tail', MINE))).toEqual([401, 'CIAM_E01_02_002']);
  });

  it('ends with the access token, in which the role stands', async () => {
    const tail = await following();
    server.clock.advance(900);
    server.pace.release();
    expect(await tail.over).toBe(true);
  });

  it('ends when the server stops, which does not wait for it', async () => {
    const tail = await following();
    await server.app.close();
    expect(await tail.over).toBe(true);
  });

  it('is cut off when the database fails', async () => {
    const tail = await following();
    jest.spyOn(server.app.get(AuditTailRepository), 'newer').mockRejectedValue(new Error('down'));
    server.pace.release();
    expect(await tail.over).toBe(false);
  });

  it('is followed by so many at a time, and a place is free when somebody goes', async () => {
    const tails: Tail[] = [];
    for (let n = 0; n < MOST_TAILS; n += 1) tails.push(await following());
    while (server.pace.count < MOST_TAILS) await new Promise((resolve) => setImmediate(resolve));
    const refused = await reader.get('audit-logs/tail', MINE);
    expect([codeOf(refused), refused.headers['retry-after']]).toEqual([TOO_MANY, '30']);
    tails[0]?.close();
    await gone(MOST_TAILS - 1);
    expect((await Tail.open(server, reader, MINE)).answer.statusCode).toBe(200);
  });

  it('is cut off when nothing moves on its connection any more, and its place is free', async () => {
    server.pace.stallMs = 20;
    const tail = await following();
    expect(await tail.over).toBe(false);
    await gone(0);
  });

  it('takes no place for who asks for the headers alone, or is refused', async () => {
    for (let n = 0; n <= MOST_TAILS; n += 1) {
      const head = await server.api.call('HEAD', '/admin/audit-logs/tail', undefined, reader.options);
      expect(head.status).toBe(200);
      expect((await reader.get('audit-logs/tail', { severity: 'LOUD' })).status).toBe(400);
    }
    await following();
    expect(server.pace.count).toBe(1);
  });
});
