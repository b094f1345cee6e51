import { decodeJwt } from 'jose';
import { PasswordResetService } from '../src/modules/account/password-reset.service.js';
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
import { type ApiResponse, ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { bearer } from './support/hand-offs.js';
import { refreshTokenOf } from './support/walk.js';

const CONFLICT = [409, 'CIAM_E01_05_003'];
const NOT_ALLOWED = [403, 'CIAM_E01_02_003'];
const INVALID = [400, 'CIAM_E01_05_001'];
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('the roles, sessions and passwords of others', () => {
  const asked: string[][] = [];
  let server: TestServer;
  let administrator: Administrator;
  let admin: AdminApi;

  beforeAll(async () => {
    // What becomes of the mail is told by the tests of self-service.
    const resets = {
      requestFor: (cupid: string, by: string) => (asked.push([cupid, by]), Promise.resolve(true)),
    };
    server = await createAccountServer({
      override: (builder) => builder.overrideProvider(PasswordResetService).useValue(resets),
    });
    administrator = await signInAdministrator(server);
    admin = new AdminApi(server, administrator.options);
  });

  afterAll(() => server.close());

  const login = (username: string) => server.api.login(username, { password: PASSWORD });
  const rolesIn = ({ body }: ApiResponse) => decodeJwt(body.access_token).roles;
  const soon = (seconds: number) => new Date(server.clock.now().getTime() + seconds * 1000).toISOString();

  describe('a role', () => {
    it('stands in the token from the next refresh on, until the one after it was withdrawn', async () => {
      const { userId, username } = await addUser(server);
      const first = await login(username);
      const granted = await admin.post(userId, 'roles', { role: 'editor' });
      expect(granted.status).toBe(201);
      expect(granted.body).toMatchObject({
        role: 'editor',
        account_id: null,
        active: true,
        granted_by: administrator.userId,
        expires_at: null,
        withdrawn_by: null,
      });
      const second = await server.api.refresh(refreshTokenOf(first));
      expect(rolesIn(second)).toEqual(['user', 'editor']);
      expect((await admin.withdraw(userId, granted.body.grant_id)).status).toBe(204);
      const third = await server.api.refresh(refreshTokenOf(second));
      expect(rolesIn(third)).toEqual(['user']);
      const [role] = (await admin.get(userId)).body.roles;
      expect(role).toMatchObject({ active: false, withdrawn_by: administrator.userId });
    });

    it('is written down with who gave and who took it', async () => {
      const { userId } = await addUser(server);
      const { body } = await admin.post(userId, 'roles', { role: 'editor', expires_at: soon(60) });
      await admin.withdraw(userId, body.grant_id);
      await admin.withdraw(userId, body.grant_id);
      const about = { grant_id: body.grant_id, role: 'editor', account_id: null, by: administrator.userId };
      expect((await auditOf(server, userId)).slice(1)).toEqual([
        { type: 'account.role.granted', details: { ...about, expires_at: body.expires_at } },
        { type: 'account.role.withdrawn', details: about },
      ]);
    });

    it('that a person has already is answered with the grant there is; with another end it is a conflict', async () => {
      const { userId } = await addUser(server);
      const role = { role: 'editor', expires_at: soon(60) };
      const first = await admin.post(userId, 'roles', role);
      const again = await admin.post(userId, 'roles', role);
      expect([again.status, again.body]).toEqual([200, first.body]);
      expect(codeOf(await admin.post(userId, 'roles', { role: 'editor' }))).toEqual(CONFLICT);
      expect(await auditOf(server, userId)).toHaveLength(2);
    });

    it('that has run out can be given again', async () => {
      const { userId, username } = await addUser(server);
      await admin.post(userId, 'roles', { role: 'editor', expires_at: soon(60) });
      server.clock.advance(60);
      expect((await admin.get(userId)).body.roles).toMatchObject([{ role: 'editor', active: false }]);
      expect((await admin.post(userId, 'roles', { role: 'editor' })).status).toBe(201);
      expect((await admin.get(userId)).body.roles).toMatchObject([
        { role: 'editor', active: true },
        { role: 'editor', active: false, withdrawn_by: 'expiry' },
      ]);
      expect(rolesIn(await login(username))).toEqual(['user', 'editor']);
    });

    it('may be for one organisation', async () => {
      const { userId, username } = await addUser(server);
      const accountId = await organisations(server).create('Quay', `quay-${userId}`, 'test');
      await organisations(server).setMember(accountId!, userId, ['events:read'], 'test');
      const { body } = await admin.post(userId, 'roles', { role: 'admin', account_id: accountId });
      expect(body.account_id).toBe(accountId);
      const session = await login(username);
      expect(rolesIn(session)).toEqual(['user']);
      expect((await admin.get(userId)).body.memberships).toEqual([
        { account_id: accountId, name: 'Quay', slug: `quay-${userId}`, permissions: ['events:read'] },
      ]);
      expect((await admin.withdraw(userId, body.grant_id)).status).toBe(204);
      expect((await server.api.refresh(refreshTokenOf(session))).status).toBe(200);
    });

    it.each([
      [{}],
      [{ role: '' }],
      [{ role: 'Admin' }],
      [{ role: 'a\u001fb' }],
      [{ role: 'x'.repeat(65) }],
      [{ role: 'editor', account_id: 'quay' }],
      [{ role: 'editor', account_id: NOBODY }],
      [{ role: 'editor', expires_at: 'tomorrow' }],
      [{ role: 'editor', expires_at: '2030-01-01' }],
      [{ role: 'editor', expires_at: '2030-01-01T10:00:00' }],
      [{ role: 'editor', expires_at: '2026-03-01T10:00:00Z' }],
      [{ role: 'editor', expires_at: '+012345-01-01T10:00:00Z' }],
      [{ role: 'editor', expires_at: '9999-12-31T23:59:59-12:00' }],
    ])('cannot be %j', async (body) => {
      const { userId } = await addUser(server);
      expect(codeOf(await admin.post(userId, 'roles', body))).toEqual(INVALID);
      expect((await admin.get(userId)).body.roles).toEqual([]);
    });

    it('is not given to somebody who was deleted, nor taken from another than it was given to', async () => {
      const { userId } = await addUser(server);
      const other = await addUser(server);
      const { body } = await admin.post(other.userId, 'roles', { role: 'editor' });
      for (const grantId of [body.grant_id, NOBODY, 'editor'])
        expect(codeOf(await admin.withdraw(userId, grantId))).toEqual([404, 'CIAM_E01_05_004']);
      expect((await admin.withdraw(other.userId, body.grant_id.toUpperCase())).status).toBe(204);
      await admin.remove(userId);
      expect(codeOf(await admin.post(userId, 'roles', { role: 'editor' }))).toEqual(CONFLICT);
    });
  });

  describe('the role of administrators', () => {
    it('ends with its holder’s sessions: no access token lives on with it', async () => {
      const other = await signInAdministrator(server);
      const others = new AdminApi(server, other.options);
      expect((await others.list()).status).toBe(200);
      expect((await admin.withdraw(other.userId, other.grantId)).status).toBe(204);
      expect(codeOf(await others.list())).toEqual([401, 'CIAM_E01_02_002']);
      expect(rolesIn(await login(other.username))).toEqual(['user']);
      const [session] = await server.rows.select(
        `SELECT revoke_reason, revoked_by FROM sessions WHERE cupid = $1 AND status = 'REVOKED'`,
        [other.userId],
      );
      expect(session).toEqual({ revoke_reason: 'ADMIN_ROLE_WITHDRAWN', revoked_by: administrator.userId });
    });

    it('that has run out changes nothing any more, though the token still names it', async () => {
      const { userId, username } = await addUser(server);
      const target = await addUser(server);
      await admin.post(userId, 'roles', { role: 'admin', expires_at: soon(60) });
      const guest = new AdminApi(server, bearer((await login(username)).body.access_token));
      expect((await guest.post(target.userId, 'lock', { reason: 'in time' })).status).toBe(200);
      server.clock.advance(60);
      expect((await guest.list()).status).toBe(200);
      for (const answer of [
        await guest.post(target.userId, 'unlock'),
        await guest.post(target.userId, 'roles', { role: 'admin' }),
        await guest.post(target.userId, 'sessions/end'),
        await guest.post(target.userId, 'reset-password'),
        await guest.patch(target.userId, { version: 2, kyc_level: 1 }),
        await guest.remove(target.userId),
      ])
        expect(codeOf(answer)).toEqual(NOT_ALLOWED);
      expect((await admin.get(target.userId)).body).toMatchObject({
        status: 'LOCKED',
        version: 2,
        roles: [],
      });
    });

    it('cannot be withdrawn by its holder', async () => {
      const { userId, grantId } = administrator;
      expect(codeOf(await admin.withdraw(userId, grantId))).toEqual(NOT_ALLOWED);
      const { body } = await admin.post(userId, 'roles', { role: 'editor' });
      expect((await admin.withdraw(userId, body.grant_id)).status).toBe(204);
    });

    it('is what every operation asks for', async () => {
      const { userId, username } = await addUser(server);
      await admin.post(userId, 'roles', { role: 'administrator' });
      const one = new AdminApi(server, bearer((await login(username)).body.access_token));
      const why = { reason: 'none' };
      for (const answer of [
        await one.list(),
        await one.get(userId),
        await one.patch(userId, { version: 1 }),
        await one.remove(userId),
        ...(await Promise.all(
          ['lock', 'unlock', 'disable', 'activate', 'restore', 'sessions/end', 'reset-password'].map((act) =>
            one.post(userId, act, why),
          ),
        )),
        await one.get(userId, '/sessions'),
        await one.post(userId, 'roles', { role: 'admin' }),
        await one.withdraw(userId, administrator.grantId),
      ])
        expect(codeOf(answer)).toEqual(NOT_ALLOWED);
    });
  });

  describe('sessions', () => {
    it('are seen as they are: where, since when, how', async () => {
      const { userId, username } = await addUser(server);
      expect((await admin.get(userId, '/sessions')).body).toEqual({ sessions: [] });
      const agent = { headers: { 'user-agent': 'curl/8.0' } };
      const { body } = await server.api.login(username, { password: PASSWORD }, agent);
      server.clock.advance(1);
      await login(username);
      const { sessions } = (await admin.get(userId, '/sessions')).body;
      expect(sessions).toHaveLength(2);
      expect(sessions[1]).toMatchObject({
        session_id: body.context_id,
        user_agent: 'curl/8.0',
        ip_address: '127.0.0.1',
        amr: ['pwd'],
      });
    });

    it('are ended, all of them, with the logins in progress', async () => {
      const { api } = server;
      const { userId, username } = await addUser(server, { phones: PHONES });
      const sessions = [await login(username), await login(username)];
      await server.rows.execute('UPDATE users SET mfa_required = $2 WHERE user_id = $1', [userId, true]);
      const open = await login(username);
      const code = await api.initiate(ids(open));
      const ended = await admin.post(userId, 'sessions/end');
      expect([ended.status, ended.body]).toEqual([200, { success: true, revoked: 2 }]);
      expect((await admin.post(userId, 'sessions/end')).body.revoked).toBe(0);
      for (const session of sessions) expect((await api.refresh(refreshTokenOf(session))).status).toBe(401);
      expect(codeOf(await api.verify(ids(open, code)))).toEqual([400, 'CIAM_E01_03_003']);
      const events = (await auditOf(server, userId)).filter(({ type }) => type === 'account.user.signed_out');
      expect(events).toEqual([
        { type: 'account.user.signed_out', details: { sessions: 2, by: administrator.userId } },
      ]);
      expect((await login(username)).status).toBe(200);
    });

    it('of an administrator end by their own hand too', async () => {
      const other = await signInAdministrator(server);
      const own = new AdminApi(server, other.options);
      expect((await own.post(other.userId, 'sessions/end')).body.revoked).toBe(1);
      expect(codeOf(await own.list())).toEqual([401, 'CIAM_E01_02_002']);
    });
  });

  describe('a password', () => {
    it('is reset by a mail to the person, never by the administrator', async () => {
      const { userId } = await addUser(server);
      const answer = await admin.post(userId, 'reset-password', { password: 'chosen by somebody else' });
      expect([answer.status, answer.body]).toEqual([202, { success: true }]);
      expect(asked.at(-1)).toEqual([userId, administrator.userId]);
    });

    it.each(['DISABLED', 'DELETED'] as const)('is not reset while its owner is %s', async (status) => {
      const { userId } = await addUser(server);
      if (status === 'DELETED') await admin.remove(userId);
      else await setStatus(server, userId, status);
      const before = asked.length;
      expect(codeOf(await admin.post(userId, 'reset-password'))).toEqual(CONFLICT);
      expect(asked).toHaveLength(before);
    });

    it('is in no answer, nor its hash', async () => {
      const { userId } = await addUser(server);
      for (const { text } of [await admin.get(userId), await admin.list()])
        expect(text).not.toMatch(/argon2|hash|\$/);
    });
  });
});
