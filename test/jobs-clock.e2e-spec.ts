import { Jobs } from '../src/common/jobs.js';
import { Meters } from '../src/common/meters.js';
import { JobScheduler } from '../src/modules/jobs/job-scheduler.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { Errand } from './support/errand.js';
import { usesPostgres } from './support/test-config.js';

// The embedded database has the clock of its process.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('jobs, by a server whose clock is ahead of the database', () => {
  let server: TestServer;
  let errand: Errand;

  const open = async (tolerance: string) => {
    server = await createTestServer({ env: { JOB_CLOCK_TOLERANCE: tolerance } });
    errand = new Errand();
    server.app.get(Jobs).add(errand);
  };
  /** In seconds, from the clock that the database has as well. */
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

  it.each([
    ['is only a little ahead', '10m', 300],
    ['is behind', '1m', -7_200],
    ['is not compared', '0', 7_200],
  ])('are run when it %s', async (_, tolerance, seconds) => {
    await open(tolerance);
    setAhead(seconds);
    expect(await runNow()).toMatchObject({ outcome: 'DONE' });
  });
});
