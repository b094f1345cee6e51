import { DataSource } from 'typeorm';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { RangeCheck } from '../src/modules/audit/range-check.js';
import { SealLab } from './support/seal-lab.js';
import { usesPostgres } from './support/test-config.js';

// Partitions, time zones and the text that a dump is made of are PostgreSQL's.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('seals on PostgreSQL', () => {
  let lab: SealLab;

  beforeEach(async () => {
    lab = await SealLab.create();
  });

  afterEach(() => lab.close());

  const run = (sql: string) => lab.server.rows.execute(sql);

  it('hold for a table that was written out as text and read in again, in another time zone', async () => {
    await lab.happen(5);
    lab.settle();
    await lab.seal();
    const unitOfWork = lab.server.app.get(UnitOfWork);
    await run('ALTER TABLE audit_logs DISABLE TRIGGER ALL');
    await unitOfWork.run(async () => {
      await unitOfWork.query(`SET LOCAL TimeZone = 'Asia/Kolkata'`);
      await unitOfWork.query('CREATE TABLE dumped AS SELECT a::text AS line FROM audit_logs a');
      await unitOfWork.query('DELETE FROM audit_logs');
      await unitOfWork.query(`SET LOCAL TimeZone = 'UTC'`);
      await unitOfWork.query('INSERT INTO audit_logs SELECT (line::audit_logs).* FROM dumped');
    });
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 1 });
  });

  async function sealMonths(): Promise<void> {
    const { clock } = lab.server;
    for (const month of ['01', '02', '03'])
      await run(`CREATE TABLE audit_logs_2023_${month} PARTITION OF audit_logs
        FOR VALUES FROM ('2023-${month}-01Z') TO ('2023-0${Number(month) + 1}-01Z')`);
    await run('ALTER TABLE audit_logs DISABLE TRIGGER ALL');
    await run('DELETE FROM audit_logs');
    const now = clock.now();
    for (const month of [0, 1, 2]) {
      clock.advance((Date.UTC(2023, month, 28, 23, 59, 50) - clock.now().getTime()) / 1000);
      await lab.happen(3);
    }
    clock.advance((now.getTime() - clock.now().getTime()) / 1000);
    await lab.happen(2);
    lab.settle();
    await lab.seal();
  }

  it('do not miss the rows of months that retention has dropped, and say how many they were', async () => {
    await sealMonths();
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 4, rows: 11, dropped: 0 });
    await run('DROP TABLE audit_logs_2023_01');
    await run('DROP TABLE audit_logs_2023_02');
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 4, rows: 5, dropped: 2 });
  });

  it('do not miss those of a month that retention drops while they are read', async () => {
    await sealMonths();
    const ranges = lab.server.app.get(RangeCheck);
    const check = ranges.check.bind(ranges);
    const reading = jest.spyOn(ranges, 'check').mockImplementationOnce(async (range, seals) => {
      await lab.server.app.get(DataSource).query('DROP TABLE audit_logs_2023_01');
      return check(range, seals);
    });
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 4, rows: 8, dropped: 1 });
    reading.mockRestore();
  });

  it('miss those of a month in the middle', async () => {
    await sealMonths();
    await run('DROP TABLE audit_logs_2023_02');
    expect(await lab.faultOf()).toMatch(/^The row \S+ is missing \(seal 2\)\.$/);
  });

  it('miss those of a month that is younger than two years, unless they are told', async () => {
    await sealMonths();
    await run('DELETE FROM audit_logs');
    expect(await lab.faultOf()).toMatch(/^The row \S+ is missing \(seal 4\)\.$/);
    const droppedBefore = new Date('2026-04-01T00:00:00Z');
    expect(await lab.verify({ droppedBefore })).toMatchObject({ fault: undefined, dropped: 4 });
  });

  it('miss some rows of an old month', async () => {
    await sealMonths();
    const [first] = await lab.ids();
    await lab.tamper('DELETE FROM audit_logs WHERE log_id = $1', [first]);
    expect(await lab.faultOf()).toBe(`The row ${first} is missing (seal 1).`);
  });

  it('find their rows by the index on time', async () => {
    const plan = await lab.server.rows.explain(
      `SELECT log_id FROM audit_logs WHERE event_timestamp >= $1 AND (event_timestamp, log_id) > ($1, $2)
          AND event_timestamp < $3 ORDER BY event_timestamp, log_id LIMIT 1000`,
      [new Date('2026-12-01'), '00000000-0000-0000-0000-000000000000', new Date('2026-12-02')],
    );
    expect(plan).toMatch(/Index (Only )?Scan using audit_logs_\w+_event_timestamp_log_id_idx/);
  });
});
