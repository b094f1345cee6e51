import { event, logIds, type Reader, signInReader, write } from './support/audit-lab.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { createTailServer, Tail, type TailServer } from './support/tail-lab.js';
import { newPerson, signIn } from './support/walk.js';

const MINE = { event_type: 'test.event' };

describe('a live tail of the audit trail', () => {
  let server: TailServer;
  let reader: Reader;

  beforeEach(async () => {
    server = await createTailServer();
    reader = await signInReader(server);
  });

  afterEach(() => server.close());

  const follow = (query: Record<string, string> = MINE, headers: Record<string, string> = {}) =>
    Tail.open(server, reader, query, headers);
  const following = async (query?: Record<string, string>, headers?: Record<string, string>) => {
    const tail = await follow(query, headers);
    await server.pace.idle();
    return tail;
  };

  it('sends what happens from now on, each event once and in order', async () => {
    await write(server, event(server, 10));
    const tail = await following();
    expect(tail.answer.statusCode).toBe(200);
    expect(tail.answer.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const sent: string[] = [];
    for (let second = 0; second < 5; second += 1) {
      server.clock.advance(1);
      const rows = [event(server, 0), event(server, 0)];
      sent.push(...logIds(rows));
      await write(server, ...rows, event(server, 0, { eventType: 'another.event' }));
      await server.pace.tick();
    }
    expect(await tail.until(10)).toEqual(sent);
    await server.pace.tick();
    expect(tail.ids).toEqual(sent);
    expect(new Set(tail.frames.map(({ event: name }) => name))).toEqual(new Set(['audit']));
  });

  it('sends an event as a search shows it', async () => {
    const tail = await following({ cupid: 'somebody' });
    await write(server, event(server, 0, { cupid: 'somebody', eventDetails: { text: 'two\nlines' } }));
    await server.pace.tick();
    await tail.until(1);
    const { body } = await reader.get('audit-logs', { cupid: 'somebody' });
    expect(tail.frames[0]?.data).toEqual(body.events[0]);
  });

  it('sends what the server itself does meanwhile', async () => {
    const { username, cupid } = await newPerson(server, 'testuser');
    const tail = await following({ cupid });
    server.clock.advance(1);
    await server.api.login(username);
    await server.pace.tick();
    await tail.until(4);
    expect(tail.frames.map(({ data }) => data.event_type)).toEqual(
      await server.rows.eventsOf(tail.frames[0]?.data.context_id),
    );
  });

  it('sends what was dated earlier and committed later, by whichever server', async () => {
    const tail = await following();
    const first = event(server, 0);
    server.clock.advance(29);
    const [late, later] = [event(server, 20), event(server, 29)];
    await write(server, first, event(server, 0));
    await server.pace.tick();
    expect(await tail.until(2)).toHaveLength(2);
    await write(server, late, later);
    await server.pace.tick();
    expect((await tail.until(4)).slice(2)).toEqual([later.logId, late.logId]);
    await server.pace.tick();
    expect(tail.ids).toHaveLength(4);
  });

  it('keeps what is dated in the future until then, so that nothing before it is passed over', async () => {
    const tail = await following();
    const early = event(server, -60);
    await write(server, early);
    await server.pace.tick();
    const now = event(server, 0);
    await write(server, now);
    await server.pace.tick();
    expect(await tail.until(1)).toEqual([now.logId]);
    server.clock.advance(60);
    await server.pace.tick();
    expect(await tail.until(2)).toEqual([now.logId, early.logId]);
  });

  it('starts earlier when asked to, and catches up page after page', async () => {
    const rows = Array.from({ length: 1203 }, (_, n) => event(server, 2000 - n));
    await write(server, ...rows);
    const from = rows[100]?.eventTimestamp.toISOString() ?? '';
    const tail = await following({ ...MINE, from });
    expect(await tail.until(1103)).toEqual(logIds(rows).slice(100));
  });

  it('with seconds=0 sends what is there, and ends', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => event(server, 700 - n));
    await write(server, ...rows);
    const from = rows[0]?.eventTimestamp.toISOString() ?? '';
    const tail = await follow({ ...MINE, from, seconds: '0' });
    expect(await tail.over).toBe(true);
    expect(tail.ids).toEqual(logIds(rows));
  });

  it('is written down when it begins', async () => {
    await following({ ...MINE, severity: 'INFO' });
    const { body } = await reader.get('audit-logs', { event_type: 'admin.audit.followed' });
    expect(body.events).toMatchObject([
      { cupid: reader.cupid, event_details: { event_type: 'test.event', severity: 'INFO' } },
    ]);
  });

  it('is for administrators alone', async () => {
    const { accessToken } = await signIn(server.api);
    const as = async (options?: object) => codeOf(await server.api.get('/admin/audit-logs/tail', options));
    expect(await as()).toEqual([401, 'CIAM_E01_02_001']);
    expect(await as(bearer('dead'))).toEqual([401, 'CIAM_E01_02_002']);
    expect(await as(bearer(accessToken))).toEqual([403, 'CIAM_E01_02_003']);
  });

  it.each<[string, Record<string, string>]>([
    ['severity', { severity: 'LOUD' }],
    ['seconds', { seconds: '901' }],
    ['from', { from: '2025-01-01T00:00:00Z' }],
  ])('is refused for a wrong %s', async (_, query) => {
    expect(codeOf(await reader.get('audit-logs/tail', query))).toEqual([400, 'CIAM_E01_05_001']);
  });
});
