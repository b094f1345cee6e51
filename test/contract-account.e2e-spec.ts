import { PasswordHasher } from '../src/modules/account/password-hasher.js';
import { addUser, DATABASE_PEOPLE, PASSWORD, PHONES } from './support/accounts.js';
import type { ApiResponse, CallOptions } from './support/api.js';
import { describeAnswers, type Produce } from './support/contract.js';
import type { ContractServer } from './support/contract-server.js';
import { createTestServer } from './support/create-app.js';
import { bearer } from './support/hand-offs.js';
import { Mailbox, tokenIn } from './support/mailbox.js';

const TOKEN = 'x'.repeat(43);
const TOO_LONG = 'x'.repeat(65);
const NEW_PASSWORD = 'walrus pepper candle';
const repeated = (password = NEW_PASSWORD) => ({ password, password_confirmation: password });
const COMMON = repeated('passwordpassword');

type Ask = (server: ContractServer, options?: CallOptions) => Promise<ApiResponse>;

let people = 0;
const newAddress = () => `contract${(people += 1)}@example.test`;

const post =
  (url: string, body: object): Ask =>
  (server, options) =>
    server.api.post(url, body, options);
const patch =
  (body: object): Ask =>
  ({ api }, options) =>
    api.call('PATCH', '/auth/me', body, options);
const me: Ask = ({ api }, options) => api.get('/auth/me', options);

async function session(server: ContractServer, fields: object = {}) {
  const { username, userId } = await addUser(server, fields);
  const { body } = await server.api.login(username, { password: PASSWORD });
  return { userId, options: bearer(body.access_token) };
}

const signedIn =
  (ask: Ask, fields?: object): Produce =>
  async (server) =>
    ask(server, (await session(server, fields)).options);

/** The person is gone, but nobody has ended the session yet. */
const gone =
  (ask: Ask): Produce =>
  async (server) => {
    const { userId, options } = await session(server);
    await server.rows.execute('DELETE FROM users WHERE user_id = $1', [userId]);
    return ask(server, options);
  };

function withoutToken(ask: Ask): Record<string, Produce> {
  return {
    '401 E01_02_001': (server) => ask(server),
    '401 E01_02_002': (server) => ask(server, bearer('dead')),
  };
}

const change = (current: string, password = NEW_PASSWORD) =>
  post('/auth/change-password', { current_password: current, ...repeated(password) });

/** Somebody else changes the password while this one is hashed. */
const overtaken: Produce = async (server) => {
  const { userId, options } = await session(server);
  const hasher = server.app.get(PasswordHasher);
  const real = hasher.hash.bind(hasher);
  jest.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
    await server.rows.execute("UPDATE credentials SET secret_hash = 'another' WHERE user_id = $1", [userId]);
    return real(password);
  });
  return change(PASSWORD)(server, options);
};

describe('the contract of accounts', () => {
  const mailbox = new Mailbox();

  const byMail =
    (request: string, confirm: string, body: object, status: 'PENDING' | 'ACTIVE'): Produce =>
    async (server) => {
      const { email } = await addUser(server, { status, email: newAddress() });
      await server.api.post(request, { email });
      return server.api.post(confirm, { ...body, token: await tokenIn(server, mailbox, email) });
    };

  describeAnswers(
    'account',
    {
      'POST /auth/register': {
        '202': (server) =>
          server.api.post('/auth/register', { email: newAddress(), ...repeated(), given_name: 'Ann' }),
        '400 E01_05_001': post('/auth/register', { email: 'none', ...repeated() }),
        '400 E01_05_002': post('/auth/register', { email: 'a@example.test', ...COMMON }),
      },
      'POST /auth/verify-email': {
        '200': byMail('/auth/verify-email/resend', '/auth/verify-email', {}, 'PENDING'),
        '400 E01_05_001': post('/auth/verify-email', { token: TOKEN }),
      },
      'GET /auth/verify-email/{token}': {
        '200': ({ api }) => api.get(`/auth/verify-email/${TOKEN}`),
        '400 E01_05_001': ({ api }) => api.get(`/auth/verify-email/${TOO_LONG}`),
      },
      'POST /auth/verify-email/resend': {
        '202': post('/auth/verify-email/resend', { email: 'a@example.test' }),
        '400 E01_05_001': post('/auth/verify-email/resend', {}),
      },
      'POST /auth/reset-password': {
        '202': post('/auth/reset-password', { email: 'a@example.test' }),
        '400 E01_05_001': post('/auth/reset-password', { email: 1 }),
      },
      'POST /auth/reset-password/confirm': {
        '200': byMail('/auth/reset-password', '/auth/reset-password/confirm', repeated(), 'ACTIVE'),
        '400 E01_05_001': post('/auth/reset-password/confirm', { token: TOKEN, ...repeated() }),
        '400 E01_05_002': byMail('/auth/reset-password', '/auth/reset-password/confirm', COMMON, 'ACTIVE'),
      },
      'GET /auth/reset-password/{token}': {
        '200': ({ api }) => api.get(`/auth/reset-password/${TOKEN}`),
        '400 E01_05_001': ({ api }) => api.get(`/auth/reset-password/${TOO_LONG}`),
      },
      'POST /auth/change-password': {
        '200': signedIn(change(PASSWORD)),
        '400 E01_05_001': signedIn(post('/auth/change-password', {})),
        '400 E01_05_002': signedIn(change(PASSWORD, 'passwordpassword')),
        ...withoutToken(change(PASSWORD)),
        '401 E01_01_001': signedIn(change('wrong')),
        '409 E01_05_003': overtaken,
      },
      'GET /auth/me': { '200': signedIn(me), ...withoutToken(me), '404 E01_05_004': gone(me) },
      'PATCH /auth/me': {
        '200': signedIn(patch({ version: 1, given_name: 'Anna' })),
        '400 E01_05_001': signedIn(patch({ given_name: 'Anna' })),
        '400 E01_05_001 (of a verified phone)': signedIn(patch({ version: 1, phone: '+15550107777' }), {
          phones: PHONES,
        }),
        ...withoutToken(patch({ version: 1 })),
        '404 E01_05_004': gone(patch({ version: 1 })),
        '409 E01_05_003': signedIn(patch({ version: 7 })),
      },
      'POST /auth/me/deactivate': {
        '204': signedIn(post('/auth/me/deactivate', { password: PASSWORD })),
        '400 E01_05_001': signedIn(post('/auth/me/deactivate', {})),
        ...withoutToken(post('/auth/me/deactivate', { password: PASSWORD })),
        '401 E01_01_001': signedIn(post('/auth/me/deactivate', { password: 'wrong' })),
      },
    },
    {},
    () => createTestServer({ env: DATABASE_PEOPLE, override: (builder) => mailbox.instead(builder) }),
  );
});
