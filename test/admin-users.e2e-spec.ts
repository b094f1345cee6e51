import {
  addUser,
  AdminApi,
  type Administrator,
  auditOf,
  createAccountServer,
  organisations,
  PASSWORD,
  PHONES,
  setStatus,
  signInAdministrator,
} from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import type { TestServer } from './support/create-app.js';

const CONFLICT = [409, 'CIAM_E01_05_003'];
const INVALID = [400, 'CIAM_E01_05_001'];
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];

interface Listed {
  readonly cupid: string;
}

describe('the list of people', () => {
  let server: TestServer;
  let admin: AdminApi;

  beforeAll(async () => {
    server = await createAccountServer();
    admin = new AdminApi(server, (await signInAdministrator(server)).options);
  });

  afterAll(() => server.close());

  const idsOf = ({ body }: ApiResponse): string[] => body.users.map(({ cupid }: Listed) => cupid);
  const found = async (query: Record<string, string>) => idsOf(await admin.list(query));

  /** All pages of a list, in order. */
  async function pages(query: Record<string, string>): Promise<string[][]> {
    const all: string[][] = [];
    let cursor: string | null = null;
    do {
      const page = await admin.list({ ...query, ...(cursor && { cursor }) });
      expect(page.status).toBe(200);
      all.push(idsOf(page));
      cursor = page.body.next_cursor;
    } while (cursor);
    return all;
  }

  it('tells of each what a list needs', async () => {
    const { userId, username, email } = await addUser(server, { givenName: 'Ann', familyName: 'Smith' });
    await organisations(server).grant({ userId, role: 'editor', accountId: null, expiresAt: null }, 'test');
    await server.api.login(username, { password: PASSWORD });
    const { body } = await admin.list({ email });
    expect(body).toEqual({
      users: [
        {
          cupid: userId,
          username,
          email,
          email_verified: true,
          given_name: 'Ann',
          family_name: 'Smith',
          status: 'ACTIVE',
          roles: ['editor'],
          kyc_status: 'NOT_STARTED',
          last_login_at: server.clock.now().toISOString(),
          created_at: server.clock.now().toISOString(),
          deleted_at: null,
          version: 1,
        },
      ],
      next_cursor: null,
    });
  });

  it('has everybody once, newest first, in pages of any size, also those added at one instant', async () => {
    const expected: string[] = [];
    for (let count = 0; count < 7; count++) {
      if (count % 3 === 0) server.clock.advance(1);
      expected.unshift((await addUser(server, { tenantId: 'pages' }, null)).userId);
    }
    for (const limit of ['1', '2', '3', '7', '100']) {
      const all = await pages({ limit });
      expect(all.flat().slice(0, 7)).toEqual(expected);
      expect(new Set(all.flat()).size).toBe(await server.rows.count('users', 'deleted_at IS NULL'));
      for (const page of all.slice(0, -1)) expect(page).toHaveLength(Number(limit));
    }
  });

  it('does not skip or repeat anybody when people come and go between the pages', async () => {
    server.clock.advance(1);
    const [third, second, first] = [await addUser(server), await addUser(server), await addUser(server)];
    const page = await admin.list({ limit: '2' });
    expect(idsOf(page)).toEqual([first.userId, second.userId]);
    server.clock.advance(1);
    await addUser(server);
    await admin.remove(second.userId);
    const next = await admin.list({ limit: '1', cursor: page.body.next_cursor });
    expect(idsOf(next)).toEqual([third.userId]);
  });

  it('has fifty on a page, unless told otherwise', async () => {
    for (let count = 0; count < 51; count++) await addUser(server, {}, null);
    const { body } = await admin.list();
    expect(body.users).toHaveLength(50);
    expect(body.next_cursor).toMatch(/^[\w-]+$/);
  });

  it('finds by e-mail, user name and phone, whole ones, whatever their case', async () => {
    const phone = '+442071234567';
    const fields = { email: 'Zoe@Example.test', username: 'Zoë', phones: [{ ...PHONES[0], phone }] };
    const { userId } = await addUser(server, fields);
    for (const query of [
      { email: 'zoe@example.test' },
      { email: ' ZOE@EXAMPLE.TEST' },
      { username: 'ZOË' },
      { phone },
      { phone, username: 'zoë', email: 'zoe@example.test', status: 'ACTIVE' },
    ])
      expect([query, await found(query as object as Record<string, string>)]).toEqual([query, [userId]]);
    for (const query of [
      { email: 'zoe' },
      { email: ' ' },
      { username: 'Zo' },
      { username: '%' },
      { phone: '+4420712345' },
      { username: 'zoë', status: 'LOCKED' },
    ])
      expect([query, await found(query as object as Record<string, string>)]).toEqual([query, []]);
  });

  it.each(['PENDING', 'LOCKED', 'DISABLED'] as const)('finds whoever is %s', async (status) => {
    const { userId } = await addUser(server, {}, null);
    await setStatus(server, userId, status);
    expect(await found({ status })).toEqual([userId]);
    expect(await found({ status: 'ACTIVE', limit: '100' })).not.toContain(userId);
  });

  it('finds the deleted only when asked for them, by their names too', async () => {
    const { userId, email, username } = await addUser(server, { phones: PHONES });
    await admin.remove(userId);
    const successor = await addUser(server, { email, username });
    expect(await found({ email })).toEqual([successor.userId]);
    for (const query of [{ email }, { username }, { phone: PHONES[0].phone }])
      expect(await found({ status: 'DELETED', ...query } as object as Record<string, string>)).toEqual([
        userId,
      ]);
    expect(await found({ status: 'DELETED', limit: '1' })).toEqual([userId]);
    expect((await pages({ limit: '100' })).flat()).not.toContain(userId);
  });

  it('finds by a role that is held now, and by organisation', async () => {
    const own = organisations(server);
    const [quay, pier] = [await own.create('Q', 'q', 'test'), await own.create('P', 'p', 'test')];
    const people = [];
    for (let count = 0; count < 4; count++) people.unshift((await addUser(server, {}, null)).userId);
    const [everywhere, atQuay, atPier, nowhere] = people as [string, string, string, string];
    const soon = new Date(server.clock.now().getTime() + 1000);
    const role = { role: 'harbour-master', accountId: null, expiresAt: null };
    await own.grant({ ...role, userId: everywhere }, 'test');
    await own.grant({ ...role, userId: atQuay, accountId: quay! }, 'test');
    await own.grant({ ...role, userId: atPier, accountId: pier!, expiresAt: soon }, 'test');
    const former = await own.grant({ ...role, userId: nowhere }, 'test');
    await own.withdraw(former!, 'test');
    for (const member of people) await own.setMember(quay!, member, [], 'test');
    await own.setMember(pier!, atPier, [], 'test');
    expect(await found({ role: 'harbour-master' })).toEqual([everywhere, atQuay, atPier]);
    expect(await found({ account_id: quay! })).toEqual(people);
    expect(await found({ account_id: pier!.toUpperCase() })).toEqual([atPier]);
    expect(await found({ role: 'harbour-master', account_id: quay! })).toEqual([everywhere, atQuay]);
    server.clock.advance(1);
    expect(await found({ role: 'harbour-master' })).toEqual([everywhere, atQuay]);
    expect(await found({ role: 'harbour' })).toEqual([]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'limit=1.5',
    'cursor=',
    'cursor=nonsense',
    `cursor=${Buffer.from('2026-03-01T10:00:00.000Z someone').toString('base64url')}`,
    `cursor=${Buffer.from('2026-03-01T10:00:00.000Z 00000000-0000-4000-8000-000000000000 ').toString('base64url')}`,
    `cursor=${Buffer.from('2026-03-01 00000000-0000-4000-8000-000000000000').toString('base64url')}`,
    `cursor=${Buffer.from('0000-01-01T00:00:00.000Z 00000000-0000-4000-8000-000000000000').toString('base64url')}`,
    `cursor=${Buffer.from('+010000-01-01T00:00:00.000Z 00000000-0000-4000-8000-000000000000').toString('base64url')}`,
    'status=GONE',
    'role=',
    'account_id=quay',
    'email=',
    `email=${'x'.repeat(255)}`,
    'username=',
    'phone=5550101234',
    'phone=+15550101234',
    'limit=1&limit=2',
    'email=a&email=b',
  ])('does not take %s', async (query) => {
    const { status, body } = await server.api.get(`/admin/users?${query}`, {
      headers: (await signInAdministrator(server)).options.headers,
    });
    expect([status, body.error_code, body.details[0].field]).toEqual([...INVALID, query.split('=')[0]]);
  });
});

describe('what is known of a person', () => {
  let server: TestServer;
  let administrator: Administrator;
  let admin: AdminApi;

  beforeAll(async () => {
    server = await createAccountServer();
    administrator = await signInAdministrator(server);
    admin = new AdminApi(server, administrator.options);
  });

  afterAll(() => server.close());

  it('is all there, but for what proves them', async () => {
    const { userId, username, email } = await addUser(server, { phones: PHONES, givenName: 'Ann' });
    const now = server.clock.now().toISOString();
    const { body } = await admin.get(userId);
    expect(body).toEqual({
      cupid: userId,
      version: 1,
      guid: null,
      tenant_id: null,
      username,
      email,
      email_verified: true,
      email_verified_at: now,
      given_name: 'Ann',
      family_name: null,
      status: 'ACTIVE',
      status_reason: null,
      status_changed_at: null,
      kyc_status: 'NOT_STARTED',
      kyc_level: 0,
      mfa_required: false,
      audiences: [],
      password_changed_at: now,
      last_login_at: null,
      last_login_ip: null,
      created_at: now,
      updated_at: now,
      deleted_at: null,
      deleted_by: null,
      delete_reason: null,
      phones: PHONES.map(({ optionId, phone, isVerified }) => ({
        mfa_option_id: optionId,
        phone,
        verified: isVerified,
        verified_at: isVerified ? now : null,
      })),
      roles: [],
      memberships: [],
      password_lock: {
        failed_attempts: 0,
        last_failed_at: null,
        locked_until: null,
        locks: 0,
        device_failed_attempts: 0,
        device_locked_until: null,
        device_locks: 0,
      },
      mfa_lock: { blocked: false, failed_attempts: 0, locked_until: null, locks: 0 },
    });
  });

  it('is changed, one version after the other', async () => {
    const { userId } = await addUser(server, { givenName: 'Ann', phones: PHONES });
    const changed = await admin.patch(userId, {
      version: 1,
      username: 'Ann.Smith',
      given_name: '',
      family_name: 'Smith',
      mfa_required: true,
      kyc_status: 'VERIFIED',
      kyc_level: 2,
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      version: 2,
      username: 'Ann.Smith',
      given_name: null,
      family_name: 'Smith',
      mfa_required: true,
      kyc_status: 'VERIFIED',
      kyc_level: 2,
    });
    expect((await server.api.login('ANN.SMITH', { password: PASSWORD })).body.response_type_code).toBe(
      'MFA_REQUIRED',
    );
    const second = await admin.patch(userId, { version: 2, mfa_required: false });
    expect(second.body).toMatchObject({
      version: 3,
      mfa_required: false,
      family_name: 'Smith',
      kyc_level: 2,
    });
  });

  it('is not changed from an old version, whatever it is', async () => {
    const { userId } = await addUser(server);
    await admin.patch(userId, { version: 1, family_name: 'First' });
    for (const version of [1, 3]) {
      const stale = await admin.patch(userId, { version, family_name: 'Second', phones: [] });
      expect(codeOf(stale)).toEqual(CONFLICT);
    }
    expect((await admin.get(userId)).body).toMatchObject({ version: 2, family_name: 'First' });
  });

  it('is written down with the fields that changed, not what they hold', async () => {
    const { userId } = await addUser(server);
    await admin.patch(userId, { version: 1, family_name: 'Canary', phones: [] });
    const trail = await auditOf(server, userId);
    expect(trail.slice(1)).toEqual([
      {
        type: 'account.user.amended',
        details: { fields: ['family_name', 'phones'], by: administrator.userId },
      },
    ]);
  });

  it('may be other phones: a number that stays is as old as it was', async () => {
    const { userId } = await addUser(server, { phones: PHONES, mfaRequired: true });
    const verified = server.clock.now().toISOString();
    server.clock.advance(60);
    const [first, , third] = PHONES.map(({ phone }) => phone);
    const { body } = await admin.patch(userId, {
      version: 1,
      phones: [
        { mfa_option_id: 6, phone: first, verified: true },
        { mfa_option_id: 1, phone: third },
        { mfa_option_id: 2, phone: '+442071234567', verified: true },
      ],
    });
    const now = server.clock.now().toISOString();
    expect(body.phones).toEqual([
      { mfa_option_id: 1, phone: third, verified: false, verified_at: null },
      { mfa_option_id: 2, phone: '+442071234567', verified: true, verified_at: now },
      { mfa_option_id: 6, phone: first, verified: true, verified_at: verified },
    ]);
    expect((await admin.patch(userId, { version: 2, phones: [] })).body.phones).toEqual([]);
  });

  it('is not a user name that somebody else has', async () => {
    const [one, other] = [await addUser(server), await addUser(server)];
    const answer = await admin.patch(one.userId, {
      version: 1,
      username: other.username.toUpperCase(),
      phones: [],
    });
    expect(codeOf(answer)).toEqual(CONFLICT);
    expect(answer.body.message).toContain('user name belongs to somebody else');
    const own = await admin.patch(one.userId, { version: 1, username: one.username.toUpperCase() });
    expect(own.body).toMatchObject({ version: 2, username: one.username.toUpperCase() });
  });

  it('is not changed while the person is deleted', async () => {
    const { userId } = await addUser(server);
    await admin.remove(userId);
    expect(codeOf(await admin.patch(userId, { version: 2, kyc_level: 1 }))).toEqual(CONFLICT);
  });

  it.each([
    [{}, 'version'],
    [{ version: 0 }, 'version'],
    [{ version: '1' }, 'version'],
    [{ version: 2_147_483_648 }, 'version'],
    [{ version: 1, username: '' }, 'username'],
    [{ version: 1, username: 'a@b' }, 'username'],
    [{ version: 1, username: 'mask*' }, 'username'],
    [{ version: 1, given_name: 7 }, 'given_name'],
    [{ version: 1, given_name: 'x'.repeat(129) }, 'given_name'],
    [{ version: 1, family_name: 'a\u001fb' }, 'family_name'],
    [{ version: 1, phones: '+15550101234' }, 'phones'],
    [{ version: 1, phones: [{ mfa_option_id: 7, phone: '+15550101234' }] }, 'mfa_option_id'],
    [{ version: 1, phones: [{ mfa_option_id: 1, phone: '0155' }] }, 'phone'],
    [{ version: 1, phones: [{ mfa_option_id: 1, phone: '+15550101234', verified: 'yes' }] }, 'verified'],
    [{ version: 1, phones: [null] }, '0'],
    [
      {
        version: 1,
        phones: [
          { mfa_option_id: 1, phone: '+15550101234' },
          { mfa_option_id: 1, phone: '+15550105678' },
        ],
      },
      'phones',
    ],
    [{ version: 1, mfa_required: 'no' }, 'mfa_required'],
    [{ version: 1, kyc_status: 'MAYBE' }, 'kyc_status'],
    [{ version: 1, kyc_level: -1 }, 'kyc_level'],
    [{ version: 1, kyc_level: 1.5 }, 'kyc_level'],
  ])('cannot become %j', async (body, field) => {
    const { userId } = await addUser(server);
    const answer = await admin.patch(userId, body);
    expect([...codeOf(answer), answer.body.details[0].field]).toEqual([...INVALID, field]);
    expect((await admin.get(userId)).body.version).toBe(1);
  });

  it('is never a password, an e-mail or a status by this way', async () => {
    const { userId, username, email } = await addUser(server);
    const smuggled = { password: 'chosen by another', secret_hash: 'x', email: 'x@y.test', status: 'LOCKED' };
    const { body } = await admin.patch(userId, { version: 1, ...smuggled });
    expect(body).toMatchObject({ email, status: 'ACTIVE' });
    expect((await server.api.login(username, { password: PASSWORD })).status).toBe(201);
  });
});
