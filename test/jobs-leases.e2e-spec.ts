import { hostname } from 'node:os';
import { HeldUp, Jobs } from '../src/common/jobs.js';
import { JobScheduler } from '../src/modules/jobs/job-scheduler.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { Errand } from './support/errand.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

const leaseOf = async ({ rows }: TestServer) => {
  const [lease] = await rows.select(`SELECT * FROM leases WHERE name = 'errand'`);
  return lease;
};

describe('a job with a lease', () => {
  let database: TestDatabase | undefined;
  let server: TestServer;
  let errand: Errand;

  const open = async (): Promise<[TestServer, Errand]> => {
    const one = await createTestServer({ env: { JOB_BATCH_SIZE: '10' }, databaseUrl: database?.url });
    const job = new Errand();
    one.app.get(Jobs).add(job);
    return [one, job];
  };

  beforeEach(async () => {
    database = usesPostgres ? await createTestDatabase() : undefined;
    [server, errand] = await open();
  });
  afterEach(async () => {
    await server.close();
    await database?.drop();
  });

  const service = ({ app }: TestServer = server) => app.get(JobsService);

  it('runs when it is due, once, and not again before its time', async () => {
    errand.results = [10, 10, 3];
    expect(await service().runIfDue(errand)).toEqual({ outcome: 'DONE', rows: 23 });
    expect(await service().runIfDue(errand)).toEqual({ outcome: 'BUSY', rows: 0 });
    server.clock.advance(59);
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'BUSY' });
    server.clock.advance(1);
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'DONE' });
    expect(errand.runs).toBe(4);
  });

  it('leaves behind who ran it, how it ended and when it runs next', async () => {
    errand.during = async () => {
      const held = await leaseOf(server);
      expect(held?.holder).toMatch(new RegExp(`^${hostname().slice(0, 80)}/${process.pid}/[0-9a-f]{8}$`));
    };
    errand.results = [4];
    await service().runIfDue(errand);
    expect(await leaseOf(server)).toMatchObject({
      holder: null,
      expires_at: null,
      last_outcome: 'DONE',
      last_rows: 4,
    });
    expect.assertions(2);
  });

  it('is run by nobody else meanwhile, not even by hand', async () => {
    errand.during = async () => {
      expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'BUSY' });
      expect(await service().runNow(errand)).toMatchObject({ outcome: 'BUSY' });
    };
    await service().runIfDue(errand);
    expect(errand.runs).toBe(1);
  });

  it('is taken over half a minute after its server was last heard of, and that server then knows', async () => {
    errand.during = async () => {
      errand.during = () => Promise.resolve();
      server.clock.advance(29);
      expect(await service().runNow(errand)).toMatchObject({ outcome: 'BUSY' });
      server.clock.advance(1);
      expect(await service().runNow(errand)).toMatchObject({ outcome: 'DONE' });
    };
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'LOST' });
    expect(errand.runs).toBe(2);
  });

  it('is not kept from anybody by a clock that was hours ahead', async () => {
    server.clock.advance(86_400);
    await service().runIfDue(errand);
    await server.rows.execute(
      `UPDATE leases SET holder = 'somebody', expires_at = $1 WHERE name = 'errand'`,
      [server.clock.now()],
    );
    server.clock.advance(-43_200);
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'DONE' });
  });

  it('that is held up by others is not done, and is tried again within a minute, not at once', async () => {
    errand.results = [10];
    errand.during = () => (errand.runs === 2 ? Promise.reject(new HeldUp('in use', 3)) : Promise.resolve());
    const held = { outcome: 'UNFINISHED', rows: 13, heldUpBy: 'in use' };
    expect(await service().runIfDue(errand)).toMatchObject(held);
    expect(await leaseOf(server)).toMatchObject({ last_outcome: 'UNFINISHED', last_rows: 13 });
    server.clock.advance(59);
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'BUSY' });
    server.clock.advance(1);
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'DONE' });
  });

  it('that fails is told of and tried again in its time; what its batches did stays', async () => {
    errand.results = [10];
    errand.during = () => (errand.runs === 2 ? Promise.reject(new Error('on purpose')) : Promise.resolve());
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'FAILED', rows: 10 });
    expect(await leaseOf(server)).toMatchObject({ holder: null, last_outcome: 'FAILED', last_rows: 10 });
    server.clock.advance(60);
    expect(await service().runIfDue(errand)).toMatchObject({ outcome: 'DONE' });
  });

  it('stops after the batch in hand when the server does, and goes on a second later', async () => {
    errand.results = [10, 10, 10];
    errand.during = () => {
      service().stop();
      return Promise.resolve();
    };
    expect(await service().runIfDue(errand)).toEqual({ outcome: 'UNFINISHED', rows: 10 });
    errand.during = () => Promise.resolve();
    server.clock.advance(1);
    expect(await service().runIfDue(errand)).toEqual({ outcome: 'DONE', rows: 20 });
  });

  it('is found by the scheduler, as are all the others', async () => {
    await server.app.get(JobScheduler).tick();
    expect(errand.runs).toBe(1);
    const leases = await server.rows.select(
      `SELECT name FROM leases WHERE last_outcome = 'DONE' ORDER BY name`,
    );
    expect(leases.map(({ name }) => name)).toEqual(service().all.map(({ name }) => name));
    expect(await service().findDue()).toEqual([]);
  });

  it('is taken over in the round that is under way when its server is killed', async () => {
    const taken = new Errand('taken over');
    server.app.get(Jobs).add(taken);
    await service().runIfDue(taken);
    await service().runIfDue(errand);
    server.clock.advance(60);
    // It has waited longest, and so is asked for first.
    await server.rows.execute(
      `UPDATE leases SET holder = 'killed', expires_at = $1, next_run_at = $2 WHERE name = 'taken over'`,
      [new Date(server.clock.now().getTime() + 30_000), new Date('2026-02-01')],
    );
    errand.during = () => {
      server.clock.advance(31);
      return Promise.resolve();
    };
    await server.app.get(JobScheduler).tick();
    expect([errand.runs, taken.runs]).toEqual([2, 2]);
  });

  const onPostgres = usesPostgres ? it : it.skip;

  onPostgres('runs in one of two servers (SQLite in memory has one)', async () => {
    const [other, copy] = await open();
    try {
      const reports = await Promise.all([service().runIfDue(errand), service(other).runIfDue(copy)]);
      expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['BUSY', 'DONE']);
      expect(errand.runs + copy.runs).toBe(1);
    } finally {
      await other.close();
    }
  });

  onPostgres('runs on connections of its own (SQLite has one for everybody)', async () => {
    const pids: unknown[] = [];
    const pid = async () => (await server.rows.select('SELECT pg_backend_pid() AS pid'))[0]?.pid;
    errand.during = async () => {
      pids.push(await pid());
    };
    await service().runIfDue(errand);
    const others = await Promise.all(Array.from({ length: 5 }, pid));
    expect(others).not.toContain(pids[0]);
  });
});
