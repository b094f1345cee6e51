import { Jobs } from '../src/common/jobs.js';
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

  it('are no alarm, are told of while they wait, and are named by a supplement', async () => {
    const [id] = await comeLate(1, 303);
    expect(await lab.verify()).toMatchObject({ fault: undefined, waiting: 1, firstWaiting: id, late: 0 });
    expect(await job().due()).toBe(1);
    expect(await job().batch(1000)).toBe(1);
    expect(log.text).toContain('1 audit rows came after the seal 1 of their time; the seal 2 names them');
    lab.server.clock.advance(1000 * HOUR);
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 2, waiting: 0, late: 1 });
    expect([await job().due(), await job().batch(1000)]).toEqual([0, 0]);
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
    expect(await job().batch(2)).toBe(1);
    await comeLate(2, 304);
    expect(await job().batch(1000)).toBe(2);
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
    await job().batch(1000);
    const [row] = await lab.server.rows.select(
      'SELECT supplements FROM audit_seals WHERE supplements IS NOT NULL',
    );
    expect(row).toEqual({ supplements: 3 });
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 5, late: 1 });
  });

  it('are an alarm, and get no supplement, when they come a day later', async () => {
    lab.server.clock.advance(24 * HOUR);
    const [id] = await comeLate(1, 24 * HOUR + 303);
    expect([await job().due(), await job().batch(1000)]).toEqual([0, 0]);
    expect(await lab.faultOf()).toBe(`The row ${id} was inserted after its time had been sealed (seal 1).`);
  });

  it('are guarded by their supplement like all others', async () => {
    const [first, second] = await comeLate(2, 303);
    await job().batch(1000);
    await lab.tamper(`UPDATE audit_logs SET cupid = 'another' WHERE log_id = $1`, [second]);
    expect(await lab.faultOf()).toBe(`The row ${second} was changed (seal 1).`);
    await lab.tamper('DELETE FROM audit_logs WHERE log_id = $1', [first]);
    expect(await lab.faultOf()).toBe(`The row ${first} is missing (seal 1).`);
  });

  it('cannot be made by a supplement of no range', async () => {
    await comeLate(1, 303);
    await job().batch(1000);
    await comeLate(1, 303);
    await job().batch(1000);
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
