import { PartitionLab } from './support/partitions.js';
import { usesPostgres } from './support/test-config.js';

// SQLite has no partitions.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('the removal of old months', () => {
  let lab: PartitionLab;

  beforeEach(async () => {
    lab = await PartitionLab.open();
    // What the server wrote when it started: nothing is made beside a default partition with rows.
    await lab.finish('create-partitions');
  });

  afterEach(() => lab.close());

  const old = async () => {
    const names = await lab.partitions();
    return names.filter((name) => /_20(1\d|2[0-4])_/.test(name));
  };

  it('takes the months of the audit trail that ended 24 months ago, and their rows, and no other', async () => {
    for (const month of ['2020-01', '2024-02', '2024-03']) await lab.makeMonth(month);
    const job = lab.job('drop-partitions');
    expect(await job.due()).toBe(2);
    expect(await job.batch(1)).toBe(1);
    expect(await old()).toEqual(['audit_logs_2024_02', 'audit_logs_2024_03']);
    expect(await job.batch(10)).toBe(1);
    expect(await old()).toEqual(['audit_logs_2024_03']);
    expect(await lab.server.rows.count('audit_logs', `event_type = 'auth.old'`)).toBe(1);
    expect(await job.due()).toBe(0);
  });

  it('takes the months of the archive after 13', async () => {
    for (const month of ['2025-01', '2025-02']) await lab.create('cross_app_sessions_archive', month);
    await lab.finish('drop-partitions');
    const left = await lab.partitions('cross_app_sessions_archive');
    expect(left).not.toContain('cross_app_sessions_archive_2025_01');
    expect(left).toContain('cross_app_sessions_archive_2025_02');
  });

  it('does not believe a clock that is ahead of the database’s', async () => {
    const { rows } = await lab.dba.query<{ month: string }>(
      `SELECT to_char(date_trunc('month', now() AT TIME ZONE 'UTC') - interval '24 months', 'YYYY-MM') AS month`,
    );
    const month = rows[0]?.month ?? '';
    await lab.makeMonth(month);
    lab.server.clock.advance(50 * 365 * 24 * 60 * 60);
    await lab.finish('drop-partitions');
    expect(await lab.partitions()).toContain(`audit_logs_${month.replace('-', '_')}`);
  });

  it('goes by the bounds of a partition, not by its name', async () => {
    await lab.dba.query(
      `CREATE TABLE audit_logs_2018_01 PARTITION OF audit_logs FOR VALUES FROM ('2018-01-01 00:00:00+00') TO ('2019-01-01 00:00:00+00')`,
    );
    await lab.finish('drop-partitions');
    expect(await old()).toContain('audit_logs_2018_01');
  });

  it('leaves alone what a person has detached to keep it', async () => {
    await lab.makeMonth('2020-01');
    await lab.dba.query('ALTER TABLE audit_logs DETACH PARTITION audit_logs_2020_01');
    await lab.finish('drop-partitions');
    expect(await old()).toEqual(['audit_logs_2020_01']);
  });

  it('finishes what an earlier run detached and did not come to remove', async () => {
    await lab.makeMonth('2020-01');
    await lab.dba.query(`SELECT partitions_detach('audit_logs', now())`);
    expect(await old()).toEqual(['audit_logs_removed_2020_01']);
    expect(await lab.job('drop-partitions').due()).toBe(1);
    await lab.finish('drop-partitions');
    expect(await old()).toEqual([]);
  });
});
