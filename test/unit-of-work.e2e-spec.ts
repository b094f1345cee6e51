import { Abandoned } from '../src/database/abandoned.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { MfaFactor } from '../src/modules/mfa/mfa-factor.entity.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { factorRow } from './support/factor-row.js';

describe('a unit of work', () => {
  let server: TestServer;
  let unit: UnitOfWork;

  beforeAll(async () => {
    server = await createTestServer();
    unit = server.app.get(UnitOfWork);
  });

  afterEach(() => server.rows.execute('DELETE FROM mfa_factors'));
  afterAll(() => server.close());

  const addNow = (cupid: string) => unit.insertNow(MfaFactor, factorRow(cupid), '');
  const addLater = (cupid: string) => unit.insert(MfaFactor, [factorRow(cupid)]);
  const present = async () =>
    (await server.rows.select('SELECT cupid FROM mfa_factors ORDER BY cupid')).map(({ cupid }) => cupid);
  const fail = (message = 'on purpose') => Promise.reject(new Error(message));

  it('commits all of its writes, and returns what its work returned', async () => {
    const result = await unit.run(async () => {
      await addNow('a');
      addLater('b');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await present()).toEqual(['a', 'b']);
  });

  it('undoes all of its writes when its work fails', async () => {
    const failing = unit.run(async () => {
      await addNow('a');
      addLater('b');
      return fail();
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await present()).toEqual([]);
  });

  it('is joined by a unit inside it: one fate for both', async () => {
    const failing = unit.run(async () => {
      await unit.run(() => addNow('inner'));
      return fail();
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await present()).toEqual([]);
  });

  it('shows its own writes to a read inside it, and to nobody else', async () => {
    const seen: unknown[] = [];
    await unit.run(async () => {
      await addNow('a');
      seen.push(await unit.read(async () => (await unit.query('SELECT cupid FROM mfa_factors')).rows.length));
    });
    expect(seen).toEqual([1]);
  });

  it('is doomed by a unit inside it that failed, although the failure was swallowed', async () => {
    const doomed = unit.run(async () => {
      await addNow('a');
      await unit.run(() => fail('inside')).catch(() => undefined);
      return 'all is well';
    });
    await expect(doomed).rejects.toThrow('inside');
    expect(await present()).toEqual([]);
  });

  it('is doomed by a statement that failed, although the failure was swallowed', async () => {
    const doomed = unit.run(async () => {
      await addNow('a');
      await addNow('a').catch(() => undefined);
    });
    await expect(doomed).rejects.toThrow();
    expect(await present()).toEqual([]);
  });

  it('is undone when the rows for its end cannot be written', async () => {
    const failing = unit.run(async () => {
      await addNow('a');
      addLater('a');
    });
    await expect(failing).rejects.toThrow();
    expect(await present()).toEqual([]);
  });

  it('writes rows for its end together, even when they are all there is', async () => {
    const failing = unit.run(async () => {
      addLater('a');
      unit.defer('UPDATE mfa_factors SET consecutive_failures = -1 WHERE cupid = $1', ['b']);
      addLater('b');
      addLater('b');
    });
    await expect(failing).rejects.toThrow();
    expect(await present()).toEqual([]);
    await unit.run(async () => {
      addLater('a');
      addLater('b');
    });
    expect(await present()).toEqual(['a', 'b']);
  });

  it('can be abandoned: nothing is left of it, and it says why', async () => {
    const result = await unit.attempt(async () => {
      await addNow('a');
      throw new Abandoned('LOST');
    });
    expect(result).toEqual(new Abandoned('LOST'));
    expect(await present()).toEqual([]);
  });

  it.each([
    ['goes on with a demand that changes a row', 'a', ['a', 'b']],
    ['is abandoned with a demand that changes none', 'nobody', ['a']],
  ])('%s', async (_what, cupid, left) => {
    await unit.run(() => addNow('a'));
    const result = await unit.attempt(() => {
      unit.defer('UPDATE mfa_factors SET lock_count = 7 WHERE cupid = $1', [cupid], 'GONE');
      unit.insert(MfaFactor, [factorRow('b')]);
      return Promise.resolve('done');
    });
    expect(result).toEqual(cupid === 'a' ? 'done' : new Abandoned('GONE'));
    expect(await present()).toEqual(left);
  });

  it('is abandoned whole, what it wrote before its end too', async () => {
    const result = await unit.attempt(async () => {
      await addNow('a');
      unit.defer('UPDATE mfa_factors SET lock_count = 7 WHERE cupid = $1', ['nobody'], 'GONE');
    });
    expect(result).toEqual(new Abandoned('GONE'));
    expect(await present()).toEqual([]);
  });

  it('cannot be abandoned inside another, which would commit the rest', async () => {
    const outer = unit.run(() => unit.attempt(() => Promise.resolve()));
    await expect(outer).rejects.toThrow('outermost');
  });

  it('of a single statement takes no second one', async () => {
    const second = unit.runSingle(async () => {
      await unit.query('UPDATE mfa_factors SET lock_count = 0');
      await unit.query('UPDATE mfa_factors SET lock_count = 1');
    });
    await expect(second).rejects.toThrow('second statement');
  });

  it('is asked for by whoever writes: a read refuses to, now and later', async () => {
    await expect(unit.read(() => addNow('a'))).rejects.toThrow('unitOfWork.run');
    await expect(unit.read(async () => addLater('a'))).rejects.toThrow('unitOfWork.run');
    await expect(unit.read(() => unit.query('DELETE FROM mfa_factors'))).rejects.toThrow('unitOfWork.run');
    await expect(unit.read(() => unit.run(() => addNow('a')))).rejects.toThrow('inside a read');
    expect(await present()).toEqual([]);
  });

  it('is the only way to the database', () => {
    expect(() => unit.query('SELECT 1')).toThrow('outside a unit of work');
    expect(() => unit.repository(MfaFactor)).toThrow('outside a unit of work');
    expect(() => addLater('a')).toThrow('outside a unit of work');
  });

  it('refuses what was started in it and not awaited, once it is over', async () => {
    let late: Promise<unknown> = Promise.resolve();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await unit.run(async () => {
      late = held.then(() => addNow('late'));
      await addNow('a');
    });
    release();
    await expect(late).rejects.toThrow('not awaited');
    expect(await present()).toEqual(['a']);
  });

  it('goes on after others have failed', async () => {
    await unit.run(() => fail()).catch(() => undefined);
    await unit.read(() => unit.query('SELECT no_such_column FROM mfa_factors')).catch(() => undefined);
    await unit.run(() => addNow('a'));
    expect(await present()).toEqual(['a']);
  });
});
