import { UnitOfWork } from '../src/database/unit-of-work.js';
import { CrossAppArchiveService } from '../src/modules/cross-app-session/cross-app-archive.service.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer } from './support/hand-offs.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';
import { signIn } from './support/walk.js';

const TOTAL = 100_000;
const DAYS = 20;
const PER_DAY = TOTAL / DAYS;
const YOUNGEST_AGE = 21;
const KEPT_DAYS = 30;
const DUE = 10 * PER_DAY;
const QUARTER = 900_000;
const DAY = 86_400_000;

const ID = usesPostgres ? 'gen_random_uuid()' : 'lower(hex(randomblob(16)))';
const HASH = usesPostgres
  ? `replace(concat(gen_random_uuid(), gen_random_uuid()), '-', '')`
  : 'lower(hex(randomblob(32)))';

describe('the archive of hand-offs', () => {
  let server: TestServer;
  let archive: CrossAppArchiveService;

  beforeAll(async () => {
    server = await createTestServer();
    archive = server.app.get(CrossAppArchiveService);
  });

  afterAll(() => server.close());

  const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds);
  const bound = (days: number) => [ago(days * DAY)];
  const count = (table: string, where?: string, parameters?: unknown[]) =>
    server.rows.count(table, where, parameters);
  const inTable = () => count('cross_app_sessions');
  const inArchive = () => count('cross_app_sessions_archive');

  /** Adds hand-offs that expired at one instant. */
  function add(number: number, expiredAt: Date): Promise<number> {
    const time = server.app.get(UnitOfWork).dialect.timestampType;
    return server.rows.execute(
      `INSERT INTO cross_app_sessions (id, token_hash, user_id, source_app, target_app, created_at, expires_at)
       WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < ${number})
       SELECT ${ID}, ${HASH}, 'person', 'tuvens', 'hi-events', CAST($1 AS ${time}), CAST($2 AS ${time}) FROM series`,
      [new Date(expiredAt.getTime() - QUARTER), expiredAt],
    );
  }

  it('has a hundred thousand hand-offs of twenty days before it', async () => {
    for (let age = YOUNGEST_AGE; age < YOUNGEST_AGE + DAYS; age++) await add(PER_DAY, ago(age * DAY));
    expect(await inTable()).toBe(TOTAL);
    await server.rows.execute('ANALYZE');
  });

  const onPostgres = usesPostgres ? it : it.skip;

  onPostgres(
    'leaves the statistics an index to read by (SQLite’s plans are not those of production)',
    async () => {
      const { api, rows } = server;
      const { accessToken } = await signIn(api, 'adminuser');
      const [from, to] = [ago(25 * DAY), ago(24 * DAY)].map((date) => date.toISOString().slice(0, 10));
      const counter = new StatementCounter(server);
      const ask = () => api.get(`/cross-app/statistics?from=${from}&to=${to}`, bearer(accessToken));
      const statements = await counter.during(ask).finally(() => counter.detach());
      const sql = statements.find((statement) => statement.includes('FROM cross_app_sessions')) ?? '';
      const range = [`${from}T00:00:00Z`, new Date(Date.parse(`${to}T00:00:00Z`) + DAY), server.clock.now()];
      const lines = await rows.explain(sql, range);
      expect(lines).toContain('idx_cross_app_sessions_created');
      // The archive is still empty, and of an empty table PostgreSQL asks no index.
      expect(lines).not.toMatch(/Seq Scan on cross_app_sessions\b/);
    },
  );

  it('moves a bounded batch at a time, the oldest first', async () => {
    expect(await archive.archiveBatch()).toBe(1000);
    expect(await archive.archiveBatch(500)).toBe(500);
    expect([await inTable(), await inArchive()]).toEqual([TOTAL - 1500, 1500]);
    const oldest = ago((YOUNGEST_AGE + DAYS - 1) * DAY);
    expect(await count('cross_app_sessions_archive', 'expires_at = $1', [oldest])).toBe(1500);
  });

  it('moves all that is due, and nothing younger', async () => {
    await add(1, new Date(ago(KEPT_DAYS * DAY).getTime() - 1));
    expect(await archive.archiveAll(5000)).toBe(DUE - 1500 + 1);
    expect([await inTable(), await inArchive()]).toEqual([TOTAL - DUE, DUE + 1]);
    expect(await count('cross_app_sessions', 'expires_at < $1', bound(KEPT_DAYS))).toBe(0);
    expect(await count('cross_app_sessions', 'expires_at = $1', bound(KEPT_DAYS))).toBe(PER_DAY);
    expect(await count('cross_app_sessions_archive', 'expires_at >= $1', bound(KEPT_DAYS))).toBe(0);
  });

  it('holds each hand-off once, as it was, and says since when', async () => {
    const sql =
      'SELECT count(DISTINCT token_hash) AS hashes, count(DISTINCT id) AS ids FROM cross_app_sessions_archive';
    const [row] = await server.rows.select(sql);
    expect([Number(row?.hashes), Number(row?.ids)]).toEqual([DUE + 1, DUE + 1]);
    const whole = `user_id = 'person' AND source_app = 'tuvens' AND created_at < expires_at AND archived_at = $1`;
    expect(await count('cross_app_sessions_archive', whole, bound(0))).toBe(DUE + 1);
  });

  it('has nothing more to do until another day’s are due', async () => {
    expect(await archive.archiveAll()).toBe(0);
    server.clock.advance(1);
    expect(await archive.archiveAll(1000)).toBe(PER_DAY);
    expect((await inTable()) + (await inArchive())).toBe(TOTAL + 1);
  });

  it('goes on where a batch was copied and not removed', async () => {
    await add(10, ago(40 * DAY));
    const columns = 'id, created_at, token_hash, user_id, source_app, target_app, expires_at';
    await server.rows.execute(
      `INSERT INTO cross_app_sessions_archive (${columns}, archived_at)
       SELECT ${columns}, created_at FROM cross_app_sessions WHERE expires_at = $1`,
      bound(40),
    );
    const before = await inArchive();
    expect(await archive.archiveAll()).toBe(10);
    expect(await inArchive()).toBe(before);
  });

  it('moves each hand-off once when two run at the same time', async () => {
    await add(2000, ago(50 * DAY));
    const [table, archived] = [await inTable(), await inArchive()];
    await Promise.all([archive.archiveAll(100), archive.archiveAll(100)]);
    expect([await inTable(), await inArchive()]).toEqual([table - 2000, archived + 2000]);
  });
});
