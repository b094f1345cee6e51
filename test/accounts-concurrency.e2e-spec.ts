import { Clock } from '../src/common/clock.js';
import { EventBus } from '../src/common/event-bus.js';
import { Random } from '../src/common/random.js';
import { loadConfig } from '../src/config/load-config.js';
import { StaleVersion } from '../src/modules/account/account.errors.js';
import { CredentialRepository } from '../src/modules/account/credential.repository.js';
import { HashQueue } from '../src/modules/account/hash-queue.js';
import { Lookups } from '../src/modules/account/lookups.js';
import { NewRows } from '../src/modules/account/new-rows.js';
import { PasswordHasher } from '../src/modules/account/password-hasher.js';
import { UserRepository } from '../src/modules/account/user.repository.js';
import { UserService } from '../src/modules/account/user.service.js';
import { DATABASE_PEOPLE, PASSWORD } from './support/accounts.js';
import type { Api } from './support/api.js';
import { atOnce, type Cluster, startCluster, tally, withTokens } from './support/cluster.js';

const LIMIT = 10;

describe('many passwords of one person at the same time, on all servers', () => {
  let cluster: Cluster;
  let users: UserService;
  let secret: string;
  let people = 0;

  beforeAll(async () => {
    cluster = await startCluster(DATABASE_PEOPLE);
    const { unitOfWork } = cluster;
    const [clock, lookups] = [new Clock(), new Lookups(loadConfig({}))];
    const tables = [new UserRepository(unitOfWork, lookups), new CredentialRepository(unitOfWork)] as const;
    const rows = new NewRows(lookups, clock, new Random());
    users = new UserService(unitOfWork, ...tables, rows, new EventBus(), clock);
    secret = await new PasswordHasher(new HashQueue(1, 1), new Random(), loadConfig({})).hash(PASSWORD);
  });

  afterAll(() => cluster.close());

  async function somebody() {
    people += 1;
    const username = `person${people}`;
    const fields = { username, email: `${username}@example.test`, status: 'ACTIVE' } as const;
    const user = await users.create(fields, secret, 'test');
    return { username, userId: user!.userId };
  }

  const wrong = (api: Api, username: string) => api.login(username, { password: 'wrong' });
  const right = (api: Api, username: string) => api.login(username, { password: PASSWORD });

  /** How often each became of an attempt. */
  async function outcomes(userId: string): Promise<Record<string, number>> {
    const sql = 'SELECT outcome, count(*) AS n FROM login_attempts WHERE user_id = $1 GROUP BY outcome';
    const rows = await cluster.rows.select(sql, [userId]);
    return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, Number(n)]));
  }

  const locksOf = async (userId: string) =>
    (
      await cluster.rows.select('SELECT failed_login_attempts, lock_count FROM users WHERE user_id = $1', [
        userId,
      ])
    )[0];

  it('are never more than the limit: ten count and lock, the others are not looked at', async () => {
    const { username, userId } = await somebody();
    const answers = await atOnce(cluster, 40, (api) => wrong(api, username));
    expect(tally(answers)).toEqual({ 401: 40 });
    expect(await outcomes(userId)).toEqual({ WRONG_PASSWORD: LIMIT, LOCKED_OUT: 30 });
    expect(await locksOf(userId)).toEqual({ failed_login_attempts: 0, lock_count: 1 });
    expect(
      await cluster.rows.count('audit_logs', `cupid = $1 AND event_type = 'account.password.locked'`, [
        userId,
      ]),
    ).toBe(1);
    expect((await right(cluster.apis[0], username)).status).toBe(401);
  });

  it('lose no count: nine are nine, and the tenth locks', async () => {
    const { username, userId } = await somebody();
    await atOnce(cluster, 9, (api) => wrong(api, username));
    expect(await locksOf(userId)).toEqual({ failed_login_attempts: 9, lock_count: 0 });
    expect(tally(await atOnce(cluster, 4, (api) => wrong(api, username)))).toEqual({ 401: 4 });
    expect(await outcomes(userId)).toEqual({ WRONG_PASSWORD: LIMIT, LOCKED_OUT: 3 });
  });

  it('do not let the right one in after the limit, whenever it comes', async () => {
    for (let round = 0; round < 6; round++) {
      const { username, userId } = await somebody();
      // From among the first to among the last.
      const place = round * 6;
      const answers = await atOnce(cluster, 32, (api, index) =>
        index === place ? right(api, username) : wrong(api, username),
      );
      const accepted = withTokens(answers).length;
      const counts = await outcomes(userId);
      expect(counts['ACCEPTED'] ?? 0).toBe(accepted);
      // Before a right password there were at most nine wrong ones, after it ten more, and then a lock.
      const most = accepted === 1 ? 2 * LIMIT - 1 : LIMIT;
      expect(counts['WRONG_PASSWORD']).toBeLessThanOrEqual(most);
      expect(counts['WRONG_PASSWORD']).toBeGreaterThanOrEqual(LIMIT);
      expect((await right(cluster.apis[0], username)).status).toBe(401);
    }
  });

  it('all let in who has the right one', async () => {
    const { username, userId } = await somebody();
    const answers = await atOnce(cluster, 16, (api) => right(api, username));
    expect(tally(answers)).toEqual({ 201: 16 });
    expect(await locksOf(userId)).toEqual({ failed_login_attempts: 0, lock_count: 0 });
  });

  it('and changes of one person are never lost: of many made from one version one is done', async () => {
    const { userId } = await somebody();
    const change = { userId, version: 1, status: 'DISABLED' } as const;
    const done = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => users.changeStatus({ ...change, reason: `${index}` }, 'test')),
    );
    const refused = done.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StaleVersion);
    expect(await cluster.rows.count('users', 'user_id = $1 AND version = 2', [userId])).toBe(1);
  });

  it('and people of one name: of many made at once there is one', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        users.create({ email: index % 2 === 0 ? 'Twin@example.test' : 'tWIN@EXAMPLE.test' }, null, 'test'),
      ),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await cluster.rows.count('users', 'email_lookup = $1', ['twin@example.test'])).toBe(1);
  });
});
