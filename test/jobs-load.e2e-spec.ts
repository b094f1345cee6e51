import { Jobs } from '../src/common/jobs.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { usesPostgres } from './support/test-config.js';
import { refreshTokenOf } from './support/walk.js';

const DAY = 24 * 60 * 60;
/** PostgreSQL gives a statement up that waits any longer for a lock, and the client gets 503. */
const IMPATIENT = { DB_LOCK_TIMEOUT: '1', JOB_BATCH_SIZE: '10' };

const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('jobs beside requests, on PostgreSQL (on SQLite everybody takes turns),', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: IMPATIENT });
  });
  afterAll(() => server.close());

  /** Something for every job: logins finished and not, sessions, tokens. */
  const leaveThePast = async () => {
    for (let round = 0; round < 60; round++) {
      await server.api.login('testuser');
      await server.api.initiate(ids(await server.api.login('mfauser')));
    }
    server.clock.advance(100 * DAY);
  };

  const signInAndGoOn = async (): Promise<number[]> => {
    const login = await server.api.login('testuser');
    const refreshed = await server.api.refresh(refreshTokenOf(login));
    const other = await server.api.login('mfauser');
    const sent = await server.api.initiate(ids(other));
    return [login, refreshed, other, sent].map(({ status }) => status);
  };

  const work = async (name: string): Promise<string> => {
    const job = server.app.get(Jobs).find(name)!;
    return (await server.app.get(JobsService).runNow(job)).outcome;
  };

  it('never hold a lock that a login, a challenge or a refresh waits for, nor wait for one', async () => {
    await leaveThePast();
    // Those of partitions have a story of their own: in the moment of a DETACH nobody can insert.
    const jobs = server.app.get(Jobs).all.map(({ name }) => name);
    const names = jobs.filter((name) => !name.endsWith('-partitions'));
    let isWorking = true;
    const requests = Array.from({ length: 4 }, async () => {
      const statuses: number[] = [];
      while (isWorking) statuses.push(...(await signInAndGoOn()));
      return statuses;
    });
    const outcomes: string[] = [];
    // The second time for what the first has made due: expired first, then removed.
    for (const name of [...names, ...names]) outcomes.push(await work(name));
    isWorking = false;
    const statuses = (await Promise.all(requests)).flat();
    expect(statuses.filter((status) => status >= 300)).toEqual([]);
    expect(statuses.length).toBeGreaterThan(0);
    expect(new Set(outcomes)).toEqual(new Set(['DONE']));
    expect(await server.rows.count('auth_contexts', 'created_at < $1', [server.clock.now()])).toBe(0);
  });
});
