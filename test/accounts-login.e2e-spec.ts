import { decodeJwt } from 'jose';
import {
  addCustomer,
  addUser,
  attemptsOf,
  createAccountServer,
  organisations,
  PASSWORD,
  setStatus,
} from './support/accounts.js';
import { type ApiResponse, ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { refreshTokenOf } from './support/walk.js';

const WRONG = [401, 'CIAM_E01_01_001'];
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];

describe('a person of our own', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer();
  });

  afterAll(() => server.close());

  const login = (username: string, password = PASSWORD, extra: object = {}) =>
    server.api.login(username, { password, ...extra });

  it('walks the whole chain: password, code, document, device, tokens, refresh', async () => {
    const { api, rows } = server;
    const { username, userId } = await addCustomer(server);
    const device = { drs_action_token: 'a phone of our own' };
    // A device that was trusted before the password was set would be trusted no more.
    server.clock.advance(1);
    const first = await login(username, PASSWORD, device);
    expect(first.body).toMatchObject({
      response_type_code: 'MFA_REQUIRED',
      otp_methods: [
        { value: '1234', mfa_option_id: 1 },
        { value: '5678', mfa_option_id: 2 },
      ],
      mobile_approve_status: 'ENABLED',
    });
    const sent = await api.initiate(ids(first));
    const esign = await api.verify(ids(first, sent));
    expect(esign.body.response_type_code).toBe('ESIGN_REQUIRED');
    const offered = await api.accept(ids(first, esign));
    expect(offered.body.response_type_code).toBe('DEVICE_BIND_REQUIRED');
    const success = await api.bind(ids(first, offered));
    expect([success.status, success.body.device_bound]).toEqual([200, true]);
    const refreshed = await api.refresh(refreshTokenOf(success));
    expect([refreshed.status, decodeJwt(refreshed.body.access_token).sub]).toEqual([200, userId]);
    const again = await login(username, PASSWORD, device);
    expect([again.status, again.body.device_bound]).toEqual([201, true]);
    expect(await rows.count('sessions', 'cupid = $1', [userId])).toBe(2);
  });

  it('may approve a push instead', async () => {
    const { api } = server;
    const { username } = await addUser(server, { mfaRequired: true, pushRegistration: 'ENABLED' });
    const first = await login(username);
    const push = await api.push(ids(first));
    await api.approve(ids(first, push), { selected_number: push.body.display_number });
    expect((await api.poll(ids(first, push))).status).toBe(201);
  });

  it('signs in by user name or e-mail, in upper or lower case, however a keyboard composed it', async () => {
    const { email } = await addUser(server, { username: 'Zoë.Müller', email: 'Zoe.Mueller@Example.test' });
    for (const name of ['Zoë.Müller', 'ZOË.MÜLLER', 'zoe\u0308.mu\u0308ller', email, email.toUpperCase()])
      expect([name, (await login(name)).status]).toEqual([name, 201]);
    expect(codeOf(await login('Zoe.Muller'))).toEqual(WRONG);
  });

  it('is described by the tokens', async () => {
    const { username, userId } = await addUser(server, { givenName: 'Ann', familyName: 'Smith' });
    await organisations(server).grant({ userId, role: 'admin', accountId: null, expiresAt: null }, 'test');
    const { body } = await login(username);
    expect(decodeJwt(body.access_token)).toMatchObject({
      sub: userId,
      preferred_username: username,
      roles: ['user', 'admin'],
    });
    expect(decodeJwt(body.id_token)).toMatchObject({
      email: `${username}@example.test`,
      email_verified: true,
      given_name: 'Ann',
      family_name: 'Smith',
    });
  });

  it('without a user name goes by the e-mail', async () => {
    const user = await addUser(server, { username: undefined });
    const { body } = await login(user.email);
    expect(decodeJwt(body.access_token).preferred_username).toBe(user.email);
  });

  it('has a role until it is withdrawn or has run out, as the next refresh shows', async () => {
    const { username, userId } = await addUser(server);
    const grantedUntil = new Date(server.clock.now().getTime() + 60_000);
    const roles = organisations(server);
    const given = { userId, accountId: null };
    const grantId = await roles.grant({ ...given, role: 'auditor', expiresAt: null }, 'test');
    await roles.grant({ ...given, role: 'guest', expiresAt: grantedUntil }, 'test');
    expect(await roles.grant({ ...given, role: 'guest', expiresAt: null }, 'test')).toBeUndefined();
    const rolesIn = (answer: ApiResponse) => decodeJwt(answer.body.access_token).roles;
    const first = await login(username);
    expect(rolesIn(first)).toEqual(['user', 'auditor', 'guest']);
    expect(await roles.withdraw(grantId!, 'test')).toBe(true);
    expect(await roles.withdraw(grantId!, 'test')).toBe(false);
    server.clock.advance(60);
    expect(rolesIn(await server.api.refresh(refreshTokenOf(first)))).toEqual(['user']);
  });

  it('belongs to organisations, and may there what membership and roles say', async () => {
    const { username, userId } = await addUser(server);
    const own = organisations(server);
    const accountId = await own.create("Harbour, Nights & Co's", 'harbour-nights', 'test');
    const other = await own.create('Another', 'another', 'test');
    expect(await own.create('Twice', 'another', 'test')).toBeUndefined();
    await own.setMember(accountId!, userId, ['events:read'], 'test');
    await own.setMember(other!, userId, ['a'], 'test');
    await own.setMember(other!, userId, [], 'test');
    await own.grant({ userId, role: 'editor', accountId: accountId!, expiresAt: null }, 'test');
    const bearer = { headers: { authorization: `Bearer ${(await login(username)).body.access_token}` } };
    const { body } = await server.api.post('/cross-app/generate-session', {}, bearer);
    const secret = { 'x-shared-secret': 'dev-hi-events-secret' };
    const token = { session_token: body.session_token };
    await server.api.post('/cross-app/validate-session', token, { headers: secret });
    const headers = { ...secret, 'x-session-token': body.session_token };
    const accounts = await server.api.get('/cross-app/user-accounts', { headers });
    expect(accounts.body.accounts).toEqual([
      { id: accountId, name: "Harbour, Nights & Co's", slug: 'harbour-nights' },
      { id: other, name: 'Another', slug: 'another' },
    ]);
    for (const [permission, isGranted] of [
      ['events:read', true],
      ['editor', true],
      ['events:write', false],
    ]) {
      const question = { ...token, permission, resource_id: accountId };
      const answer = await server.api.post('/cross-app/validate-permission', question, { headers: secret });
      expect([permission, answer.body.has_permission]).toEqual([permission, isGranted]);
    }
  });

  it.each([
    ['LOCKED', [423, 'CIAM_E01_01_002']],
    ['DISABLED', [423, 'CIAM_E01_01_003']],
  ] as const)('who is %s is told so, but only with the right password', async (status, refusal) => {
    const { username, userId } = await addUser(server);
    await setStatus(server, userId, status);
    expect(codeOf(await login(username, 'wrong'))).toEqual(WRONG);
    expect(codeOf(await login(username))).toEqual(refusal);
    expect(await attemptsOf(server, userId)).toEqual(['WRONG_PASSWORD', 'REFUSED']);
    const [row] = await server.rows.select('SELECT last_login_at FROM users WHERE user_id = $1', [userId]);
    expect(row).toEqual({ last_login_at: null });
    await setStatus(server, userId, 'ACTIVE');
    expect((await login(username)).status).toBe(201);
  });

  it('whose address is not verified is not let in, nor told why', async () => {
    const { username, userId } = await addUser(server, { status: 'PENDING' });
    expect(codeOf(await login(username))).toEqual(WRONG);
    expect(codeOf(await login(username, 'wrong'))).toEqual(WRONG);
    expect(await attemptsOf(server, userId)).toEqual(['NOT_VERIFIED', 'WRONG_PASSWORD']);
  });

  it('who was deleted is unknown, and the names are free again', async () => {
    const { username, email, userId } = await addUser(server);
    await server.rows.execute(
      `UPDATE users SET status = 'DELETED', deleted_at = updated_at WHERE user_id = $1`,
      [userId],
    );
    expect(codeOf(await login(username))).toEqual(WRONG);
    const successor = await addUser(server, { username, email });
    expect(decodeJwt((await login(username)).body.access_token).sub).toBe(successor.userId);
  });

  it('without a password is let in by none', async () => {
    const { username } = await addUser(server, {}, null);
    for (const password of [' ', 'null', PASSWORD])
      expect(codeOf(await login(username, password))).toEqual(WRONG);
  });

  it.each(['LOCKED', 'DISABLED', 'PENDING'] as const)(
    'who becomes %s loses the session at the next refresh',
    async (status) => {
      const { username, userId } = await addUser(server);
      const refreshToken = refreshTokenOf(await login(username));
      await setStatus(server, userId, status);
      expect(codeOf(await server.api.refresh(refreshToken))).toEqual([401, 'CIAM_E04_00_004']);
    },
  );

  it('is written down with each login: when, whence, in which login', async () => {
    const { username, userId } = await addUser(server);
    await login('somebody-else');
    const { body } = await login(username);
    const [user] = await server.rows.select(
      'SELECT last_login_at, last_login_ip, version FROM users WHERE user_id = $1',
      [userId],
    );
    expect(user).toMatchObject({ last_login_ip: '127.0.0.1', version: 1 });
    expect(user?.last_login_at).not.toBeNull();
    const attempts = await server.rows.select(
      'SELECT outcome, context_id, ip_address FROM login_attempts WHERE user_id = $1',
      [userId],
    );
    expect(attempts).toEqual([{ outcome: 'ACCEPTED', context_id: body.context_id, ip_address: '127.0.0.1' }]);
    expect(
      await server.rows.count('login_attempts', `outcome = 'UNKNOWN_USER' AND user_id IS NULL`),
    ).toBeGreaterThan(0);
  });

  it('of another directory is unknown here, whatever their id looks like', async () => {
    const { username } = await addUser(server);
    const first = await login(username);
    for (const cupid of ['person-1', '00000000-0000-4000-8000-000000000001']) {
      await server.rows.execute('UPDATE sessions SET cupid = $1 WHERE session_id = $2', [
        cupid,
        first.body.context_id,
      ]);
      const refreshed = await server.api.refresh(refreshTokenOf(first));
      expect(refreshed.status).toBe(401);
    }
  });
});
