import { Jobs } from '../src/common/jobs.js';
import { Meters } from '../src/common/meters.js';
import { AuditSealRepository } from '../src/modules/audit/audit-seal.repository.js';
import type { FakeClock } from './support/fake-clock.js';
import { LAG, SealLab } from './support/seal-lab.js';

describe('the sealing of the audit trail', () => {
  let lab: SealLab;
  let clock: FakeClock;

  beforeEach(async () => {
    lab = await SealLab.create();
    ({ clock } = lab.server);
    await lab.empty();
  });

  afterEach(() => lab.close());

  const job = (name = 'seal-audit') => lab.server.app.get(Jobs).find(name)!;
  const seals = async () =>
    (await lab.server.rows.select('SELECT * FROM audit_seals ORDER BY sequence_number')).map(
      ({ sequence_number: number, row_count: rows, previous_hash: previous, seal_hash: hash }) => ({
        number,
        rows,
        previous: String(previous),
        hash: String(hash),
      }),
    );

  it('waits until rows have settled', async () => {
    await lab.happen(1);
    // A second has passed.
    clock.advance(LAG - 1);
    expect([await job().due(), await lab.seal()]).toEqual([0, []]);
    clock.advance(0.001);
    expect([await job().due(), (await lab.seal()).length, await job().due()]).toEqual([1, 1, 0]);
  });

  it('chains each seal to the one before, and repeats nothing', async () => {
    const heads: string[] = [];
    for (const count of [2, 3, 1]) {
      await lab.happen(count);
      lab.settle();
      heads.push(...(await lab.seal()));
    }
    expect(await lab.seal()).toEqual([]);
    const made = await seals();
    expect(made.map(({ rows }) => rows)).toEqual([2, 3, 1]);
    expect(made.map(({ previous }) => previous)).toEqual(['0'.repeat(64), made[0]?.hash, made[1]?.hash]);
    expect(heads).toEqual(made.map(({ number, hash }) => `${number}:${hash}`));
    expect(await lab.verify()).toMatchObject({ fault: undefined, seals: 3, rows: 6, head: heads[2] });
  });

  it('loses no row between two seals, not even of one millisecond', async () => {
    await lab.happenAtOnce(7);
    lab.settle();
    for (const expected of [3, 3, 1]) expect(await job().batch(3)).toBe(expected);
    expect(await job().batch(3)).toBe(0);
    expect((await seals()).map(({ rows }) => rows)).toEqual([3, 3, 1]);
    expect(await lab.verify()).toMatchObject({ fault: undefined, rows: 7 });
  });

  it('never puts rows of two months into one seal, and goes on after the end of a month', async () => {
    clock.advance((Date.UTC(2026, 3, 1) - clock.now().getTime()) / 1000 - 2);
    await lab.happen(5);
    lab.settle();
    expect(await job().batch(1000)).toBe(5);
    expect((await seals()).map(({ rows }) => rows)).toEqual([2, 3]);
  });

  it('holds no more than a thousand rows in a seal', async () => {
    await lab.happenAtOnce(1001);
    lab.settle();
    expect(await job().batch(5000)).toBe(1001);
    expect((await seals()).map(({ rows }) => rows)).toEqual([1000, 1]);
    expect(await lab.verify()).toMatchObject({ fault: undefined, rows: 1001 });
  });

  it('is done once when many do it at once', async () => {
    await lab.happen(4);
    lab.settle();
    const sealed = await Promise.all(Array.from({ length: 5 }, () => job().batch(1000)));
    expect(sealed.sort()).toEqual([0, 0, 0, 0, 4]);
    await lab.happen(2);
    lab.settle();
    await Promise.all(Array.from({ length: 5 }, () => job().batch(1)));
    await lab.seal();
    expect(await lab.verify()).toMatchObject({ fault: undefined, rows: 6 });
  });

  it('has nothing half done when it is killed between its read and its write', async () => {
    await lab.happen(3);
    lab.settle();
    await lab.seal();
    await lab.happen(3);
    lab.settle();
    jest.spyOn(lab.server.app.get(AuditSealRepository), 'add').mockRejectedValueOnce(new Error('killed'));
    await expect(job().batch(1000)).rejects.toThrow('killed');
    expect(await lab.verify()).toMatchObject({ fault: undefined, rows: 3, unsealed: 3 });
    await lab.seal();
    expect(await lab.verify()).toMatchObject({ fault: undefined, rows: 6, unsealed: 0 });
  });

  it('begins verifying at any seal, after the one before', async () => {
    for (let round = 0; round < 3; round++) {
      await lab.happen(2);
      lab.settle();
      await lab.seal();
    }
    const [first] = await lab.ids();
    await lab.tamper('DELETE FROM audit_logs WHERE log_id = $1', [first]);
    expect((await lab.verify()).fault).toContain(first);
    expect(await lab.verify({ from: 2 })).toMatchObject({ fault: undefined, seals: 2, rows: 4 });
    await expect(lab.verify({ from: 9 })).rejects.toThrow('There is no seal 8 to begin after');
  });

  it('shows the age of what waits', async () => {
    const age = async () =>
      /^sallyport_audit_unsealed_seconds (\d+)/m.exec(
        await lab.server.app.get(Meters).registry.metrics(),
      )?.[1];
    expect(await age()).toBe('0');
    await lab.happen(1);
    clock.advance(LAG + 99);
    expect(await age()).toBe('100');
  });
});

it('leaves the trail alone where sealing is off', async () => {
  const lab = await SealLab.create({ env: { AUDIT_SEALING: 'false' } });
  expect(lab.server.app.get(Jobs).all.filter(({ name }) => name.includes('audit'))).toEqual([]);
  await lab.close();
});
