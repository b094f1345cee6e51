import { UserListRepository } from '../src/modules/account/user-list.repository.js';
import { FIRST_PAGE, fromCursor, toCursor, type UserFilter } from '../src/modules/account/user-page.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { AdminApi, createAccountServer, signInAdministrator } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';

// The embedded engine plans otherwise, and holds a few people alone.
const onPostgres = usesPostgres ? describe : describe.skip;

const PEOPLE = 20_000;
const ROLES = ['editor', 'auditor'];

/** Many people, every second of whom is somebody’s editor, and every hundredth of whom is not active. */
const FILL = [
  `INSERT INTO users (user_id, username, username_lookup, email, email_lookup, status, kyc_status, kyc_level, mfa_required,
     mfa_locked, push_registration, audiences, failed_login_attempts, lock_count, device_failed_attempts,
     device_lock_count, version, created_at, updated_at, deleted_at)
   SELECT gen_random_uuid(), 'u' || n, 'u' || n, 'u' || n || '@example.test', 'u' || n || '@example.test',
     CASE n % 400 WHEN 100 THEN 'LOCKED' WHEN 200 THEN 'DISABLED' WHEN 300 THEN 'DELETED' ELSE 'ACTIVE' END, 'NOT_STARTED', 0,
     false, false, 'NOT_REGISTERED', '[]', 0, 0, 0, 0, 1, timestamptz '2025-01-01' + n * interval '1 second',
     timestamptz '2025-01-01', CASE n % 400 WHEN 300 THEN timestamptz '2025-02-01' END
   FROM generate_series(1, ${PEOPLE}) n`,
  `INSERT INTO user_phones SELECT user_id, 1, '+1555' || substr(username, 2), '+1555' || substr(username, 2), NULL,
     created_at, created_at FROM users WHERE username LIKE 'u%'`,
  `INSERT INTO accounts SELECT gen_random_uuid(), NULL, 'o' || n, 'o' || n, 1, now(), now(), NULL FROM generate_series(1, 200) n`,
  `INSERT INTO memberships SELECT a.account_id, u.user_id, '[]', now(), now() FROM users u
     JOIN accounts a ON a.slug = 'o' || (1 + substr(u.username, 2)::integer % 200) WHERE u.username LIKE 'u%'`,
  ...ROLES.map(
    (role, index) =>
      `INSERT INTO user_roles SELECT gen_random_uuid(), user_id, NULL, '${role}', 'test', now(), NULL, true, NULL, NULL
         FROM users WHERE username LIKE 'u%' AND substr(username, 2)::integer % ${index === 0 ? 2 : 5000} = 0`,
  ),
];

describe('a page of people', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer();
  });

  afterAll(() => server.close());

  it('is one statement, whatever is asked for', async () => {
    const { options } = await signInAdministrator(server);
    const admin = new AdminApi(server, options);
    const { userId } = await signInAdministrator(server);
    const statements = new StatementCounter(server);
    const queries = [
      {},
      { limit: '1', cursor: toCursor({ createdAt: server.clock.now(), userId }) },
      { status: 'DELETED', email: 'a@example.test', username: 'a', phone: '+15550101234' },
      { role: 'admin', account_id: userId, status: 'ACTIVE' },
    ];
    for (const query of queries) {
      const sent = await statements.during(() => admin.list(query as Record<string, string>));
      // The other finds out whose token it is.
      expect(sent.filter((sql) => !sql.includes('FROM tokens'))).toHaveLength(1);
    }
    statements.detach();
  });

  it('is named by a cursor that goes there and back', () => {
    const key = { createdAt: new Date('2026-03-01T10:00:00.123Z'), userId: FIRST_PAGE.userId };
    expect(fromCursor(toCursor(key))).toEqual(key);
    expect(fromCursor(toCursor(FIRST_PAGE))).toEqual(FIRST_PAGE);
    expect(fromCursor(`${toCursor(key)}=`)).toBeUndefined();
  });
});

onPostgres('a page among many people is found by an index: that', () => {
  let server: TestServer;
  let account: string;

  beforeAll(async () => {
    server = await createAccountServer();
    for (const sql of FILL) await server.rows.execute(sql);
    await server.rows.execute('ANALYZE users, user_phones, memberships, user_roles, accounts');
    const [row] = await server.rows.select(`SELECT account_id FROM accounts WHERE slug = 'o7'`);
    account = String(row?.account_id);
  }, 60_000);

  afterAll(() => server.close());

  async function planOf(filter: UserFilter): Promise<string> {
    const { app, clock, rows } = server;
    const after = { createdAt: new Date('2025-01-01T02:00:00.000Z'), userId: FIRST_PAGE.userId };
    const question = { filter, after, limit: 50, now: clock.now() };
    const statement = () => Promise.resolve(app.get(UserListRepository).statement(question));
    const { sql, parameters } = await app.get(UnitOfWork).read(statement);
    return rows.explain(sql, parameters);
  }

  it.each<[string, UserFilter, string]>([
    ['of everybody', {}, 'idx_users_created'],
    ['of the active', { status: 'ACTIVE' }, 'idx_users_'],
    ['of the locked', { status: 'LOCKED' }, 'idx_users_status'],
    ['of the deleted', { status: 'DELETED' }, 'idx_users_status'],
    ['of an e-mail', { emailLookups: ['u7@example.test'] }, 'uq_users_email'],
    ['of a user name', { usernameLookups: ['u7'] }, 'uq_users_username'],
    [
      'of a deleted e-mail',
      { status: 'DELETED', emailLookups: ['u300@example.test'] },
      'idx_users_deleted_email',
    ],
    [
      'of a deleted user name',
      { status: 'DELETED', usernameLookups: ['u300'] },
      'idx_users_deleted_username',
    ],
    ['of a phone', { phoneLookups: ['+15557'] }, 'idx_user_phones_lookup'],
    ['of a rare role', { role: 'auditor' }, 'idx_user_roles_role'],
    ['of a role that nobody has', { role: 'pilot' }, 'idx_user_roles_role'],
    ['of a common role', { role: 'editor' }, 'idx_users_created'],
    ['of an organisation', { accountId: 'ACCOUNT' }, 'pk_memberships'],
    ['of a role in an organisation', { accountId: 'ACCOUNT', role: 'editor' }, 'pk_memberships'],
  ])('%s', async (_, filter, index) => {
    const plan = await planOf(filter.accountId ? { ...filter, accountId: account } : filter);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });
});
