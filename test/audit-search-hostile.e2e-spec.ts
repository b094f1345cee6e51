import { event, type Reader, shownIds, signInReader, write } from './support/audit-lab.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { codeOf } from './support/hand-offs.js';

const INVALID = [400, 'CIAM_E01_05_001'];
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('a search of the audit trail by somebody hostile', () => {
  let server: TestServer;
  let reader: Reader;

  beforeAll(async () => {
    server = await createTestServer();
    reader = await signInReader(server);
    await write(server, ...[4, 3, 2, 1].map((seconds) => event(server, seconds, { cupid: 'somebody' })));
  });

  afterAll(() => server.close());

  const search = (query: Record<string, string>) => reader.get('audit-logs', query);
  const cursorOf = async (query: Record<string, string>): Promise<string> =>
    (await search({ ...query, limit: '1' })).body.next_cursor;

  it.each([
    ['cupid', ''],
    ['cupid', 'x'.repeat(65)],
    ['cupid', 'a\0b'],
    ['cupid', '\ud800'.toWellFormed() + '\0'],
    ['context_id', 'x'.repeat(65)],
    ['correlation_id', 'not-a-uuid'],
    ['event_type', `x' OR '1'='1`],
    ['event_type', '%'],
    ['category', `AUTH' OR '1'='1`],
    ['severity', 'info'],
    ['severity', 'constructor'],
    ['outcome', `FAILURE'--`],
    ['from', 'yesterday'],
    ['from', '2026-03-01'],
    ['from', '2026-03-01T10:00:00'],
    ['from', '2026-13-01T10:00:00Z'],
    ['from', '0000-01-01T00:00:00Z'],
    ['from', '1969-12-31T23:59:59Z'],
    ['to', '9999-12-31T23:59:59-14:00'],
    ['limit', '0'],
    ['limit', '101'],
    ['limit', '1e9'],
    ['limit', '1; DROP TABLE audit_logs'],
    ['cursor', ''],
    ['cursor', 'x'.repeat(257)],
  ])('who sends %s=%j is told that it is invalid', async (name, value) => {
    expect(codeOf(await search({ [name]: value }))).toEqual(INVALID);
  });

  it('who sends a filter twice, or as an object, is told the same', async () => {
    for (const query of ['cupid=a&cupid=b', 'severity=INFO&severity=WARN', 'from=a&from=b'])
      expect(codeOf(await server.api.get(`/admin/audit-logs?${query}`, reader.options))).toEqual(INVALID);
  });

  it('whose time ends before it begins is told the same', async () => {
    const query = { from: '2026-03-01T10:00:00Z', to: '2026-03-01T10:00:00Z', cupid: 'somebody' };
    expect(codeOf(await search(query))).toEqual(INVALID);
  });

  it.each([`' OR '1'='1`, `"; DROP TABLE audit_logs; --`, '%', '*', '$1', '\\', '{columns}'])(
    'finds nobody by the name of %j',
    async (cupid) => {
      const answer = await search({ cupid });
      expect(answer.status).toBe(200);
      expect(shownIds(answer)).toEqual([]);
    },
  );

  it.each([
    ['of nonsense', 'nonsense'],
    ['without a signature', encoded('2026-03-01T09:59:58.000Z 01900000-0000-7000-8000-000000000001')],
    [
      'with a signature of zeros',
      encoded(`2026-03-01T09:59:58.000Z 01900000-0000-7000-8000-000000000001 ${'0'.repeat(64)}`),
    ],
  ])('is refused a cursor %s', async (_, cursor) => {
    expect(codeOf(await search({ cursor }))).toEqual(INVALID);
  });

  it('is refused a cursor that has been moved', async () => {
    const [instant = '', ...rest] = Buffer.from(await cursorOf({ cupid: 'somebody' }), 'base64url')
      .toString()
      .split(' ');
    const moved = encoded([instant.replace('2026', '2027'), ...rest].join(' '));
    expect(codeOf(await search({ cupid: 'somebody', cursor: moved }))).toEqual(INVALID);
  });

  it('is refused the cursor of another search, which nobody has written down', async () => {
    const cursor = await cursorOf({ cupid: 'somebody' });
    expect(codeOf(await search({ cupid: 'somebody', cursor }))).toEqual([200, undefined]);
    expect(codeOf(await search({ cursor }))).toEqual(INVALID);
    expect(codeOf(await search({ cupid: 'somebody', category: 'AUTH', cursor }))).toEqual(INVALID);
  });

  it('is refused the cursor of another administrator', async () => {
    const cursor = await cursorOf({ cupid: 'somebody' });
    const other = await signInReader(server);
    expect(codeOf(await other.get('audit-logs', { cupid: 'somebody', cursor }))).toEqual(INVALID);
  });
});
