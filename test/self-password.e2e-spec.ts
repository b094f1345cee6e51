import { addCustomer, addUser, organisations, PASSWORD, PHONES, setStatus } from './support/accounts.js';
import { type ApiResponse, ids } from './support/api.js';
import { createMailServer, type MailServer } from './support/mailbox.js';
import { refreshTokenOf } from './support/walk.js';

const HOUR = 3_600;
const NEW_PASSWORD = 'walrus pepper candle';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const WRONG = [401, 'CIAM_E01_01_001'];
const VOID = [400, 'CIAM_E01_05_001'];

describe('a person with a password', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await createMailServer();
  });

  afterAll(() => server.close());

  const login = (username: string, password = PASSWORD, extra: object = {}) =>
    server.api.login(username, { password, ...extra });
  const request = (email: string) => server.api.post('/auth/reset-password', { email });
  const confirm = (token: string, password = NEW_PASSWORD) =>
    server.api.post('/auth/reset-password/confirm', { token, password, password_confirmation: password });
  const change = (token: string, current = PASSWORD, password = NEW_PASSWORD) =>
    server.api.post(
      '/auth/change-password',
      { current_password: current, password, password_confirmation: password },
      bearer(token),
    );
  const me = (token: string) => server.api.get('/auth/me', bearer(token));

  async function tokenByMail(email: string): Promise<string> {
    await request(email);
    return server.tokenFor(email);
  }

  async function boundDevice(username: string): Promise<ApiResponse> {
    server.clock.advance(1);
    const first = await login(username, PASSWORD, { drs_action_token: 'a phone' });
    const sent = await server.api.initiate(ids(first));
    const esign = await server.api.verify(ids(first, sent));
    const offered = await server.api.accept(ids(first, esign));
    return server.api.bind(ids(first, offered));
  }

  describe('who forgot it', () => {
    it('chooses another one by a link in a mail, and the old one is of no use', async () => {
      const { email, username } = await addUser(server);
      const answer = await confirm(await tokenByMail(email));
      expect([answer.status, answer.body]).toEqual([200, { status: 'PASSWORD_CHANGED', sessions_ended: 0 }]);
      expect(codeOf(await login(username))).toEqual(WRONG);
      expect((await login(username, NEW_PASSWORD)).status).toBe(201);
    });

    it('ends every session, token, login in progress and trusted device', async () => {
      const { email, username, userId } = await addCustomer(server);
      const session = await boundDevice(username);
      const half = await login(username, PASSWORD);
      expect(half.body.response_type_code).toBe('MFA_REQUIRED');
      expect((await confirm(await tokenByMail(email ?? ''))).body.sessions_ended).toBe(1);
      expect(codeOf(await me(session.body.access_token))).toEqual([401, 'CIAM_E01_02_002']);
      expect((await server.api.refresh(refreshTokenOf(session))).status).toBe(401);
      expect((await server.api.initiate(ids(half))).status).toBe(410);
      expect(await server.rows.count('trusted_devices', "cupid = $1 AND status = 'TRUSTED'", [userId])).toBe(
        0,
      );
      const again = await login(username, NEW_PASSWORD, { drs_action_token: 'a phone' });
      expect(again.body.response_type_code).toBe('MFA_REQUIRED');
    });

    it('uses the link once, within the hour, and only the newest', async () => {
      const { email } = await addUser(server);
      const first = await tokenByMail(email);
      const second = await tokenByMail(email);
      expect(codeOf(await confirm(first))).toEqual([400, 'CIAM_E01_05_001']);
      server.clock.advance(HOUR);
      expect(codeOf(await confirm(second))).toEqual([400, 'CIAM_E01_05_001']);
      const third = await tokenByMail(email);
      const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(third)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
    });

    it('gets there by no link that was mailed for something else, and verifies nothing by this one', async () => {
      const { email } = await addUser(server, { status: 'PENDING', isEmailVerified: false });
      const verify = (token: string) => server.api.post('/auth/verify-email', { token });
      await server.api.post('/auth/verify-email/resend', { email });
      const verification = await server.tokenFor(email);
      const reset = await tokenByMail(email);
      const answers = [await verify(reset), await confirm(verification)];
      expect(answers.map(codeOf)).toEqual([VOID, VOID]);
      expect((await verify(verification)).status).toBe(200);
      expect((await confirm(reset)).status).toBe(200);
    });

    const remove = (userId: string) =>
      server.rows.execute(`UPDATE users SET status = 'DELETED', deleted_at = updated_at WHERE user_id = $1`, [
        userId,
      ]);
    it.each([
      ['disabled', (userId: string) => setStatus(server, userId, 'DISABLED')],
      ['deleted', remove],
    ] as const)('changes nothing by it once %s', async (_status, become) => {
      const { email, userId } = await addUser(server);
      const token = await tokenByMail(email);
      await become(userId);
      const held = async () => {
        const tables = ['users', 'credentials', 'account_tokens'];
        const rows = (table: string) =>
          server.rows.select(`SELECT * FROM ${table} WHERE user_id = $1`, [userId]);
        return Promise.all(tables.map(rows));
      };
      const before = await held();
      expect(codeOf(await confirm(token))).toEqual(VOID);
      expect(await held()).toEqual(before);
    });

    it('keeps the link when the new password is refused', async () => {
      const { email, username } = await addUser(server);
      const token = await tokenByMail(email);
      expect(codeOf(await confirm(token, 'password123456789'))).toEqual([400, 'CIAM_E01_05_002']);
      expect((await confirm(token)).status).toBe(200);
      expect((await login(username, NEW_PASSWORD)).status).toBe(201);
    });

    it('is let in again although failures had locked the password', async () => {
      const { email, username } = await addUser(server);
      for (let time = 1; time <= 10; time += 1) await login(username, 'wrong');
      expect(codeOf(await login(username))).toEqual(WRONG);
      await confirm(await tokenByMail(email));
      expect((await login(username, NEW_PASSWORD)).status).toBe(201);
    });

    it('is verified by the link as well, and stays locked by an administrator', async () => {
      const pending = await addUser(server, { status: 'PENDING', isEmailVerified: false });
      await confirm(await tokenByMail(pending.email));
      expect((await login(pending.username, NEW_PASSWORD)).status).toBe(201);
      const locked = await addUser(server, { status: 'LOCKED' });
      await confirm(await tokenByMail(locked.email));
      expect(codeOf(await login(locked.username, NEW_PASSWORD))).toEqual([423, 'CIAM_E01_01_002']);
    });

    it('gets no mail when disabled, and a stranger the same answer as anybody', async () => {
      const { email } = await addUser(server, { status: 'DISABLED' });
      await server.mailsTo(email);
      const before = server.mailbox.mails.length;
      const answers = [await request(email), await request('nobody@example.test')];
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      await server.mailsTo(email);
      expect(server.mailbox.mails).toHaveLength(before);
    });

    it('is told by mail that the password is new', async () => {
      const { email } = await addUser(server);
      await confirm(await tokenByMail(email));
      const mails = await server.mailsTo(email);
      expect(mails).toHaveLength(2);
      expect(mails[1]?.text).toContain('2026-03-');
    });

    it('has a page with a form for it', async () => {
      const page = await server.api.get(`/auth/reset-password/${'x'.repeat(43)}`);
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).toContain('action="/auth/reset-password/confirm"');
      expect(page.text.match(/autocomplete="new-password"/g)).toHaveLength(2);
    });
  });

  describe('who knows it', () => {
    it('changes it, and every other session ends', async () => {
      const { username } = await addUser(server);
      const here = (await login(username)).body.access_token;
      const there = await login(username);
      const answer = await change(here);
      expect([answer.status, answer.body]).toEqual([200, { status: 'PASSWORD_CHANGED', sessions_ended: 1 }]);
      expect((await me(here)).status).toBe(200);
      expect((await me(there.body.access_token)).status).toBe(401);
      expect((await server.api.refresh(refreshTokenOf(there))).status).toBe(401);
      expect(codeOf(await login(username))).toEqual(WRONG);
      expect((await login(username, NEW_PASSWORD)).status).toBe(201);
    });

    it('ends the trust of every device and the links of earlier mails', async () => {
      const user = await addCustomer(server);
      const session = await boundDevice(user.username);
      const link = await tokenByMail(user.email ?? '');
      expect((await change(session.body.access_token)).status).toBe(200);
      expect(codeOf(await confirm(link))).toEqual([400, 'CIAM_E01_05_001']);
      const again = await login(user.username, NEW_PASSWORD, { drs_action_token: 'a phone' });
      expect(again.body.response_type_code).toBe('MFA_REQUIRED');
    });

    it('changes nothing with a wrong one, and is locked after ten, here as at a login', async () => {
      const { username } = await addUser(server);
      const { access_token: token } = (await login(username)).body;
      for (let time = 1; time <= 10; time += 1) expect(codeOf(await change(token, 'wrong'))).toEqual(WRONG);
      expect(codeOf(await change(token))).toEqual(WRONG);
      expect((await login(username)).status).toBe(201);
    });

    it('changes it once when asked twice at once', async () => {
      const { username } = await addUser(server);
      const { access_token: token } = (await login(username)).body;
      const others = ['walrus pepper candle', 'candle walrus pepper', 'pepper candle walrus'];
      const answers = await Promise.all(others.map((password) => change(token, PASSWORD, password)));
      const done = answers.findIndex(({ status }) => status === 200);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const answer of answers.filter((_, index) => index !== done))
        expect([
          [409, 'CIAM_E01_05_003'],
          [401, 'CIAM_E01_01_001'],
        ]).toContainEqual(codeOf(answer));
      expect((await login(username, others[done])).status).toBe(201);
    });

    it('is refused a weak one with the reasons; eight characters will do beside a second factor', async () => {
      const alone = await addUser(server);
      const { access_token: token } = (await login(alone.username)).body;
      const short = await change(token, PASSWORD, 'wlrs-ppr');
      expect(codeOf(short)).toEqual([400, 'CIAM_E01_05_002']);
      expect(short.body.reasons[0]).toMatchObject({ reason: 'TOO_SHORT' });
      const { username } = await addUser(server, { mfaRequired: true, phones: PHONES });
      const first = await login(username);
      const sent = await server.api.initiate(ids(first));
      const session = await server.api.verify(ids(first, sent));
      expect((await change(session.body.access_token, PASSWORD, 'wlrs-ppr')).status).toBe(200);
    });

    it('cannot leave as an administrator: somebody must be left to let people in', async () => {
      const { username, userId } = await addUser(server);
      const grant = { userId, role: 'admin', accountId: null, expiresAt: null };
      await organisations(server).grant(grant, 'test');
      const options = bearer((await login(username)).body.access_token);
      const answers = [
        await server.api.post('/auth/me/deactivate', { password: PASSWORD }, options),
        await server.api.call('DELETE', '/auth/me', { password: PASSWORD }, options),
      ];
      expect(answers.map(codeOf)).toEqual(Array(2).fill([403, 'CIAM_E01_02_003']));
      expect((await login(username)).status).toBe(201);
    });

    it('deactivates the account with it: everything ends, and only an administrator lets them in again', async () => {
      const { username, userId } = await addUser(server);
      const session = await login(username);
      const options = bearer(session.body.access_token);
      const deactivate = (password: string) => server.api.post('/auth/me/deactivate', { password }, options);
      expect(codeOf(await deactivate('wrong'))).toEqual(WRONG);
      expect((await deactivate(PASSWORD)).status).toBe(204);
      expect((await me(session.body.access_token)).status).toBe(401);
      expect((await server.api.refresh(refreshTokenOf(session))).status).toBe(401);
      expect(codeOf(await login(username))).toEqual([423, 'CIAM_E01_01_003']);
      const events = await server.rows.select(
        "SELECT event_type FROM audit_logs WHERE cupid = $1 AND event_type LIKE 'account.%'",
        [userId],
      );
      expect(events.map(({ event_type: type }) => type)).toContain('account.user.status_changed');
    });
  });
});
