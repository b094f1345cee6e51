import { Jobs } from '../src/common/jobs.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import type { Person } from '../src/modules/identity/person.js';
import { ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { tokenFor } from './support/hand-offs.js';
import { limitedServer } from './support/limits.js';
import { LogCapture } from './support/log-capture.js';
import { usesPostgres } from './support/test-config.js';
import { bindDevice, newPerson, refreshTokenOf } from './support/walk.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Whoever waits for a row at all is given up, or counts by itself and logs it. */
const IMPATIENT = { DB_LOCK_TIMEOUT: '1' };
const LIMITS = ['login', 'login-address', 'refresh', 'mfa-initiate', 'default']
  .map((policy) => `${policy}=1000/1m`)
  .join(',');
const DEVICE = { drs_action_token: 'a phone' };

const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('while the rows of a batch are locked, on PostgreSQL,', () => {
  let server: TestServer;
  let log: LogCapture;

  /** Something for each of the jobs. */
  const leaveThePast = async () => {
    const { body } = await server.api.login('testuser');
    await tokenFor(server.api, body.access_token);
    const { username } = await newPerson(server, 'mfauser');
    await bindDevice(server.api, username, DEVICE);
    await server.api.initiate(ids(await server.api.login('mfauser')));
    server.clock.advance(100 * DAY);
  };

  beforeAll(async () => {
    log = new LogCapture();
    server = await limitedServer(LIMITS, { env: IMPATIENT, log: { level: 'error', destination: log } });
    await leaveThePast();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  /** Somebody with a live session whose access token has run out, and a device whose trust has. */
  const comeBackAfter = async (seconds: number): Promise<{ person: Person; refreshToken: string }> => {
    const person = await newPerson(server, 'mfauser');
    const bound = await bindDevice(server.api, person.username, DEVICE);
    await server.rows.execute('UPDATE trusted_devices SET expires_at = $1 WHERE cupid = $2', [
      new Date(server.clock.now().getTime() + 1_000),
      person.cupid,
    ]);
    await server.api.login('testuser');
    server.clock.advance(seconds);
    return { person, refreshToken: refreshTokenOf(bound) };
  };

  /** @returns how many rows the batch had */
  const holding = async (name: string, work: () => Promise<void>): Promise<number> => {
    const unitOfWork = server.app.get(UnitOfWork);
    const job = server.app.get(Jobs).find(name)!;
    let end!: () => void;
    const isOver = new Promise<void>((resolve) => (end = resolve));
    let rows = 0;
    const locked = new Promise<void>((resolve, reject) => {
      const batch = async () => {
        rows = await job.batch(1000);
        resolve();
        await isOver;
      };
      unitOfWork.maintain(() => unitOfWork.run(batch)).catch(reject);
    });
    await locked;
    await work().finally(end);
    return rows;
  };

  it.each([
    ['purge-rate-limits', 30 * MINUTE],
    ['expire-transactions', 2 * HOUR],
    ['abandon-contexts', 2 * HOUR],
    ['expire-tokens', 2 * HOUR],
    ['purge-tokens', 2 * HOUR],
    ['expire-sessions', 2 * HOUR],
    ['expire-devices', 2 * HOUR],
    ['archive-hand-offs', 2 * HOUR],
    ['purge-contexts', 2 * HOUR],
  ])('%s keeps nobody from a refresh, a login or a trusted device', async (name, seconds) => {
    const complaints = log.entries.length;
    const { person, refreshToken } = await comeBackAfter(seconds);
    const rows = await holding(name, async () => {
      const refreshed = await server.api.refresh(refreshToken);
      const login = await server.api.login('testuser');
      const bound = await bindDevice(server.api, person.username, DEVICE);
      expect([refreshed.status, login.status, bound.status]).toEqual([200, 201, 200]);
    });
    expect(rows).toBeGreaterThan(0);
    expect(await server.rows.count('trusted_devices', 'cupid = $1', [person.cupid])).toBe(1);
    expect(log.entries.slice(complaints)).toEqual([]);
  });
});
