import { createHash } from 'node:crypto';
import { addUser, PASSWORD } from './support/accounts.js';
import { createMailServer, type MailServer } from './support/mailbox.js';

const MOST = 3;

describe('mails to one address', () => {
  let server: MailServer;
  let people = 0;

  beforeAll(async () => {
    const env = {
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMITS: 'register=100/1m,mail-request=100/1m,mail-recipient=3/15m',
    };
    server = await createMailServer({ env });
  });

  afterAll(() => server.close());

  const newAddress = () => `recipient${(people += 1)}@example.test`;
  const register = (email: string, password = PASSWORD) =>
    server.api.post('/auth/register', { email, password, password_confirmation: password });
  const resend = (email: string) => server.api.post('/auth/verify-email/resend', { email });
  const reset = (email: string) => server.api.post('/auth/reset-password', { email });
  const statusesOf = async (answers: readonly Promise<{ status: number }>[]) => {
    const statuses: number[] = [];
    for (const answer of answers) statuses.push((await answer).status);
    return statuses;
  };

  it('are counted together, however they were asked for', async () => {
    const email = newAddress();
    const statuses = [
      (await register(email)).status,
      (await resend(email)).status,
      (await reset(email)).status,
    ];
    expect(statuses).toEqual([202, 202, 202]);
    for (const ask of [register, resend, reset]) {
      const refused = await ask(email);
      expect([refused.status, refused.body.error_code]).toEqual([429, 'CIAM_E01_06_001']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(server.mailbox.to(email).length).toBeLessThanOrEqual(MOST);
  });

  it('are counted for nobody, and for whoever has the address, alike', async () => {
    const answersOf = async (email: string) => {
      const answers: unknown[] = [];
      for (let time = 0; time <= MOST; time += 1) {
        const { status, body, headers } = await register(email);
        // In minutes: the machine's clock, by which limits are counted, goes on meanwhile.
        const minutes = Math.ceil(Number(headers['retry-after']) / 60);
        answers.push([status, body.error_code, body.message, minutes]);
      }
      return answers;
    };
    const nobodys = await answersOf(newAddress());
    expect(nobodys.at(-1)).toEqual([429, 'CIAM_E01_06_001', expect.anything(), 15]);
    expect(await answersOf((await addUser(server)).email)).toEqual(nobodys);
  });

  it('are counted under one spelling of those that find the same person', async () => {
    const name = `recipient${(people += 1)}`;
    const wide = name.replace('recipient', 'ｒｅｃｉｐｉｅｎｔ');
    const spelt = [`${name}@example.test`, `${name.toUpperCase()}@example.test`, `${wide}@example.test`];
    expect(await statusesOf(spelt.map(reset))).toEqual([202, 202, 202]);
    expect(await statusesOf(spelt.map(reset))).toEqual([429, 429, 429]);
  });

  it('are not counted for a registration that has to choose a better password first', async () => {
    const email = newAddress();
    for (let time = 0; time <= MOST; time += 1) expect((await register(email, 'short')).status).toBe(400);
    expect((await register(email)).status).toBe(202);
  });

  it('leave neither the address nor a hash of it that anybody could make', async () => {
    const email = newAddress();
    for (let time = 0; time <= MOST; time += 1) await reset(email);
    await server.mailsTo(email);
    const limits = await server.rows.count('audit_logs', "event_type = 'security.rate_limit.exceeded'");
    expect(limits).toBeGreaterThan(0);
    const dump = await server.rows.dump();
    expect(dump).not.toContain(createHash('sha256').update(email).digest('hex'));
    expect(dump).not.toContain(email);
  });
});
