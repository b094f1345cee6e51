import { emailLookup, PASSWORD } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { createMailServer, type MailServer } from './support/mailbox.js';

const DAY = 86_400;
const OTHER_PASSWORD = 'walrus pepper candle';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const said = ({ status, body }: ApiResponse) => ({ status, body });
const MAIL_SENT = [
  202,
  { status: 'MAIL_SENT', message: 'If there is something to do, a mail is on its way' },
];

describe('a person who registers', () => {
  let server: MailServer;
  let people = 0;

  beforeAll(async () => {
    server = await createMailServer();
  });

  afterAll(() => server.close());

  const newAddress = () => `new${(people += 1)}@example.test`;

  const register = (email: string, fields: object = {}) =>
    server.api.post('/auth/register', {
      email,
      password: PASSWORD,
      password_confirmation: PASSWORD,
      ...fields,
    });
  const verify = (token: string) => server.api.post('/auth/verify-email', { token });
  const resend = (email: string) => server.api.post('/auth/verify-email/resend', { email });
  const login = (email: string, password = PASSWORD) => server.api.login(email, { password });

  async function registered(fields: object = {}): Promise<string> {
    const email = newAddress();
    await register(email, fields);
    expect((await verify(await server.tokenFor(email))).status).toBe(200);
    return email;
  }

  it('gets a mail, verifies the address by it, signs in and reads what is known of them', async () => {
    const email = 'Ann.Smith@Example.test';
    const answer = await register(email, { given_name: 'Ann', family_name: 'Smith', phone: '+15550107777' });
    expect([answer.status, answer.body]).toEqual(MAIL_SENT);
    expect(codeOf(await login(email))).toEqual([401, 'CIAM_E01_01_001']);
    const verified = await verify(await server.tokenFor(email));
    expect([verified.status, verified.body]).toEqual([200, { status: 'VERIFIED' }]);
    const { body } = await login(email.toLowerCase());
    const me = await server.api.get('/auth/me', {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(me.body).toMatchObject({
      email,
      email_verified: true,
      username: null,
      given_name: 'Ann',
      family_name: 'Smith',
      phones: [{ mfa_option_id: 1, phone: '+15550107777', verified: false }],
      status: 'ACTIVE',
      roles: ['user'],
    });
  });

  it('keeps the link when a mail scanner opens it: the page alone does nothing', async () => {
    const email = newAddress();
    await register(email);
    const token = await server.tokenFor(email);
    for (let time = 0; time < 3; time += 1) {
      const page = await server.api.get(`/auth/verify-email/${token}`);
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/);
      expect(page.text).toContain('<form action="/auth/verify-email"');
    }
    expect(codeOf(await login(email))).toEqual([401, 'CIAM_E01_01_001']);
    expect((await verify(token)).status).toBe(200);
  });

  it('uses a link once, within a day, and only the newest', async () => {
    const email = newAddress();
    await register(email);
    const first = await server.tokenFor(email);
    await resend(email);
    const second = await server.tokenFor(email);
    expect(second).not.toBe(first);
    expect(codeOf(await verify(first))).toEqual([400, 'CIAM_E01_05_001']);
    server.clock.advance(DAY);
    expect((await verify(second)).body.details).toEqual([
      { field: 'token', problem: 'is used, too old, or replaced by one in a newer mail' },
    ]);
    await resend(email);
    const third = await server.tokenFor(email);
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(third)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(400)]);
    const untouched = { ...said(await verify('x'.repeat(43))).body, correlation_id: '', timestamp: '' };
    expect({ ...said(await verify(third)).body, correlation_id: '', timestamp: '' }).toEqual(untouched);
  });

  it('has a link that is kept as a hash alone', async () => {
    const email = newAddress();
    await register(email);
    const token = await server.tokenFor(email);
    expect(await server.rows.dump()).not.toContain(token);
  });

  it('gets the same answer when the address is taken, and its owner a mail that says so', async () => {
    const email = await registered();
    const before = (await server.mailsTo(email)).length;
    const answer = await register(email.toUpperCase(), {
      password: OTHER_PASSWORD,
      password_confirmation: OTHER_PASSWORD,
    });
    expect([answer.status, answer.body]).toEqual(MAIL_SENT);
    const [mail, ...more] = (await server.mailsTo(email)).slice(before);
    expect(more).toEqual([]);
    expect(mail?.text).not.toContain('/auth/verify-email/');
    expect((await login(email)).status).toBe(201);
    expect(codeOf(await login(email, OTHER_PASSWORD))).toEqual([401, 'CIAM_E01_01_001']);
  });

  it('is one person although ten registrations come at once', async () => {
    const email = newAddress();
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(email)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(202));
    expect(await server.rows.count('users', 'email_lookup = $1', [emailLookup(server, email)])).toBe(1);
    expect((await verify(await server.tokenFor(email))).status).toBe(200);
    const token = await server.tokenFor(email);
    const chosen = { token, password: OTHER_PASSWORD, password_confirmation: OTHER_PASSWORD };
    expect((await server.api.post('/auth/reset-password/confirm', chosen)).status).toBe(200);
    expect((await login(email, OTHER_PASSWORD)).status).toBe(201);
  });

  it('is told what is wrong with each field', async () => {
    const { status, body } = await register('no address', {
      password_confirmation: 'another',
      phone: '0555',
    });
    expect([status, body.details]).toEqual([
      400,
      expect.arrayContaining([
        { field: 'email', problem: 'must be an e-mail address' },
        { field: 'password_confirmation', problem: 'must be the same as password' },
        { field: 'phone', problem: 'must be in E.164 form, such as +15550101234' },
      ]),
    ]);
    const own = 'ann.smith@example.test';
    const refused = await register(own, { password: own, password_confirmation: own });
    expect(codeOf(refused)).toEqual([400, 'CIAM_E01_05_002']);
    expect(refused.body.reasons.map(({ reason }: { reason: string }) => reason)).toContain('PERSONAL');
  });

  it('asks in vain for a mail that nobody waits for', async () => {
    const email = await registered();
    const before = server.mailbox.mails.length;
    for (const address of [email, 'nobody@example.test']) {
      const answer = await resend(address);
      expect([answer.status, answer.body]).toEqual(MAIL_SENT);
    }
    await server.mailsTo(email);
    expect(server.mailbox.mails).toHaveLength(before);
  });

  it('is in the audit from the registration to the verified address', async () => {
    const email = await registered();
    const [user] = await server.rows.select('SELECT user_id FROM users WHERE email_lookup = $1', [
      emailLookup(server, email),
    ]);
    const events = await server.rows.select(
      'SELECT event_type FROM audit_logs WHERE cupid = $1 ORDER BY event_timestamp, log_id',
      [user?.user_id],
    );
    expect(events.map(({ event_type: type }) => type)).toEqual([
      'account.user.registered',
      'account.link.minted',
      'account.email.verified',
    ]);
  });
});
