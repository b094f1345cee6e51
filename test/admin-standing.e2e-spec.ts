import { NotToYourself } from '../src/modules/account/administration.errors.js';
import { UserStandingService } from '../src/modules/account/user-standing.service.js';
import {
  addUser,
  AdminApi,
  type Administrator,
  attemptsOf,
  auditOf,
  createAccountServer,
  PASSWORD,
  PHONES,
  setStatus,
  signInAdministrator,
} from './support/accounts.js';
import { type ApiResponse, ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { bindDevice, enterWrongCodes, refreshTokenOf } from './support/walk.js';

const CONFLICT = [409, 'CIAM_E01_05_003'];
const NOT_ALLOWED = [403, 'CIAM_E01_02_003'];
const NOT_FOUND = [404, 'CIAM_E01_05_004'];
const WRONG = [401, 'CIAM_E01_01_001'];
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const WHY = { reason: 'lost the laptop' };

describe('an administrator', () => {
  let server: TestServer;
  let administrator: Administrator;
  let admin: AdminApi;

  beforeAll(async () => {
    server = await createAccountServer();
    administrator = await signInAdministrator(server);
    admin = new AdminApi(server, administrator.options);
  });

  afterAll(() => server.close());

  const login = (username: string, password = PASSWORD) => server.api.login(username, { password });
  const typesOf = async (cupid: string, prefix = 'account.') =>
    (await auditOf(server, cupid)).map(({ type }) => type).filter((type) => type.startsWith(prefix));

  describe('who locks a person', () => {
    it('keeps them out, and ends their sessions and logins in progress at once', async () => {
      const { api } = server;
      const { userId, username } = await addUser(server, { mfaRequired: false, phones: PHONES });
      const session = await login(username);
      await server.rows.execute('UPDATE users SET mfa_required = $2 WHERE user_id = $1', [userId, true]);
      const open = await login(username);
      const code = await api.initiate(ids(open));
      const locked = await admin.post(userId, 'lock', WHY);
      expect(locked.status).toBe(200);
      expect(locked.body).toMatchObject({ status: 'LOCKED', status_reason: WHY.reason, version: 2 });
      const options = { headers: { authorization: `Bearer ${session.body.access_token}` } };
      expect(codeOf(await api.get('/auth/sessions', options))).toEqual([401, 'CIAM_E01_02_002']);
      expect((await api.refresh(refreshTokenOf(session))).status).toBe(401);
      expect(codeOf(await login(username))).toEqual([423, 'CIAM_E01_01_002']);
      await admin.post(userId, 'unlock');
      expect(codeOf(await api.verify(ids(open, code)))).toEqual([400, 'CIAM_E01_03_003']);
    });

    it('leaves a trail that says who, why, and from what to what', async () => {
      const { userId, username } = await addUser(server);
      await login(username);
      await admin.post(userId, 'lock', WHY);
      const events = await auditOf(server, userId);
      expect(events.find(({ type }) => type === 'account.user.status_changed')?.details).toEqual({
        from: 'ACTIVE',
        status: 'LOCKED',
        reason: WHY.reason,
        by: administrator.userId,
      });
      const [session] = await server.rows.select(
        'SELECT status, revoke_reason, revoked_by FROM sessions WHERE cupid = $1',
        [userId],
      );
      expect(session).toEqual({
        status: 'REVOKED',
        revoke_reason: 'PERSON_LOCKED',
        revoked_by: administrator.userId,
      });
    });

    it('and does so twice has done it once: 200, one row in the trail, the first reason', async () => {
      const { userId } = await addUser(server);
      await admin.post(userId, 'lock', WHY);
      const again = await admin.post(userId, 'lock', { reason: 'another' });
      expect([again.status, again.body.status_reason, again.body.version]).toEqual([200, WHY.reason, 2]);
      expect(await typesOf(userId)).toEqual(['account.user.created', 'account.user.status_changed']);
    });

    it('may repeat a request whose answer was lost, but not one that somebody else was faster with', async () => {
      const { userId } = await addUser(server);
      await admin.post(userId, 'lock', { ...WHY, version: 1 });
      expect((await admin.post(userId, 'lock', { ...WHY, version: 1 })).status).toBe(200);
      const other = await admin.post(userId, 'lock', { reason: 'another', version: 1 });
      expect(codeOf(other)).toEqual(CONFLICT);
      expect(other.body.message).toContain('read it again');
    });

    it('tells no more to those who do not have the right password', async () => {
      const { userId, username } = await addUser(server);
      await admin.post(userId, 'lock', WHY);
      expect(codeOf(await login(username, 'wrong'))).toEqual(WRONG);
      expect(await attemptsOf(server, userId)).toEqual(['WRONG_PASSWORD']);
    });
  });

  describe('who unlocks a person', () => {
    it('lets them in again', async () => {
      const { userId, username } = await addUser(server);
      await admin.post(userId, 'lock', WHY);
      const unlocked = await admin.post(userId, 'unlock');
      expect([unlocked.status, unlocked.body.status, unlocked.body.status_reason]).toEqual([
        200,
        'ACTIVE',
        null,
      ]);
      expect((await login(username)).status).toBe(201);
      expect(await typesOf(userId, 'account.password.')).toEqual([]);
    });

    it('lifts the lock of ten wrong passwords, and the count of those that did not lock yet', async () => {
      const { userId, username } = await addUser(server);
      for (let failures = 0; failures < 10; failures++) await login(username, 'wrong');
      expect(codeOf(await login(username))).toEqual(WRONG);
      expect((await admin.get(userId)).body.password_lock).toMatchObject({ locks: 1, failed_attempts: 0 });
      const unlocked = await admin.post(userId, 'unlock');
      expect(unlocked.body.password_lock).toMatchObject({ locks: 0, locked_until: null });
      expect((await login(username)).status).toBe(201);
      for (let failures = 0; failures < 9; failures++) await login(username, 'wrong');
      await server.rows.execute(
        'UPDATE users SET device_failed_attempts = 9, device_lock_count = 3 WHERE user_id = $1',
        [userId],
      );
      expect((await admin.post(userId, 'unlock')).body.password_lock).toMatchObject({
        failed_attempts: 0,
        device_failed_attempts: 0,
        device_locks: 0,
      });
      await login(username, 'wrong');
      expect((await login(username)).status).toBe(201);
      const types = await typesOf(userId, 'account.password.');
      expect(types).toEqual([
        'account.password.locked',
        'account.password.unlocked',
        'account.password.unlocked',
      ]);
    });

    it('lifts the lock of ten wrong codes, and the block of the second factor', async () => {
      const { api } = server;
      const { userId, username } = await addUser(server, { mfaRequired: true, phones: PHONES });
      for (let failures = 0; failures < 10; failures += 5)
        await enterWrongCodes(api, await login(username), 5);
      await server.rows.execute('UPDATE users SET mfa_locked = $2 WHERE user_id = $1', [userId, true]);
      const before = (await admin.get(userId)).body.mfa_lock;
      expect(before).toMatchObject({ blocked: true, locks: 1 });
      expect(before.locked_until).not.toBeNull();
      expect(codeOf(await login(username))).toEqual([423, 'CIAM_E01_01_005']);
      const { body } = await admin.post(userId, 'unlock');
      expect(body.mfa_lock).toEqual({ blocked: false, failed_attempts: 0, locked_until: null, locks: 0 });
      expect((await login(username)).status).toBe(200);
      const trail = await auditOf(server, userId);
      expect(trail.find(({ type }) => type === 'mfa.unlocked')?.details).toEqual({
        by: administrator.userId,
      });
    });

    it('who is not locked has changed nothing', async () => {
      const { userId } = await addUser(server);
      const answer = await admin.post(userId, 'unlock', { version: 99 });
      expect([answer.status, answer.body.version]).toEqual([200, 1]);
      expect(await typesOf(userId)).toEqual(['account.user.created']);
    });
  });

  it('disables and activates, with the reasons in the trail', async () => {
    const { userId, username } = await addUser(server);
    const session = await login(username);
    const disabled = await admin.post(userId, 'disable', WHY);
    expect([disabled.body.status, disabled.body.version]).toEqual(['DISABLED', 2]);
    const options = { headers: { authorization: `Bearer ${session.body.access_token}` } };
    expect(codeOf(await server.api.get('/auth/sessions', options))).toEqual([401, 'CIAM_E01_02_002']);
    expect((await server.api.refresh(refreshTokenOf(session))).status).toBe(401);
    expect(codeOf(await login(username))).toEqual([423, 'CIAM_E01_01_003']);
    const activated = await admin.post(userId, 'activate', { version: 2, reason: 'is back' });
    expect([activated.body.status, activated.body.version]).toEqual(['ACTIVE', 3]);
    expect((await login(username)).status).toBe(201);
    const details = (await auditOf(server, userId))
      .filter(({ type }) => type === 'account.user.status_changed')
      .map(({ details: { from, status, reason } }) => [from, status, reason]);
    expect(details).toEqual([
      ['ACTIVE', 'DISABLED', WHY.reason],
      ['DISABLED', 'ACTIVE', 'is back'],
    ]);
  });

  it('activates whoever has not verified the e-mail, which stays unverified', async () => {
    const { userId, username } = await addUser(server, { status: 'PENDING', isEmailVerified: false });
    const { body } = await admin.post(userId, 'activate');
    expect([body.status, body.email_verified]).toEqual(['ACTIVE', false]);
    expect((await login(username)).status).toBe(201);
  });

  it.each([
    ['PENDING', 'lock', 'activate or disable'],
    ['PENDING', 'unlock', 'activate or disable'],
    ['LOCKED', 'activate', 'unlock them first'],
    ['DISABLED', 'lock', 'activate them first'],
    ['DISABLED', 'unlock', 'activate them first'],
    ['ACTIVE', 'restore', 'nothing to restore'],
    ['DELETED', 'lock', 'restore them first'],
    ['DELETED', 'unlock', 'restore them first'],
    ['DELETED', 'disable', 'restore them first'],
    ['DELETED', 'activate', 'restore them first'],
  ] as const)('finding a person %s, cannot %s them, and learns what to do', async (status, act, advice) => {
    const { userId } = await addUser(server);
    if (status === 'DELETED') await admin.remove(userId);
    else if (status !== 'ACTIVE') await setStatus(server, userId, status);
    const before = (await admin.get(userId)).body;
    const answer = await admin.post(userId, act, WHY);
    expect(codeOf(answer)).toEqual(CONFLICT);
    expect(answer.body.message).toContain(advice);
    expect((await admin.get(userId)).body).toEqual(before);
  });

  it.each(['lock', 'disable'])('gives a reason to %s somebody', async (act) => {
    const { userId } = await addUser(server);
    for (const reason of [undefined, '', 'x'.repeat(257), 7])
      expect(codeOf(await admin.post(userId, act, { reason }))).toEqual([400, 'CIAM_E01_05_001']);
  });

  describe('who deletes a person', () => {
    it('frees the e-mail and the user name, and ends sessions, logins, tokens and trust', async () => {
      const { api } = server;
      const { userId, username, email } = await addUser(server, { mfaRequired: true, phones: PHONES });
      server.clock.advance(1);
      const device = { drs_action_token: 'the phone', password: PASSWORD };
      const bound = await bindDevice(api, username, device);
      expect((await admin.remove(userId)).status).toBe(204);
      expect((await api.refresh(refreshTokenOf(bound))).status).toBe(401);
      expect(codeOf(await login(username))).toEqual(WRONG);
      expect(await server.rows.count('trusted_devices', `cupid = $1 AND status = 'TRUSTED'`, [userId])).toBe(
        0,
      );
      expect(
        await server.rows.count('tokens', `session_id = $1 AND status <> 'REVOKED'`, [bound.body.context_id]),
      ).toBe(0);
      expect((await admin.get(userId)).body).toMatchObject({
        status: 'DELETED',
        deleted_by: administrator.userId,
        delete_reason: 'asked for it',
      });
      await addUser(server, { username, email });
      expect((await login(username)).status).toBe(201);
    });

    it('twice has done it once', async () => {
      const { userId } = await addUser(server);
      expect((await admin.remove(userId)).status).toBe(204);
      expect((await admin.remove(userId)).status).toBe(204);
      expect(await typesOf(userId)).toEqual(['account.user.created', 'account.user.deleted']);
    });

    it('may restore them: disabled, with all they had', async () => {
      const { userId, username } = await addUser(server, { phones: PHONES });
      await admin.remove(userId);
      const restored = await admin.post(userId, 'restore', { reason: 'a mistake' });
      expect(restored.body).toMatchObject({
        status: 'DISABLED',
        status_reason: 'a mistake',
        username,
        deleted_at: null,
        deleted_by: null,
        delete_reason: null,
        version: 3,
      });
      expect(restored.body.phones).toHaveLength(3);
      expect((await admin.post(userId, 'restore')).body.version).toBe(3);
      expect(codeOf(await login(username))).toEqual([423, 'CIAM_E01_01_003']);
      await admin.post(userId, 'activate');
      expect((await login(username)).status).toBe(201);
      expect(await typesOf(userId, 'account.user.')).toEqual([
        'account.user.created',
        'account.user.deleted',
        'account.user.restored',
        'account.user.status_changed',
      ]);
    });

    it.each(['email', 'username'] as const)('cannot restore them once the %s is taken', async (name) => {
      const { userId, ...person } = await addUser(server);
      await admin.remove(userId);
      await addUser(server, { [name]: person[name].toUpperCase() });
      const answer = await admin.post(userId, 'restore');
      expect(codeOf(answer)).toEqual(CONFLICT);
      expect(answer.body.message).toContain('somebody else');
      expect((await admin.get(userId)).body).toMatchObject({ status: 'DELETED', version: 2 });
      expect(await typesOf(userId)).not.toContain('account.user.restored');
    });

    it('cannot restore them once their data were erased', async () => {
      const { userId } = await addUser(server);
      await admin.remove(userId);
      await server.rows.execute('UPDATE users SET email = NULL, email_lookup = NULL WHERE user_id = $1', [
        userId,
      ]);
      expect(codeOf(await admin.post(userId, 'restore'))).toEqual(CONFLICT);
    });
  });

  it.each(['lock', 'disable', ''])('cannot do this to themselves: %p', async (act) => {
    const { userId } = administrator;
    for (const cupid of [userId, userId.toUpperCase()]) {
      const answer = act ? await admin.post(cupid, act, WHY) : await admin.remove(cupid);
      expect(codeOf(answer)).toEqual(NOT_ALLOWED);
      expect(answer.body.message).toContain('another administrator');
    }
    expect((await admin.get(userId)).body.status).toBe('ACTIVE');
  });

  it('cannot do it by a service either, however they write who they are', async () => {
    const { userId } = administrator;
    const act = { by: userId, cupid: userId.toUpperCase(), ...WHY };
    await expect(server.app.get(UserStandingService).lock(act)).rejects.toThrow(NotToYourself);
  });

  it('may write whom they mean in capital letters', async () => {
    const { userId, username } = await addUser(server);
    const session = await login(username);
    expect((await admin.post(userId.toUpperCase(), 'lock', WHY)).body.cupid).toBe(userId);
    const options = { headers: { authorization: `Bearer ${session.body.access_token}` } };
    expect((await server.api.get('/auth/sessions', options)).status).toBe(401);
  });

  it.each(['lock', 'disable', 'activate'])(
    'does not %s from a version that is not the newest',
    async (act) => {
      const { userId } = await addUser(server);
      if (act === 'activate') await setStatus(server, userId, 'DISABLED');
      const before = (await admin.get(userId)).body;
      expect(codeOf(await admin.post(userId, act, { ...WHY, version: Number(before.version) + 1 }))).toEqual(
        CONFLICT,
      );
      expect((await admin.get(userId)).body).toEqual(before);
    },
  );

  it.each(['person-1', '00000000-0000-4000-8000-000000000000'])('knows nobody called %s', async (cupid) => {
    expect(codeOf(await admin.get(cupid))).toEqual(NOT_FOUND);
    expect(codeOf(await admin.patch(cupid, { version: 1 }))).toEqual(NOT_FOUND);
    expect(codeOf(await admin.remove(cupid))).toEqual(NOT_FOUND);
    for (const act of ['lock', 'unlock', 'disable', 'activate', 'restore', 'sessions/end', 'reset-password'])
      expect([act, ...codeOf(await admin.post(cupid, act, WHY))]).toEqual([act, ...NOT_FOUND]);
    expect(codeOf(await admin.get(cupid, '/sessions'))).toEqual(NOT_FOUND);
    expect(codeOf(await admin.post(cupid, 'roles', { role: 'editor' }))).toEqual(NOT_FOUND);
    expect(codeOf(await admin.withdraw(cupid, administrator.grantId))).toEqual(NOT_FOUND);
  });
});
