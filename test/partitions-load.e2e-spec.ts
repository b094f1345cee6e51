import type pg from 'pg';
import { connectTo, PartitionLab } from './support/partitions.js';
import { until } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

// SQLite has neither partitions nor locks.
const onPostgres = usesPostgres ? describe : describe.skip;

const CREATED = 201;
const UNAVAILABLE = 503;

/** Somebody whose transaction stays open: a slow login, or a report that reads for an hour. */
const HOLDERS = {
  'a writer that does not end': `
    INSERT INTO audit_logs (log_id, event_timestamp, event_type, event_category, event_severity, event_outcome,
                            correlation_id, event_details)
    VALUES (gen_random_uuid(), '2026-03-02', 'auth.slow', 'AUTH', 'INFO', 'SUCCESS', 'slow', '{}')`,
  'a report that does not end': 'SELECT count(*) FROM audit_logs',
};

onPostgres('a partition job beside logins that may not wait a millisecond', () => {
  let lab: PartitionLab;
  let holder: pg.Client;

  beforeEach(async () => {
    lab = await PartitionLab.openWithWorker(1);
    await lab.finish('create-partitions');
    await lab.makeMonth('2020-01');
    holder = await connectTo(lab.server);
    await holder.query('BEGIN');
  });

  afterEach(async () => {
    await holder.end();
    await lab.close();
  });

  const login = async () => (await lab.server.api.login('testuser')).status;
  /** Logins as long as the work goes on, and one after. */
  const loginsDuring = async (work: Promise<unknown>) => {
    const statuses: number[] = [];
    const done = work.then(() => true);
    do statuses.push(await login());
    while (!(await Promise.race([done, Promise.resolve(false)])));
    return statuses;
  };

  it.each(Object.entries(HOLDERS))(
    'gives up beside %s, and removes its month when that has ended',
    async (_, sql) => {
      await holder.query(sql);
      const run = lab.job('drop-partitions').batch(10);
      const refused = expect(run).rejects.toThrow('the table is in use');
      const statuses = await loginsDuring(run.catch(() => undefined));
      await refused;
      expect([...new Set(statuses)]).toEqual([CREATED]);
      expect(await lab.partitions()).toContain('audit_logs_2020_01');
      await holder.query('ROLLBACK');
      expect(await lab.job('drop-partitions').batch(10)).toBe(1);
      expect(await login()).toBe(CREATED);
    },
  );

  it('makes a month beside a writer that does not end, who need not know of it', async () => {
    await lab.dba.query('DROP TABLE audit_logs_2026_05');
    await holder.query(HOLDERS['a writer that does not end']);
    expect(await lab.job('create-partitions').due()).toBe(1);
    const run = lab.job('create-partitions').batch(10);
    expect([...new Set(await loginsDuring(run))]).toEqual([CREATED]);
    expect(await run).toBe(1);
  });

  it('is needed: a plain DETACH queues, and every login behind it', async () => {
    await holder.query(HOLDERS['a writer that does not end']);
    const detaching = lab.dba
      .query('ALTER TABLE audit_logs DETACH PARTITION audit_logs_2020_01')
      .catch(() => 'cancelled');
    await until('the DETACH waits', async () => (await lab.server.rows.count('pg_locks', 'NOT granted')) > 0);
    expect(await login()).toBe(UNAVAILABLE);
    await holder.query(`SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted`);
    expect(await detaching).toBe('cancelled');
    expect(await login()).toBe(CREATED);
  });
});

onPostgres('partition jobs under load', () => {
  let lab: PartitionLab;
  let watcher: pg.Client;

  beforeAll(async () => {
    // Longer than a lock is ever held here, and far shorter than the transaction of a login that is never let in.
    lab = await PartitionLab.openWithWorker(500);
    watcher = await connectTo(lab.server);
  });

  afterAll(async () => {
    await watcher.end();
    await lab.close();
  });

  it('finish, while every login succeeds, none of its rows is lost, and no job is ever seen waiting', async () => {
    const unfiled = (await lab.trail()).length;
    await lab.server.api.login('testuser');
    const before = (await lab.trail()).length;
    const perLogin = before - unfiled;
    const statuses: number[] = [];
    const waiting: unknown[] = [];
    let isOver = false;
    const visitor = async () => {
      while (!isOver) statuses.push((await lab.server.api.login('testuser')).status);
    };
    const watch = async () => {
      while (!isOver) {
        const { rows } = await watcher.query(
          `SELECT query FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%partitions_%'
              -- Autovacuum gives way, and no login queues behind who waits for it.
              AND EXISTS (SELECT 1 FROM unnest(pg_blocking_pids(pid)) blocker JOIN pg_stat_activity b ON b.pid = blocker
                           WHERE b.backend_type = 'client backend')`,
        );
        waiting.push(...rows);
      }
    };
    const crowd = Promise.all([visitor(), visitor(), visitor(), watch()]);
    try {
      // First everything is in the default partition, where the logins write as well.
      await lab.finish('create-partitions', 50);
      for (const month of ['2019-01', '2019-02', '2019-03']) await lab.makeMonth(month);
      await lab.finish('drop-partitions', 1);
    } finally {
      isOver = true;
      await crowd;
    }
    expect(waiting).toEqual([]);
    expect([...new Set(statuses)]).toEqual([CREATED]);
    expect((await lab.trail()).length).toBe(before + perLogin * statuses.length);
    expect(await lab.server.rows.count('audit_logs_default')).toBe(0);
  }, 120_000);
});
