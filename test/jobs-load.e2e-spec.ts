import { Jobs } from '../src/common/jobs.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { tokenFor } from './support/hand-offs.js';
import { SEAL_KEY } from './support/seal-lab.js';
import { usesPostgres } from './support/test-config.js';
import { bindDevice, newPerson, refreshTokenOf } from './support/walk.js';
import { WEBHOOK_SECRET, WebhookReceiver } from './support/webhook-receiver.js';

const DAY = 24 * 60 * 60;
/**
 * PostgreSQL gives a statement up that waits any longer for a lock, and the client gets 503. Whoever makes a table longer locks it for a
 * moment, which is one of a millisecond or two on a busy machine; that no row is waited for is shown in `jobs-held`.
 */
const IMPATIENT = { DB_LOCK_TIMEOUT: '50', JOB_BATCH_SIZE: '50', JOB_TIME_BUDGET: '5s' };
const SEALED = { AUDIT_SEALING: 'true', AUDIT_SEAL_KEYS: SEAL_KEY };
/** Requests bring it new work while it works. */
const ENDLESS = 'drain-siem-outbox';

const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('jobs beside requests, on PostgreSQL (on SQLite everybody takes turns),', () => {
  let siem: WebhookReceiver;
  let server: TestServer;

  beforeAll(async () => {
    siem = await WebhookReceiver.start();
    const sent = { SIEM_WEBHOOK_URL: siem.url, SIEM_WEBHOOK_SECRET: WEBHOOK_SECRET };
    server = await createTestServer({ env: { ...IMPATIENT, ...SEALED, ...sent } });
  });
  afterAll(async () => {
    await server.close();
    await siem.stop();
  });

  /** Something for the jobs: logins finished and not, sessions, tokens, devices, hand-offs, audit rows that are not sealed nor sent. */
  const leaveThePast = async () => {
    for (let round = 0; round < 60; round++) {
      const { body } = await server.api.login('testuser');
      await tokenFor(server.api, body.access_token);
      if (round % 10 === 0) {
        const { username } = await newPerson(server, 'mfauser');
        await bindDevice(server.api, username, { drs_action_token: `device ${round}` });
      }
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
    const outcomes: [string, string][] = [];
    // The second time for what the first has made due: expired first, then removed.
    for (const name of [...names, ...names]) outcomes.push([name, await work(name)]);
    isWorking = false;
    const statuses = (await Promise.all(requests)).flat();
    expect(statuses.filter((status) => status >= 300)).toEqual([]);
    expect(statuses.length).toBeGreaterThan(0);
    expect(outcomes.filter(([name, outcome]) => outcome !== 'DONE' && name !== ENDLESS)).toEqual([]);
    const now = [server.clock.now()];
    expect(await server.rows.count('auth_contexts', 'created_at < $1', now)).toBe(0);
    expect(await server.rows.count('cross_app_sessions_archive')).toBe(60);
    expect(await server.rows.count('trusted_devices', `status = 'EXPIRED'`)).toBe(6);
    expect(await server.rows.count('audit_seals')).toBeGreaterThan(0);
    expect(siem.bodies.length).toBeGreaterThan(0);
  });
});
