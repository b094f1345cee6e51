import { Engine } from '../src/database/engine.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { figures } from './support/figures.js';
import { usesPostgres } from './support/test-config.js';
import { signIn } from './support/walk.js';

// SQLite's plans are not what anybody waits for.
const onPostgres = usesPostgres ? it : it.skip;

describe('the metrics of the database, and of what lies in it,', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => server.close());

  it('time statements and transactions', async () => {
    const count = async (kind: string) =>
      (await figures(server.api))[`sallyport_database_duration_seconds_count{kind="${kind}"}`] ?? 0;
    const before = [await count('statement'), await count('transaction')] as const;
    await signIn(server.api);
    const transactions = (await count('transaction')) - before[1];
    expect(transactions).toBeGreaterThan(0);
    expect((await count('statement')) - before[0]).toBeGreaterThanOrEqual(transactions);
  });

  it('show what waits in the outbox, and for how long', async () => {
    const row = `INSERT INTO mail_outbox (id, kind, reference, status, attempts, next_attempt_at, created_at)
                 VALUES ($1, 'a-kind', 'x', 'PENDING', 0, $2, $2)`;
    const queued = server.clock.now();
    await server.rows.execute(row, ['00000000-0000-4000-8000-000000000001', queued]);
    server.clock.advance(3);
    await server.rows.execute(row, ['00000000-0000-4000-8000-000000000002', server.clock.now()]);
    server.clock.advance(10);
    const now = await figures(server.api);
    expect(now).toMatchObject({
      sallyport_mail_outbox_depth: 2,
      sallyport_mail_outbox_oldest_age_seconds: 13,
    });
    await server.rows.execute('DELETE FROM mail_outbox');
    server.clock.advance(10);
    expect(await figures(server.api)).toMatchObject({
      sallyport_mail_outbox_depth: 0,
      sallyport_mail_outbox_oldest_age_seconds: 0,
    });
  });

  onPostgres('look for what waits in the outbox by its indexes', async () => {
    const unitOfWork = server.app.get(UnitOfWork);
    const asked = jest.spyOn(unitOfWork, 'query');
    server.clock.advance(10);
    await figures(server.api);
    const [sql = ''] = asked.mock.calls.map(([text]) => text).filter((text) => text.includes('mail_outbox'));
    const plan = await unitOfWork.run(async () => {
      // On a table of no rows PostgreSQL would not bother.
      await unitOfWork.query('SET LOCAL enable_seqscan = off');
      return unitOfWork.query(`EXPLAIN ${sql}`);
    });
    const text = JSON.stringify(plan.rows);
    for (const index of ['idx_mail_outbox_due', 'idx_mail_outbox_claimed']) expect(text).toContain(index);
    expect(text).not.toContain('Sort');
  });

  it('show how long a job has been due, whoever ran it', async () => {
    const overdue = async () =>
      (await figures(server.api))['sallyport_job_overdue_seconds{task="expire-transactions"}'];
    const jobs = server.app.get(JobsService);
    const job = jobs.find('expire-transactions')!;
    const neverRun = await overdue();
    server.clock.advance(100);
    expect(await overdue()).toBe(neverRun + 100);
    await jobs.runNow(job);
    server.clock.advance(10);
    expect(await overdue()).toBe(0);
    server.clock.advance(job.everySeconds);
    expect(await overdue()).toBe(10);
  });

  it('are told without the database too, but for what only it knows', async () => {
    server.clock.advance(60);
    jest.spyOn(server.app.get(Engine), 'open').mockRejectedValue(new Error('down'));
    const now = await figures(server.api);
    expect(now['sallyport_dependency_health{dependency="database"}']).toBe(0);
    expect(now['sallyport_dependency_health{dependency="memory"}']).toBe(1);
    expect(now).not.toHaveProperty('sallyport_mail_outbox_depth');
    expect(Object.keys(now).join()).not.toContain('sallyport_job_overdue_seconds');
    expect(now).toHaveProperty('process_resident_memory_bytes');
  });
});
