import * as argon2 from '@node-rs/argon2';
import { addUser, PASSWORD, USUAL_KEYS } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { createMailServer, type MailServer } from './support/mailbox.js';
import { MIXED } from './support/seal-keys.js';
import { StatementCounter } from './support/statement-counter.js';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof argon2>('@node-rs/argon2');
  return { ...real, hash: jest.fn(real.hash), verify: jest.fn(real.verify) };
});

const ROUNDS = 25;

function appearance({ status, body, headers, cookies }: ApiResponse): object {
  const { 'x-correlation-id': _header, date: _date, ...sent } = headers;
  return { status, body, sent, cookies };
}

const KEYS = { usual: USUAL_KEYS, 'of which some replace others': MIXED };

describe.each(Object.entries(KEYS))('whoever asks by mail about a stranger, with keys %s,', (_keys, env) => {
  let server: MailServer;
  let statements: StatementCounter;
  let people = 0;

  beforeAll(async () => {
    server = await createMailServer({ env });
    statements = new StatementCounter(server);
    // What is made once is made before anything is counted.
    for (const ask of Object.values(asks)) await ask('first@example.test');
  });

  afterAll(async () => {
    statements.detach();
    await server.close();
  });

  const asks: Record<string, (email: string) => Promise<ApiResponse>> = {
    'POST /auth/register': (email) =>
      server.api.post('/auth/register', { email, password: PASSWORD, password_confirmation: PASSWORD }),
    'POST /auth/register with a phone': (email) =>
      server.api.post('/auth/register', {
        email,
        password: PASSWORD,
        password_confirmation: PASSWORD,
        phone: '+15550107777',
      }),
    'POST /auth/verify-email/resend': (email) => server.api.post('/auth/verify-email/resend', { email }),
    'POST /auth/reset-password': (email) => server.api.post('/auth/reset-password', { email }),
    'POST /auth/login': (email) => server.api.login(email, { password: 'a wrong password' }),
  };

  /** An address of each kind, by what is special about it. */
  const addresses: Record<string, () => Promise<string>> = {
    nobody: () => Promise.resolve(`nobody${(people += 1)}@example.test`),
    usual: async () => (await addUser(server)).email,
    pending: async () => (await addUser(server, { status: 'PENDING', isEmailVerified: false })).email,
    disabled: async () => (await addUser(server, { status: 'DISABLED' })).email,
  };

  /** Everything that a request does, in calls: what a clock could measure, without its noise. */
  async function workOf(ask: () => Promise<ApiResponse>): Promise<object> {
    jest.clearAllMocks();
    const sql = await statements.during(ask);
    const { verify, hash } = argon2 as jest.Mocked<typeof argon2>;
    return { sql, verifications: verify.mock.calls.length, hashes: hash.mock.calls.length };
  }

  describe.each(Object.keys(asks))('%s', (name) => {
    const ask = (email: string) => asks[name]?.(email);

    it('answers alike for everybody', async () => {
      const answers = new Set<string>();
      for (const address of Object.values(addresses)) {
        const { body, ...rest } = appearance(await ask(await address())) as { body: Record<string, unknown> };
        delete body['correlation_id'];
        delete body['timestamp'];
        answers.add(JSON.stringify({ body, ...rest }));
      }
      expect([...answers]).toHaveLength(1);
    });

    it(`costs alike for everybody, ${ROUNDS} times over: the same statements and hashes`, async () => {
      const kinds = Object.values(addresses);
      const works = new Set<string>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const email = await kinds[round % kinds.length]?.();
        works.add(JSON.stringify(await workOf(() => ask(email ?? ''))));
      }
      expect([...works]).toHaveLength(1);
    });

    it('leaves as many rows of the outbox and the audit for everybody', async () => {
      const grown = new Set<string>();
      for (const address of Object.values(addresses)) {
        const email = await address();
        const before = await server.rows.counts();
        await ask(email);
        const after = await server.rows.counts();
        const growth = ['mail_outbox', 'audit_logs', 'login_attempts'].map(
          (table) => (after[table] ?? 0) - (before[table] ?? 0),
        );
        grown.add(JSON.stringify(growth));
      }
      expect([...grown]).toHaveLength(1);
    });
  });
});
