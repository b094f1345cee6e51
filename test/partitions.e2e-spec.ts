import { Jobs } from '../src/common/jobs.js';
import { Meters } from '../src/common/meters.js';
import { createTestServer } from './support/create-app.js';
import { PartitionLab } from './support/partitions.js';
import { usesPostgres } from './support/test-config.js';

const GAUGE = 'sallyport_audit_default_partition_rows';

// SQLite has no partitions.
const onPostgres = usesPostgres ? describe : describe.skip;
const onSqlite = usesPostgres ? describe.skip : describe;

onSqlite('a database without partitions', () => {
  it('has neither jobs for them nor a gauge', async () => {
    const server = await createTestServer();
    const names = server.app.get(Jobs).all.map(({ name }) => name);
    expect(names.filter((name) => name.includes('partitions'))).toEqual([]);
    expect(server.app.get(Meters).registry.getSingleMetric(GAUGE)).toBeUndefined();
    await server.close();
  });
});

onPostgres('the partitions of the audit trail', () => {
  let lab: PartitionLab;

  beforeEach(async () => {
    lab = await PartitionLab.open();
  });

  afterEach(() => lab.close());

  const unfiled = async () => {
    // The figure is kept for some seconds.
    lab.server.clock.advance(10);
    const text = await lab.server.app.get(Meters).registry.getSingleMetricAsString(GAUGE);
    return Number(/^sallyport_\w+ (\d+)$/m.exec(text)?.[1]);
  };

  it('are made for this month and twelve ahead, of the archive too, by the application’s clock', async () => {
    await lab.finish('create-partitions');
    lab.server.clock.advance((Date.UTC(2044, 11, 31, 23, 59) - lab.server.clock.now().getTime()) / 1000);
    expect(await lab.job('create-partitions').due()).toBe(26);
    await lab.finish('create-partitions');
    for (const table of ['audit_logs', 'cross_app_sessions_archive']) {
      const made = (await lab.partitions(table)).filter((name) => name > `${table}_2044`);
      expect(made).toEqual(
        expect.arrayContaining([`${table}_2044_12`, `${table}_2045_01`, `${table}_2045_12`]),
      );
      expect(made.filter((name) => /_204\d_\d\d$/.test(name))).toHaveLength(13);
    }
  });

  it('are made in batches no larger than asked', async () => {
    await lab.finish('create-partitions');
    lab.server.clock.advance(366 * 24 * 60 * 60);
    const job = lab.job('create-partitions');
    const due = await job.due();
    expect(await job.batch(3)).toBe(3);
    expect(await job.due()).toBe(due - 3);
    expect(await lab.job('drop-partitions').batch(3)).toBe(0);
  });

  it('receive the rows that came before they were there, each once and unchanged', async () => {
    for (let logins = 0; logins < 5; logins++) await lab.server.api.login('testuser');
    lab.server.clock.advance(40 * 24 * 60 * 60);
    for (let logins = 0; logins < 5; logins++) await lab.server.api.login('testuser');
    const trail = await lab.trail();
    expect(await unfiled()).toBe(trail.length);
    await lab.finish('create-partitions', 7);
    expect(await unfiled()).toBe(0);
    expect(await lab.trail()).toEqual(trail);
    const months = await lab.server.rows.select(
      'SELECT DISTINCT tableoid::regclass::text AS name FROM audit_logs ORDER BY 1',
    );
    expect(months.map(({ name }) => name)).toEqual(['audit_logs_2026_03', 'audit_logs_2026_04']);
    expect(await lab.partitions()).not.toContain('audit_logs_unfiled');
  });

  it.each(['2020-01-15T00:00:00Z', '2099-01-15T00:00:00Z', 'infinity', '-infinity'])(
    'are made for no row dated %s, which stays where the alert sees it, and keeps no other from its month',
    async (when) => {
      await lab.addRow(when);
      await lab.server.api.login('testuser');
      const trail = await lab.trail();
      await lab.finish('create-partitions', 7);
      await lab.finish('drop-partitions');
      expect(await lab.trail()).toEqual(trail);
      expect(await unfiled()).toBe(1);
      expect(await lab.partitions()).toContain('audit_logs_2026_03');
      expect(await lab.job('create-partitions').batch(7)).toBe(0);
      // A new month is made beside it, too.
      lab.server.clock.advance(31 * 24 * 60 * 60);
      await lab.finish('create-partitions', 7);
      expect(await lab.partitions()).toContain('audit_logs_2027_04');
      expect(await lab.trail()).toEqual(trail);
    },
  );

  it('count rows that are on their way among those that miss their month', async () => {
    for (let logins = 0; logins < 5; logins++) await lab.server.api.login('testuser');
    const rows = (await lab.trail()).length;
    await lab.job('create-partitions').batch(1);
    expect(await lab.partitions()).toContain('audit_logs_unfiled');
    expect(await unfiled()).toBe(rows - 1);
  });

  it('stay append-only, whatever was made, attached, detached and renamed', async () => {
    await lab.server.api.login('testuser');
    await lab.finish('create-partitions');
    await lab.server.api.login('testuser');
    lab.server.clock.advance(30 * 365 * 24 * 60 * 60);
    await lab.server.api.login('testuser');
    for (const table of ['audit_logs', 'audit_logs_2026_03', 'audit_logs_default']) {
      expect(await lab.server.rows.count(table)).toBeGreaterThan(0);
      for (const sql of [`DELETE FROM ${table}`, `UPDATE ${table} SET cupid = NULL`, `TRUNCATE ${table}`]) {
        await lab.dba.query('SET session_replication_role = replica');
        await expect(lab.dba.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('have the indexes of the others', async () => {
    await lab.finish('create-partitions');
    const indexesOf = async (table: string) => {
      const { rows } = await lab.dba.query<{ definition: string }>(
        `SELECT regexp_replace(indexdef, '^.* USING', '') AS definition FROM pg_indexes WHERE tablename = $1 ORDER BY 1`,
        [table],
      );
      return rows.map(({ definition }) => definition);
    };
    const expected = await indexesOf('audit_logs');
    expect(expected.length).toBeGreaterThan(8);
    for (const table of ['audit_logs_2026_03', 'audit_logs_default'])
      expect(await indexesOf(table)).toEqual(expected);
  });

  it('are managed for the tables that have a rule, and for no other', async () => {
    for (const table of ['tokens', 'audit_logs; DROP TABLE tokens', 'pg_class'])
      await expect(lab.dba.query(`SELECT partitions_create($1, '2030-01-01')`, [table])).rejects.toThrow(
        'No rule',
      );
  });
});
