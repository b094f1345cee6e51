import { Jobs } from '../src/common/jobs.js';
import { Meters } from '../src/common/meters.js';
import { JobScheduler } from '../src/modules/jobs/job-scheduler.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { Errand } from './support/errand.js';
import { usesPostgres } from './support/test-config.js';

// The embedded database has the clock of its process.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('jobs, by a server whose clock is not that of the database', () => {
  let server: TestServer;
  let errand: Errand;

  const open = async (tolerance: string) => {
    server = await createTestServer({ env: { JOB_CLOCK_TOLERANCE: tolerance } });
    errand = new Errand();
    server.app.get(Jobs).add(errand);
  };
  /** In seconds, from the clock that the database has as well; behind it where negative. */
  const setAhead = (seconds: number) =>
    server.clock.advance((Date.now() - server.clock.now().getTime()) / 1000 + seconds);
  const runNow = () => server.app.get(JobsService).runNow(errand);

  afterEach(() => server.close());

  it('are not run, neither when they are due nor when they are asked for, until it is right', async () => {
    await open('1m');
    setAhead(120);
    await expect(runNow()).rejects.toThrow(
      /^the clock of this machine is 1(19|20) s ahead of the database's/,
    );
    await server.app.get(JobScheduler).tick();
    expect([errand.runs, await server.rows.count('leases')]).toEqual([0, 0]);
    const failed = await server.app.get(Meters).registry.getSingleMetricAsString('sallyport_job_runs_total');
    expect(failed).toMatch(/task="errand",outcome="FAILED"\} 1$/m);
    setAhead(0);
    expect(await runNow()).toMatchObject({ outcome: 'DONE' });
  });

  it('are not taken over from another server, to which a live lease is no lease from the future', async () => {
    await open('30s');
    const end = new Date(Date.now() + 25_000);
    await server.rows.execute(
      `INSERT INTO leases (name, holder, expires_at, next_run_at) VALUES ('errand', 'another', $1, $1)`,
      [end],
    );
    setAhead(-130);
    await expect(runNow()).rejects.toThrow(
      /^the clock of this machine is 1(29|30|31) s behind the database's/,
    );
    expect(await server.rows.select('SELECT holder FROM leases')).toEqual([{ holder: 'another' }]);
    expect(errand.runs).toBe(0);
  });

  it.each([
    ['is only a little ahead', '10m', 300],
    ['is only a little behind', '10m', -300],
    ['is not compared', '0', 7_200],
    ['is not compared and behind', '0', -7_200],
  ])('are run when it %s', async (_, tolerance, seconds) => {
    await open(tolerance);
    setAhead(seconds);
    expect(await runNow()).toMatchObject({ outcome: 'DONE' });
  });
});
