import { UnitOfWork } from '../src/database/unit-of-work.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';

describe('what is to follow a commit', () => {
  const log = new LogCapture();
  let server: TestServer;
  let unitOfWork: UnitOfWork;
  let followed: string[];

  beforeAll(async () => {
    server = await createTestServer({ log: { level: 'error', destination: log } });
    unitOfWork = server.app.get(UnitOfWork);
  });

  beforeEach(async () => {
    followed = [];
    await server.rows.execute('DELETE FROM mfa_factors');
  });

  afterAll(() => server.close());

  const follow = (name: string) => unitOfWork.afterCommit(() => followed.push(name));
  const write = () =>
    unitOfWork.query(
      `INSERT INTO mfa_factors (cupid, factor_type, consecutive_failures, lock_count, created_at, updated_at)
       VALUES ('x', 'OUT_OF_BAND', 0, 0, $1, $1)`,
      [server.clock.now()],
    );

  it('comes after it, in order, before the unit is over for its caller', async () => {
    const seen = await unitOfWork.run(async () => {
      follow('first');
      await write();
      follow('second');
      return [...followed];
    });
    expect(seen).toEqual([]);
    expect(followed).toEqual(['first', 'second']);
    expect(await server.rows.count('mfa_factors')).toBe(1);
  });

  it('waits for the outermost unit', async () => {
    await unitOfWork.run(async () => {
      await unitOfWork.run(async () => {
        follow('inner');
        await write();
      });
      expect(followed).toEqual([]);
    });
    expect(followed).toEqual(['inner']);
  });

  it('does not come when the unit rolls back', async () => {
    const work = unitOfWork.run(async () => {
      await write();
      follow('never');
      throw new Error('changed our minds');
    });
    await expect(work).rejects.toThrow('changed our minds');
    expect(followed).toEqual([]);
  });

  it('does not come when the commit fails', async () => {
    const work = unitOfWork.run(async () => {
      follow('never');
      await write();
      // Written when the unit ends, and refused then.
      unitOfWork.defer(`INSERT INTO mfa_factors (cupid) VALUES ($1)`, ['x']);
    });
    await expect(work).rejects.toThrow();
    expect(followed).toEqual([]);
    expect(await server.rows.count('mfa_factors')).toBe(0);
  });

  it('may open units of its own', async () => {
    const counted: Promise<number>[] = [];
    await unitOfWork.run(async () => {
      await write();
      unitOfWork.afterCommit(() => counted.push(server.rows.count('mfa_factors')));
    });
    expect(await Promise.all(counted)).toEqual([1]);
  });

  it('cannot undo the commit by failing, nor keep others from following', async () => {
    const result = await unitOfWork.run(async () => {
      unitOfWork.afterCommit(() => {
        throw new Error('it came to grief');
      });
      follow('second');
      return 'done';
    });
    expect(result).toBe('done');
    expect(followed).toEqual(['second']);
    expect(log.text).toContain('What was to follow a commit failed');
  });

  it('has no place in a read, or outside', async () => {
    await expect(unitOfWork.read(async () => follow('never'))).rejects.toThrow('needs a unit of work');
    expect(() => follow('never')).toThrow('outside a unit of work');
  });
});
