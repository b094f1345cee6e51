import { DataSource } from 'typeorm';
import { PersonalTables } from '../src/database/personal-tables.js';
import { EsignService } from '../src/modules/esign/esign.service.js';
import { addUser, createAccountServer, organisations, PASSWORD, setStatus } from './support/accounts.js';
import { ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { bearer } from './support/hand-offs.js';
import {
  addWholePerson,
  BEHIND_PROXY,
  PERSONAL,
  type Visitor,
  visitEverything,
  WHEREABOUTS,
} from './support/own-data.js';
import { tracesIn } from './support/traces.js';

const STATE = { state: 'for Quillfeather' };

describe('all that is held of a person', () => {
  let server: TestServer;
  let cupid: string;
  let visitor: Visitor;

  beforeEach(async () => {
    server = await createAccountServer({ env: BEHIND_PROXY });
    cupid = await addWholePerson(server);
    visitor = await visitEverything(server, cupid);
  });

  afterEach(() => server.close());

  const exported = () => server.api.get('/auth/me/export', bearer(visitor.accessToken));
  const eraseOneself = (password: string = PASSWORD, options = bearer(visitor.accessToken)) =>
    server.api.call('DELETE', '/auth/me', { password }, options);
  const tokenOf = async (username: string) =>
    (await server.api.login(username, { password: PASSWORD })).body.access_token as string;
  async function administrator() {
    const { username, userId } = await addUser(server);
    await organisations(server).grant({ userId, role: 'admin', accountId: null, expiresAt: null }, 'test');
    return { userId, options: bearer(await tokenOf(username)) };
  }
  const eraseBy = (
    options: ReturnType<typeof bearer>,
    who = cupid,
    body: object = { reason: 'their letter' },
  ) => server.api.post(`/admin/users/${who}/erase`, body, options);
  const traces = async () => {
    // What an audit row says of whereabouts stays: nobody can change one.
    const { rows } = server;
    const tables = Object.keys(await rows.counts()).filter((table) => table !== 'audit_logs');
    const contents: unknown[] = [];
    for (const table of tables) contents.push(await rows.select(`SELECT * FROM ${table}`));
    return tracesIn(JSON.stringify(contents), { ...PERSONAL, ...WHEREABOUTS, ...STATE });
  };
  const rowOf = async (table: string, where: string) =>
    (await server.rows.select(`SELECT * FROM ${table} WHERE ${where} = $1`, [cupid]))[0];

  describe('is exported', () => {
    it('to its last row, in clear, with no secret and no hash', async () => {
      const answer = await exported();
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="personal-data.json"',
        'cache-control': 'no-store',
      });
      const { body, text } = answer;
      expect(body.profile).toHaveLength(1);
      expect(body.profile[0]).toMatchObject({
        user_id: cupid,
        email: PERSONAL.email,
        username: PERSONAL.username,
        given_name: PERSONAL.givenName,
        family_name: PERSONAL.familyName,
        status: 'ACTIVE',
      });
      expect(body.phones).toMatchObject([{ option_id: 1, phone: PERSONAL.phone }]);
      expect(body.roles).toMatchObject([{ role: 'editor', active: true }]);
      expect(body.memberships).toMatchObject([{ permissions: ['events:read'] }]);
      expect(body.login_attempts.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
        'WRONG_PASSWORD',
        'ACCEPTED',
      ]);
      expect(body.sessions).toMatchObject([
        { status: 'ACTIVE', ip_address: WHEREABOUTS.ip, user_agent: WHEREABOUTS.userAgent },
      ]);
      expect(body.devices).toMatchObject([{ device_name: PERSONAL.deviceName, status: 'TRUSTED' }]);
      expect(body.document_decisions).toMatchObject([{ document_id: 'terms-v1-2025', decision: 'ACCEPTED' }]);
      for (const section of ['logins', 'risk_evaluations', 'second_factors', 'hand_offs'])
        expect([section, body[section].length]).toEqual([section, 1]);
      const events = body.audit_events.map(({ event_type: type }: { event_type: string }) => type);
      expect(events).toEqual(
        expect.arrayContaining(['account.user.created', 'mfa.challenge.passed', 'account.user.exported']),
      );
      const hashes = await server.rows.select('SELECT secret_hash FROM credentials WHERE user_id = $1', [
        cupid,
      ]);
      const tokens = await server.rows.select('SELECT token_value_hash FROM tokens');
      const secrets = [...hashes, ...tokens].flatMap((row) => Object.values(row).map(String));
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      expect(text).not.toMatch(/_hash"|_lookup"|enc:v1:|hmac:/);
    });

    it('without a word of anybody else, who only did something to them included', async () => {
      const { userId, options } = await administrator();
      const grant = { userId: cupid, role: 'auditor', accountId: null, expiresAt: null };
      await organisations(server).grant(grant, userId);
      expect((await server.api.get('/auth/sessions', options)).status).toBe(200);
      const other = await addUser(server, { givenName: 'Somebody', familyName: 'Else' });
      await tokenOf(other.username);
      const { text } = await exported();
      expect([userId, other.userId, other.email, 'Somebody'].filter((trace) => text.includes(trace))).toEqual(
        [],
      );
    });

    it('page by page, each row once, however many there are', async () => {
      const now = server.clock.now().toISOString().replace('T', ' ').replace('Z', '');
      const numbered = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
      const rows = Array.from(
        { length: 1203 },
        (_, n) => `('${numbered(n)}', '${cupid}', 'LOCKED_OUT', '${numbered(0)}', '${now}')`,
      );
      await server.rows.execute(
        `INSERT INTO login_attempts (attempt_id, user_id, outcome, correlation_id, attempted_at) VALUES ${rows.join(', ')}`,
      );
      expect((await exported()).body.login_attempts).toHaveLength(1205);
    });

    it('and that it was is written down; without a token nothing is', async () => {
      expect((await server.api.get('/auth/me/export')).body.error_code).toBe('CIAM_E01_02_001');
      await exported();
      expect(
        await server.rows.count('audit_logs', `event_type = 'account.user.exported' AND cupid = $1`, [cupid]),
      ).toBe(1);
    });
  });

  describe('is erased', () => {
    it('by the person, with the password, down to the last trace but the audit trail', async () => {
      expect(new Set((await traces()).map((trace) => trace.split(' as ')[0])).size).toBeGreaterThanOrEqual(3);
      const before = await server.rows.count('audit_logs');
      expect((await eraseOneself()).status).toBe(204);
      expect(await traces()).toEqual([]);
      expect(await rowOf('users', 'user_id')).toMatchObject({
        status: 'DELETED',
        deleted_by: cupid,
        delete_reason: 'SELF_ERASURE',
      });
      expect(await server.rows.count('audit_logs')).toBeGreaterThan(before);
      expect(tracesIn(await server.rows.dump(), PERSONAL)).toEqual([]);
    });

    it('with everything that was begun: sessions, tokens, trust, roles', async () => {
      const open = await server.api.login(PERSONAL.username, {
        password: PASSWORD,
        drs_action_token: 'another',
      });
      expect(open.body.response_type_code).toBe('MFA_REQUIRED');
      await eraseOneself();
      expect((await server.api.get('/auth/sessions', bearer(visitor.accessToken))).body.error_code).toBe(
        'CIAM_E01_02_002',
      );
      expect((await server.api.refresh(visitor.refreshToken)).status).toBe(401);
      const { context_id, transaction_id } = open.body;
      const ids = { context_id, transaction_id, method: 'sms', mfa_option_id: 1 };
      expect((await server.api.post('/auth/mfa/initiate', ids)).status).toBe(410);
      expect((await server.api.login(PERSONAL.email, { password: PASSWORD })).body.error_code).toBe(
        'CIAM_E01_01_001',
      );
      const owned = {
        trusted_devices: `status = 'TRUSTED'`,
        user_roles: 'true',
        memberships: 'true',
        credentials: 'true',
        user_phones: 'true',
        tokens: 'true',
      };
      for (const [table, where] of Object.entries(owned))
        expect([table, await server.rows.count(table, where)]).toEqual([table, 0]);
    });

    it('with what they wrote when declining a document, of which the audit trail knows nothing', async () => {
      const reason = 'Quillfeathers sign nothing';
      const document = {
        documentId: 'terms-v1-2025',
        version: '2.0',
        mandatory: true,
        audience: 'customers',
      };
      await server.app.get(EsignService).publish({ ...document, title: 'Terms', content: 'Others.' });
      const device = { drs_action_token: 'a phone' };
      const login = await server.api.login(PERSONAL.username, { password: PASSWORD, ...device });
      expect((await server.api.decline(ids(login), 'terms-v1-2025', { reason })).status).toBe(200);
      const withReason = `metadata ->> 'decline_reason' = '${reason}'`;
      expect(await server.rows.count('auth_transactions', withReason)).toBe(1);
      await eraseOneself();
      expect(await server.rows.dump()).not.toContain(reason);
    });

    it('and the e-mail, user name and guid are free again', async () => {
      await eraseOneself();
      const { email, username } = PERSONAL;
      const successor = await addUser(server, { email, username });
      expect(successor.userId).not.toBe(cupid);
      expect((await server.api.login(username, { password: PASSWORD })).status).toBe(201);
    });

    it('not with a wrong password, which counts as at a login and locks as there', async () => {
      for (let attempt = 1; attempt <= 10; attempt += 1)
        expect((await eraseOneself('wrong')).body.error_code).toBe('CIAM_E01_01_001');
      expect((await eraseOneself()).status).toBe(401);
      expect(await rowOf('users', 'user_id')).toMatchObject({ status: 'ACTIVE', device_lock_count: 1 });
      expect(
        await server.rows.count('login_attempts', `outcome = 'LOCKED_OUT' AND user_id = $1`, [cupid]),
      ).toBe(1);
      expect((await server.api.call('DELETE', '/auth/me', {}, bearer(visitor.accessToken))).status).toBe(400);
      expect((await server.api.call('DELETE', '/auth/me', { password: PASSWORD })).status).toBe(401);
    });

    it('by an administrator, who says why, of whoever is there or was deleted before', async () => {
      const { userId, options } = await administrator();
      expect((await eraseBy(options)).status).toBe(204);
      expect(await traces()).toEqual([]);
      expect(await rowOf('users', 'user_id')).toMatchObject({
        status: 'DELETED',
        deleted_by: userId,
        delete_reason: 'their letter',
      });
      const deleted = await addUser(server);
      await server.rows.execute(
        `UPDATE users SET status = 'DELETED', deleted_at = updated_at WHERE user_id = $1`,
        [deleted.userId],
      );
      expect((await eraseBy(options, deleted.userId)).status).toBe(204);
      expect(await server.rows.count('users', 'user_id = $1 AND email IS NULL', [deleted.userId])).toBe(1);
    });

    it('by nobody else, and nobody who is not there', async () => {
      const { options } = await administrator();
      const { username } = await addUser(server);
      expect((await eraseBy(bearer(await tokenOf(username)))).body.error_code).toBe('CIAM_E01_02_003');
      expect((await eraseBy(options, cupid, {})).status).toBe(400);
      for (const stranger of ['nobody', '00000000-0000-4000-8000-000000000001'])
        expect((await eraseBy(options, stranger)).body.error_code).toBe('CIAM_E01_05_004');
      expect(await rowOf('users', 'user_id')).toMatchObject({ status: 'ACTIVE' });
    });

    it('once: again it only takes away what came after', async () => {
      const { options } = await administrator();
      await eraseBy(options);
      const first = await rowOf('users', 'user_id');
      // As a login would that was on its way.
      await server.rows.execute(`UPDATE sessions SET ip_address = '${WHEREABOUTS.ip}' WHERE cupid = $1`, [
        cupid,
      ]);
      server.clock.advance(60);
      expect((await eraseBy(options, cupid, { reason: 'another' })).status).toBe(204);
      expect(await traces()).toEqual([]);
      expect(await rowOf('users', 'user_id')).toEqual(first);
      expect(await server.rows.count('audit_logs', `event_type = 'account.user.erased'`)).toBe(1);
    });

    it('for good: the table takes no such person back', async () => {
      await eraseOneself();
      const restore = server.rows.execute(
        `UPDATE users SET status = 'ACTIVE', deleted_at = NULL WHERE user_id = $1`,
        [cupid],
      );
      await expect(restore).rejects.toThrow(/chk_users_email/);
      await expect(setStatus(server, cupid, 'ACTIVE')).rejects.toThrow();
    });

    it('together or not at all', async () => {
      await server.rows.execute('ALTER TABLE mfa_factors RENAME TO mfa_factors_away');
      expect((await eraseOneself()).status).toBe(500);
      await server.rows.execute('ALTER TABLE mfa_factors_away RENAME TO mfa_factors');
      expect(await rowOf('users', 'user_id')).toMatchObject({ status: 'ACTIVE', deleted_at: null });
      expect((await exported()).body.profile[0].email).toBe(PERSONAL.email);
    });
  });

  it('is answered for, table by table: none with a person in it is forgotten', () => {
    const tables = server.app.get(DataSource).entityMetadatas;
    const ofPeople = tables.filter(({ columns }) =>
      columns.some(({ databaseName }) =>
        ['cupid', 'user_id', 'session_id', 'context_id'].includes(databaseName),
      ),
    );
    const answered = server.app.get(PersonalTables).names;
    expect(ofPeople.map(({ tableName }) => tableName).filter((name) => !answered.includes(name))).toEqual([]);
    expect(answered).toHaveLength(new Set(answered).size);
  });
});
