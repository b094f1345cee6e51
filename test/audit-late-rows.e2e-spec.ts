import { DataSource } from 'typeorm';
import { Jobs } from '../src/common/jobs.js';
import { AuditSeal } from '../src/modules/audit/audit-seal.entity.js';
import { AuditSealRepository } from '../src/modules/audit/audit-seal.repository.js';
import { JobRun } from '../src/modules/jobs/job-run.js';
import { LogCapture } from './support/log-capture.js';
import { SealLab } from './support/seal-lab.js';

const HOUR = 3_600;

describe('audit rows that come after the seal of their time', () => {
  const log = new LogCapture();
  let lab: SealLab;

  beforeEach(async () => {
    log.clear();
    lab = await SealLab.create({ log: { level: 'info', destination: log } });
    await lab.happen(4);
    lab.settle();
    await lab.seal();
  });

  afterEach(() => lab.close());

  /** As a server whose clock is behind, or a transaction that was open for too long. */
  async function comeLate(count: number, seconds: number): Promise<string[]> {
    lab.server.clock.advance(-seconds);
    const ids = await lab.happen(count, 0);
    lab.server.clock.advance(seconds);
    return ids;
  }

  const job = () => lab.server.app.get(Jobs).find('seal-late-audit')!;

  /** As a run of the job does. */
  async function run(limit = 1000): Promise<number> {
    const jobRun = new JobRun(job(), { batchSize: limit, budgetMs: 60_000 });
    expect(await jobRun.go()).toBe('DONE');
    return jobRun.rows;
  }

  /** Seals of ranges that hold nothing, after the first. */
  async function addSeals(count: number): Promise<void> {
    const { columns } = lab.server.app.get(DataSource).getMetadata(AuditSeal);
    const names = columns.map(({ databaseName }) => databaseName);
    const values = names.map(
      (name) =>
        ({ sequence_number: 'i', after_timestamp: 'through_timestamp', after_log_id: 'through_log_id' })[
          name
        ] ?? name,
    );
    await lab.server.rows.execute(`INSERT INTO audit_seals (${names.join(', ')})
      WITH RECURSIVE numbers(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM numbers WHERE i <= ${count})
      SELECT ${values.join(', ')} FROM audit_seals, numbers WHERE sequence_number = 1`);
  }

  it('are no alarm, are told of while they wait, and are named by a supplement', async () => {
    const [id] = await comeLate(1, 303);
    expect(await lab.verify()).toMatchObject({ fault: undefined, waiting: 1, firstWaiting: id, late: 0 });
    expect(await job().due()).toBe(1);
    expect(await run()).toBe(1);
    expect(log.text).toContain('1 audit rows came after the seal 1 of their time; the seal 2 names them');
    lab.server.clock.advance(1000 * HOUR);
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 2, waiting: 0, late: 1 });
    expect([await job().due(), await run()]).toEqual([0, 0]);
  });

  it('are sealed as any others when their time is not sealed yet', async () => {
    lab.server.clock.advance(HOUR);
    await lab.happen(2);
    await comeLate(2, 60);
    lab.settle();
    await lab.seal();
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 2, waiting: 0, late: 0 });
  });

  it('are sealed in portions, and again when more of them come', async () => {
    await comeLate(3, 303);
    expect(await job().batch(2)).toBe(2);
    expect(await run(2)).toBe(1);
    await comeLate(2, 304);
    expect(await run()).toBe(2);
    await lab.happen(1);
    lab.settle();
    await lab.seal();
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 5, late: 5, waiting: 0 });
  });

  it('are found in the right range of many', async () => {
    for (let round = 0; round < 3; round++) {
      await lab.happen(2, 10);
      lab.settle();
      await lab.seal();
    }
    await comeLate(1, 635);
    await run();
    const [row] = await lab.server.rows.select(
      'SELECT supplements FROM audit_seals WHERE supplements IS NOT NULL',
    );
    expect(row).toEqual({ supplements: 3 });
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 5, late: 1 });
  });

  it('cost one look at each range, in however many they came', async () => {
    for (let round = 0; round < 5; round++) {
      await lab.happen(2, 10);
      lab.settle();
      await lab.seal();
    }
    // A range ends five minutes before it was sealed: one row for each but the first.
    for (const seconds of [312, 633, 954, 1275]) await comeLate(1, seconds);
    const looks = jest.spyOn(AuditSealRepository.prototype, 'findOutgrown');
    expect(await run()).toBe(4);
    const froms = looks.mock.calls.map(([first]) => first);
    looks.mockRestore();
    expect(froms.slice(0, 5)).toEqual([1, 4, 5, 6, 7]);
    expect(await lab.verify()).toMatchObject({ fault: undefined, waiting: 0, late: 4 });
  });

  it('are looked for in so many ranges a batch, however many there are', async () => {
    await addSeals(1200);
    const looks = jest.spyOn(AuditSealRepository.prototype, 'findOutgrown');
    for (const goesOn of [true, true, false]) {
      expect(await job().batch(1000)).toBe(0);
      expect(job().goesOn?.()).toBe(goesOn);
    }
    expect(looks.mock.calls).toEqual([
      [1, 500],
      [501, 1000],
      [1001, 1201],
    ]);
    looks.mockRestore();
    await comeLate(1, 303);
    expect(await run()).toBe(1);
  });

  it('are an alarm, and get no supplement, when they come a day later', async () => {
    lab.server.clock.advance(24 * HOUR);
    const [id] = await comeLate(1, 24 * HOUR + 303);
    expect([await job().due(), await run()]).toEqual([0, 0]);
    expect(await lab.faultOf()).toBe(`The row ${id} was inserted after its time had been sealed (seal 1).`);
  });

  it('are guarded by their supplement like all others', async () => {
    const [first, second] = await comeLate(2, 303);
    await run();
    await lab.tamper(`UPDATE audit_logs SET cupid = 'another' WHERE log_id = $1`, [second]);
    expect(await lab.faultOf()).toBe(`The row ${second} was changed (seal 1).`);
    await lab.tamper('DELETE FROM audit_logs WHERE log_id = $1', [first]);
    expect(await lab.faultOf()).toBe(`The row ${first} is missing (seal 1).`);
  });

  it('cannot be made by a supplement of no range', async () => {
    await comeLate(1, 303);
    await run();
    await comeLate(1, 303);
    await run();
    await lab.tamper('DELETE FROM audit_seals WHERE sequence_number = 2');
    expect(await lab.faultOf()).toBe(`The seal 2 is missing.`);
  });

  it('are found by two sealers at once, and sealed by one', async () => {
    await comeLate(3, 303);
    const sealed = await Promise.all([job().batch(1000), job().batch(1000), job().batch(1000)]);
    expect(sealed.sort()).toEqual([0, 0, 3]);
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 2, late: 3 });
  });
});
