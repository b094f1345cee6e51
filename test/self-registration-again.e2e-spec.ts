import { emailLookup, PASSWORD } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { IMPORTED_PASSWORD, importedHash, importInto } from './support/imports.js';
import { createMailServer, type MailServer } from './support/mailbox.js';

const OTHER_PASSWORD = 'walrus pepper candle';
const CHOSEN = 'candle walrus pepper';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const WRONG = [401, 'CIAM_E01_01_001'];
const VOID = [400, 'CIAM_E01_05_001'];

describe('an address that waits for its verification and is registered once more', () => {
  let server: MailServer;
  let people = 0;

  beforeAll(async () => {
    server = await createMailServer();
  });

  afterAll(() => server.close());

  const newAddress = () => `again${(people += 1)}@example.test`;
  const register = (email: string, password = PASSWORD, fields: object = {}) =>
    server.api.post('/auth/register', { email, password, password_confirmation: password, ...fields });
  const verify = (token: string) => server.api.post('/auth/verify-email', { token });
  const login = (email: string, password = PASSWORD) => server.api.login(email, { password });
  const choose = (token: string) =>
    server.api.post('/auth/reset-password/confirm', {
      token,
      password: CHOSEN,
      password_confirmation: CHOSEN,
    });

  async function rowOf(email: string): Promise<Record<string, unknown> & { user_id: string }> {
    const rows = await server.rows.select(
      'SELECT user_id, status, version, password_changed_at FROM users WHERE email_lookup = $1',
      [emailLookup(server, email)],
    );
    expect(rows).toHaveLength(1);
    return rows[0] as { user_id: string };
  }

  it('belongs to whoever reads its mails: no password that was typed before lets anybody in', async () => {
    const email = newAddress();
    await register(email);
    await register(email, OTHER_PASSWORD);
    const answer = await verify(await server.tokenFor(email));
    expect([answer.status, answer.body]).toEqual([200, { status: 'VERIFIED' }]);
    for (const typed of [PASSWORD, OTHER_PASSWORD]) expect(codeOf(await login(email, typed))).toEqual(WRONG);
    const chosen = await choose(await server.tokenFor(email));
    expect(chosen.status).toBe(200);
    expect((await login(email, CHOSEN)).status).toBe(201);
    const templates = (await server.mailsTo(email)).map(({ template }) => template);
    expect(templates).toEqual(['verify-email', 'verify-email', 'choose-password', 'password-changed']);
  });

  it('keeps the password of a registration that was the only one, and asks for no other', async () => {
    const email = newAddress();
    await register(email);
    await verify(await server.tokenFor(email));
    expect((await login(email)).status).toBe(201);
    expect((await server.mailsTo(email)).map(({ template }) => template)).toEqual(['verify-email']);
  });

  it('makes the link of the earlier mail void at once, before the next mail has gone out', async () => {
    const email = newAddress();
    await register(email);
    const first = await server.tokenFor(email);
    await register(email, OTHER_PASSWORD);
    expect(codeOf(await verify(first))).toEqual(VOID);
    expect((await verify(await server.tokenFor(email))).status).toBe(200);
  });

  it('keeps the number that it was registered with', async () => {
    const email = newAddress();
    await register(email, PASSWORD, { phone: '+15550107777' });
    const { user_id: userId } = await rowOf(email);
    const phones = () =>
      server.rows.select('SELECT option_id, phone, phone_lookup FROM user_phones WHERE user_id = $1', [
        userId,
      ]);
    const before = await phones();
    expect(before).toHaveLength(1);
    await register(email, OTHER_PASSWORD, { phone: '+15550108888' });
    expect(await phones()).toEqual(before);
  });

  it('keeps password, verified number and roles of somebody who was imported', async () => {
    const email = newAddress();
    const phones = [{ phone: '+15550101234', verified: true }];
    const hash = await importedHash();
    await importInto(server, [{ email, password_hash: hash, phones, roles: ['admin'] }]);
    const before = await rowOf(email);
    const held = () =>
      server.rows.select(
        'SELECT secret_hash, phone, phone_lookup, verified_at FROM credentials JOIN user_phones USING (user_id) WHERE user_id = $1',
        [before.user_id],
      );
    const heldBefore = await held();
    expect(heldBefore).toHaveLength(1);
    await register(email, OTHER_PASSWORD, { phone: '+15550108888' });
    expect(await rowOf(email)).toEqual(before);
    expect(await held()).toEqual(heldBefore);
    await verify(await server.tokenFor(email));
    expect(codeOf(await login(email, OTHER_PASSWORD))).toEqual(WRONG);
    expect((await login(email, IMPORTED_PASSWORD)).status).toBe(201);
    expect((await server.mailsTo(email)).map(({ template }) => template)).toEqual(['verify-email']);
  });

  it('is somebody’s by now when a registration comes too late: nothing of theirs changes', async () => {
    const email = newAddress();
    await register(email);
    const token = await server.tokenFor(email);
    const [verified] = await Promise.all([verify(token), register(email, OTHER_PASSWORD)]);
    expect(codeOf(await login(email, OTHER_PASSWORD))).toEqual(WRONG);
    if (verified.status === 400) expect((await verify(await server.tokenFor(email))).status).toBe(200);
    else expect((await login(email)).status).toBe(201);
  });
});
