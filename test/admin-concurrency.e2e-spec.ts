import { Clock } from '../src/common/clock.js';
import { EventBus } from '../src/common/event-bus.js';
import { Random } from '../src/common/random.js';
import { loadConfig } from '../src/config/load-config.js';
import { CredentialRepository } from '../src/modules/account/credential.repository.js';
import { HashQueue } from '../src/modules/account/hash-queue.js';
import { Lookups } from '../src/modules/account/lookups.js';
import { NewRows } from '../src/modules/account/new-rows.js';
import { OrganisationRepository } from '../src/modules/account/organisation.repository.js';
import { RoleGrantRepository } from '../src/modules/account/role-grant.repository.js';
import { OrganisationService } from '../src/modules/account/organisation.service.js';
import { PasswordHasher } from '../src/modules/account/password-hasher.js';
import { UserRepository } from '../src/modules/account/user.repository.js';
import { UserService } from '../src/modules/account/user.service.js';
import { AdminApi, DATABASE_PEOPLE, PASSWORD } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { atOnce, type Cluster, startCluster, tally } from './support/cluster.js';
import { bearer } from './support/hand-offs.js';
import { refreshTokenOf } from './support/walk.js';

const ROUNDS = 6;

interface Somebody {
  readonly userId: string;
  readonly username: string;
  readonly grantId: string;
  readonly session: ApiResponse;
}

describe('administrators at the same time, on all servers', () => {
  let cluster: Cluster;
  let users: UserService;
  let roles: OrganisationService;
  let secret: string;
  let people = 0;

  beforeAll(async () => {
    cluster = await startCluster(DATABASE_PEOPLE);
    const { unitOfWork } = cluster;
    const tools = [new EventBus(), new Clock(), new Random()] as const;
    const lookups = new Lookups(loadConfig({}));
    const tables = [new UserRepository(unitOfWork, lookups), new CredentialRepository(unitOfWork)] as const;
    const rows = new NewRows(lookups, tools[1], tools[2]);
    users = new UserService(unitOfWork, ...tables, rows, tools[0], tools[1]);
    roles = new OrganisationService(
      unitOfWork,
      new OrganisationRepository(unitOfWork),
      new RoleGrantRepository(unitOfWork),
      ...tools,
    );
    secret = await new PasswordHasher(new HashQueue(1, 1), new Random(), loadConfig({})).hash(PASSWORD);
  });

  afterAll(() => cluster.close());

  async function add(isAdministrator = false): Promise<Somebody> {
    people += 1;
    const username = `person${people}`;
    const fields = { username, email: `${username}@example.test`, status: 'ACTIVE' } as const;
    const { userId } = (await users.create(fields, secret, 'test'))!;
    const role = { userId, role: 'admin', accountId: null, expiresAt: null };
    const grantId = isAdministrator ? (await roles.grant(role, 'test'))! : '';
    const session = await cluster.apis[0].login(username, { password: PASSWORD });
    return { userId, username, grantId, session };
  }

  /** The API as an administrator sees it from one of the servers. */
  const as = ({ session }: Somebody, server = 0) =>
    new AdminApi({ api: cluster.apis[server % cluster.apis.length] }, bearer(session.body.access_token));

  const changesOf = (userId: string) =>
    cluster.rows.count(
      'audit_logs',
      `cupid = $1 AND event_type LIKE 'account.user.%' AND event_category = 'ADMIN'`,
      [userId],
    );

  it('who change one person from one version: one does, the others are told', async () => {
    const [one, other] = [await add(true), await add(true)];
    for (let round = 0; round < ROUNDS; round++) {
      const { userId } = await add();
      const answers = await Promise.all([
        as(one, 0).patch(userId, { version: 1, family_name: 'One' }),
        as(other, 1).patch(userId, { version: 1, family_name: 'Other' }),
      ]);
      expect(tally(answers)).toEqual({ 200: 1, 409: 1 });
      const winner = answers.find(({ status }) => status === 200)!;
      const { body } = await as(one).get(userId);
      expect([body.version, body.family_name]).toEqual([2, winner.body.family_name]);
      expect(await changesOf(userId)).toBe(1);
    }
  });

  it('who lock and disable one person from one version: one does, the other is told', async () => {
    const [one, other] = [await add(true), await add(true)];
    for (let round = 0; round < ROUNDS; round++) {
      const { userId } = await add();
      const answers = await Promise.all([
        as(one, 0).post(userId, 'lock', { reason: 'one', version: 1 }),
        as(other, 1).post(userId, 'disable', { reason: 'other', version: 1 }),
      ]);
      expect(tally(answers)).toEqual({ 200: 1, 409: 1 });
      expect(await changesOf(userId)).toBe(1);
    }
  });

  it('who do the same to one person without a version: all are content, and it happened once', async () => {
    const [one, other] = [await add(true), await add(true)];
    const { userId } = await add();
    const answers = await atOnce(cluster, 12, (_, index) =>
      as(index % 2 ? one : other, index).post(userId, 'lock', { reason: `${index}` }),
    );
    expect(tally(answers)).toEqual({ 200: 12 });
    expect(await changesOf(userId)).toBe(1);
    expect(new Set(answers.map(({ body }) => body.status_reason)).size).toBe(1);
  });

  it('who give one role to one person: there is one grant', async () => {
    const one = await add(true);
    const { userId } = await add();
    const answers = await atOnce(cluster, 10, (_, index) =>
      as(one, index).post(userId, 'roles', { role: 'editor' }),
    );
    expect(tally(answers)).toEqual({ 200: 9, 201: 1 });
    expect(new Set(answers.map(({ body }) => body.grant_id)).size).toBe(1);
  });

  it('who restore two people of one e-mail: one comes back', async () => {
    const one = await add(true);
    const email = 'twin@example.test';
    const twins: string[] = [];
    for (let count = 0; count < 2; count++) {
      const { userId } = (await users.create({ email }, null, 'test'))!;
      await as(one).remove(userId);
      twins.push(userId);
    }
    const answers = await Promise.all(twins.map((userId, index) => as(one, index).post(userId, 'restore')));
    expect(tally(answers)).toEqual({ 200: 1, 409: 1 });
    expect(await cluster.rows.count('users', 'email_lookup = $1 AND deleted_at IS NULL', [email])).toBe(1);
  });

  describe('who turn on each other', () => {
    const administrators = () =>
      cluster.rows.select(
        `SELECT u.user_id FROM users u JOIN user_roles r ON r.user_id = u.user_id
          WHERE u.status = 'ACTIVE' AND r.role = 'admin' AND r.active AND r.account_id IS NULL`,
      );

    const against = {
      lock: (by: AdminApi, { userId }: Somebody) => by.post(userId, 'lock', { reason: 'mutiny' }),
      disable: (by: AdminApi, { userId }: Somebody) => by.post(userId, 'disable', { reason: 'mutiny' }),
      delete: (by: AdminApi, { userId }: Somebody) => by.remove(userId),
      withdraw: (by: AdminApi, { userId, grantId }: Somebody) => by.withdraw(userId, grantId),
    } as const;

    it.each([
      ['lock', 'lock'],
      ['disable', 'disable'],
      ['delete', 'delete'],
      ['withdraw', 'withdraw'],
      ['lock', 'withdraw'],
      ['delete', 'disable'],
    ] as const)('by %s and %s leave one of them', async (first, second) => {
      for (let round = 0; round < ROUNDS; round++) {
        await cluster.rows.execute(`UPDATE users SET status = 'DISABLED' WHERE status = 'ACTIVE'`);
        const [one, other] = [await add(true), await add(true)];
        const answers = await Promise.all([
          against[first](as(one, 0), other),
          against[second](as(other, 1), one),
        ]);
        const left = await administrators();
        expect(left).toHaveLength(1);
        expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
        // The loser was no administrator any more, or not even signed in.
        for (const { status } of answers.filter((answer) => answer.status >= 300))
          expect([401, 403]).toContain(status);
        const loser = left[0]?.user_id === one.userId ? other : one;
        expect((await cluster.apis[0].refresh(refreshTokenOf(loser.session))).status).toBe(401);
      }
    });

    it('in a ring of three leave at least one', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        await cluster.rows.execute(`UPDATE users SET status = 'DISABLED' WHERE status = 'ACTIVE'`);
        const ring = [await add(true), await add(true), await add(true)];
        const answers = await Promise.all(
          ring.map((one, index) => against.lock(as(one, index), ring[(index + 1) % 3])),
        );
        const done = answers.filter(({ status }) => status === 200).length;
        expect(await administrators()).toHaveLength(3 - done);
        expect([1, 2]).toContain(done);
      }
    });
  });
});
