import { addUser, createAccountServer, organisations, PASSWORD } from './support/accounts.js';
import type { Produce } from './support/contract.js';
import { nameOf } from './support/contract-document.js';
import { type ContractServer, underContract } from './support/contract-server.js';
import { bearer } from './support/hand-offs.js';

const ANY = ['401 E01_02_004', '429 E01_06_001', '503 E05_00_002'];
const WITH_BODY = [...ANY, '403 E01_02_003', '413 E01_05_001', '415 E01_05_001'];

interface Operation {
  readonly answers: Readonly<Record<string, Produce>>;
  /** Answers that come of its kind, produced for every operation elsewhere. */
  readonly conventions: readonly string[];
}

async function signedIn(server: ContractServer, roles: readonly string[] = []) {
  const { username, userId } = await addUser(server);
  for (const role of roles)
    await organisations(server).grant({ userId, role, accountId: null, expiresAt: null }, 'test');
  const { body } = await server.api.login(username, { password: PASSWORD });
  return { userId, options: bearer(body.access_token as string) };
}

const exportWith =
  (options?: object): Produce =>
  ({ api }) =>
    api.get('/auth/me/export', options);
const eraseWith =
  (body: object): Produce =>
  async (server) =>
    server.api.call('DELETE', '/auth/me', body, (await signedIn(server)).options);
const eraseWithout =
  (options?: object): Produce =>
  ({ api }) =>
    api.call('DELETE', '/auth/me', { password: PASSWORD }, options);
const eraseUser =
  (roles: readonly string[], cupid?: string, body: object = { reason: 'their letter' }): Produce =>
  async (server) => {
    const who = cupid ?? (await addUser(server)).userId;
    return server.api.post(`/admin/users/${who}/erase`, body, (await signedIn(server, roles)).options);
  };
const eraseUserWithout =
  (options?: object): Produce =>
  ({ api }) =>
    api.post('/admin/users/somebody/erase', { reason: 'their letter' }, options);

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /auth/me/export': {
    conventions: ANY,
    answers: {
      '200': async (server) => exportWith((await signedIn(server)).options)(server),
      '401 E01_02_001': exportWith(),
      '401 E01_02_002': exportWith(bearer('dead')),
    },
  },
  'DELETE /auth/me': {
    conventions: WITH_BODY,
    answers: {
      '204': eraseWith({ password: PASSWORD }),
      '400 E01_05_001': eraseWith({}),
      '401 E01_01_001': eraseWith({ password: 'wrong' }),
      '401 E01_02_001': eraseWithout(),
      '401 E01_02_002': eraseWithout(bearer('dead')),
    },
  },
  'POST /admin/users/{cupid}/erase': {
    conventions: WITH_BODY,
    answers: {
      '204': eraseUser(['admin']),
      '400 E01_05_001': eraseUser(['admin'], undefined, { reason: '' }),
      '401 E01_02_001': eraseUserWithout(),
      '401 E01_02_002': eraseUserWithout(bearer('dead')),
      '403 E01_02_003': eraseUser([]),
      '404 E01_05_004': eraseUser(['admin'], 'nobody'),
    },
  },
};

describe('the contract of all that is held of a person', () => {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract(createAccountServer());
  });

  afterAll(() => server.close());

  describe.each(Object.entries(OPERATIONS))('%s', (operation, { answers, conventions }) => {
    it.each(Object.entries(answers))('answers %s as documented', async (name, produce) => {
      const answer = await produce(server);
      expect([server.api.operationOf(answer), nameOf(answer)]).toEqual([operation, name]);
    });

    it('documents these answers, those of its kind, and no others', () => {
      const expected = new Set([...Object.keys(answers), ...conventions]);
      expect(server.document.answersOf(operation).sort()).toEqual([...expected].sort());
    });
  });
});
