import type { AuditLog } from '../src/modules/audit/audit-log.entity.js';
import { event, logIds, type Reader, shownIds, signInReader, write } from './support/audit-lab.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { signIn } from './support/walk.js';

const DAY = 86_400;
const MINE = { event_type: 'test.event' };
const REQUEST = '99999999-2222-4333-8444-555555555555';

describe('a search of the audit trail', () => {
  let server: TestServer;
  let reader: Reader;

  beforeEach(async () => {
    server = await createTestServer();
    reader = await signInReader(server);
  });

  afterEach(() => server.close());

  const search = (query: Record<string, string> = {}) => reader.get('audit-logs', query);
  const reads = () => server.rows.count('audit_logs', `event_type = 'admin.audit.read'`);
  const ago = (seconds: number) => new Date(server.clock.now().getTime() - seconds * 1000).toISOString();

  /** Every page of a search, by its cursors. */
  async function walk(query: Record<string, string>, between = async () => {}): Promise<string[][]> {
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await search({ ...query, ...(cursor && { cursor }) });
      expect(answer.status).toBe(200);
      pages.push(shownIds(answer));
      cursor = answer.body.next_cursor;
      await between();
    }
    return pages;
  }

  it('shows a row as it is, and nothing besides', async () => {
    const row = event(server, 5, {
      contextId: 'sess-1',
      transactionId: 'tx-1',
      sessionId: 'sess-2',
      cupid: 'somebody',
      ipAddress: '203.0.113.7',
      userAgent: 'Browser/1',
      eventDetails: { reason: 'because' },
      errorCode: 'CIAM_E01_01_001',
      errorMessage: 'It failed',
      eventOutcome: 'FAILURE',
    });
    await write(server, row);
    const { body } = await search({ cupid: 'somebody' });
    expect(body).toEqual({
      next_cursor: null,
      events: [
        {
          log_id: row.logId,
          event_timestamp: ago(5),
          event_type: 'test.event',
          event_category: 'AUTH',
          event_severity: 'INFO',
          event_outcome: 'FAILURE',
          context_id: 'sess-1',
          transaction_id: 'tx-1',
          session_id: 'sess-2',
          cupid: 'somebody',
          correlation_id: row.correlationId,
          ip_address: '203.0.113.7',
          user_agent: 'Browser/1',
          event_details: { reason: 'because' },
          error_code: 'CIAM_E01_01_001',
          error_message: 'It failed',
        },
      ],
    });
  });

  it.each<[string, Partial<Record<keyof AuditLog, string>>]>([
    ['cupid', { cupid: 'wanted' }],
    ['context_id', { contextId: 'wanted' }],
    ['transaction_id', { transactionId: 'wanted' }],
    ['session_id', { sessionId: 'wanted' }],
    ['correlation_id', { correlationId: REQUEST }],
    ['event_type', { eventType: 'wanted' }],
    ['category', { eventCategory: 'ESIGN' }],
    ['severity', { eventSeverity: 'CRITICAL' }],
    ['severity', { eventSeverity: 'WARN' }],
    ['outcome', { eventOutcome: 'FAILURE' }],
    ['outcome', { eventOutcome: 'PENDING' }],
  ])('by %s finds those rows alone', async (filter, fields) => {
    const given = fields as Partial<AuditLog>;
    const wanted = [event(server, 3, given), event(server, 2, given)];
    await write(server, event(server, 4), ...wanted, event(server, 1));
    const [value = ''] = Object.values(fields);
    expect(shownIds(await search({ [filter]: value }))).toEqual(logIds(wanted).reverse());
  });

  it('by several filters finds what meets all of them', async () => {
    const both = event(server, 2, { cupid: 'a', eventSeverity: 'ERROR', eventOutcome: 'FAILURE' });
    await write(server, event(server, 3, { cupid: 'a' }), both, event(server, 1, { eventSeverity: 'ERROR' }));
    const query = { cupid: 'a', severity: 'ERROR', outcome: 'FAILURE', category: 'AUTH', ...MINE };
    expect(shownIds(await search(query))).toEqual([both.logId]);
    expect(shownIds(await search({ ...query, category: 'MFA' }))).toEqual([]);
  });

  it('takes a time from its first millisecond to before its last', async () => {
    const rows = [30, 20, 10].map((seconds) => event(server, seconds));
    await write(server, ...rows);
    const [, second] = logIds(rows);
    expect(shownIds(await search({ ...MINE, from: ago(20), to: ago(10) }))).toEqual([second]);
  });

  it('goes by pages, each row once, also those of one millisecond, and new rows change nothing', async () => {
    const rows = [9, 8, 8, 8, 8, 7, 6].map((seconds) => event(server, seconds));
    await write(server, ...rows);
    const pages = await walk({ ...MINE, limit: '2' }, () => write(server, event(server, 0)));
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
    expect(pages.flat()).toEqual(logIds(rows).reverse());
  });

  it('without a name looks back a month, and further with one', async () => {
    const old = event(server, 32 * DAY, { cupid: 'long ago' });
    const newer = event(server, 30 * DAY);
    await write(server, old, newer);
    expect(shownIds(await search(MINE))).toEqual([newer.logId]);
    expect(shownIds(await search({ ...MINE, from: ago(33 * DAY), to: ago(31 * DAY) }))).toEqual([old.logId]);
    expect(shownIds(await search({ cupid: 'long ago' }))).toEqual([old.logId]);
    const tooLong = { from: ago(32 * DAY) };
    expect(codeOf(await search(tooLong))).toEqual([400, 'CIAM_E01_05_001']);
    expect(codeOf(await search({ ...tooLong, cupid: 'long ago' }))).toEqual([200, undefined]);
    const nobody = { ...tooLong, correlation_id: '00000000-0000-0000-0000-000000000000' };
    expect(codeOf(await search(nobody))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('is itself in the trail, with what was asked for, once for all of its pages', async () => {
    await write(server, ...[4, 3, 2, 1].map((seconds) => event(server, seconds)));
    await walk({ ...MINE, severity: 'INFO', from: ago(DAY), limit: '1' });
    expect(await reads()).toBe(1);
    const { body } = await search({ event_type: 'admin.audit.read' });
    const [{ cupid, session_id, event_details, event_category }] = body.events.slice(-1);
    expect({ cupid, session_id, event_category }).toEqual({
      cupid: reader.cupid,
      session_id: reader.sessionId,
      event_category: 'ADMIN',
    });
    expect(event_details).toEqual({ event_type: 'test.event', severity: 'INFO', from: ago(DAY) });
  });

  it('shows nothing when it cannot be written down', async () => {
    await write(server, event(server, 1));
    await server.rows.execute('ALTER TABLE audit_logs RENAME COLUMN user_agent TO agent');
    const { status, text } = await search(MINE);
    expect(status).toBe(500);
    expect(text).not.toContain('test.event');
  });

  it('is for administrators alone', async () => {
    const { accessToken } = await signIn(server.api);
    const as = async (options?: object) => codeOf(await server.api.get('/admin/audit-logs', options));
    expect(await as()).toEqual([401, 'CIAM_E01_02_001']);
    expect(await as(bearer('dead'))).toEqual([401, 'CIAM_E01_02_002']);
    expect(await as(bearer(accessToken))).toEqual([403, 'CIAM_E01_02_003']);
  });
});
