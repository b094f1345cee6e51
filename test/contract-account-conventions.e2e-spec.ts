import { addUser, DATABASE_PEOPLE, organisations, PASSWORD, PHONES } from './support/accounts.js';
import { ids } from './support/api.js';
import { CLIENT, describeConventions, operationsOf } from './support/contract-conventions.js';
import { type Known, OPERATIONS } from './support/contract-operations.js';
import { type ContractServer, underContract } from './support/contract-server.js';
import { createTestServer } from './support/create-app.js';
import { limitedServer } from './support/limits.js';
import { refreshTokenOf } from './support/walk.js';

/** Every code of the contract. */
const CODES: Readonly<Record<string, string>> = {
  E01_01: '001 002 003 004 005 006 008 009 010 016 017 018',
  E01_02: '001 002 003 004',
  E01_03: '001 002 003',
  E01_04: '001 002',
  E01_05: '001 002 003 004',
  E01_06: '001',
  E04_00: '001 002 003 004 005 006 007 008 009 010',
  E05_00: '001 002',
};

/** Reserved; of a directory that answers for somebody else; of no route at all. */
const OF_NO_OPERATION = ['E01_01_018', 'E04_00_006', 'E04_00_007', 'E04_00_009', 'E05_00_001'];

/** The two who call everything on a server: its limits are for each person by themselves. */
const callers = new WeakMap<ContractServer, Promise<readonly string[]>>();

async function newCallers(server: ContractServer): Promise<readonly string[]> {
  const administrator = await addUser(server);
  const grant = { userId: administrator.userId, role: 'admin', accountId: null, expiresAt: null };
  await organisations(server).grant(grant, 'test');
  const other = await addUser(server, { mfaRequired: true, phones: PHONES });
  return [administrator.username, other.username];
}

async function known(server: ContractServer): Promise<Known> {
  const { api } = server;
  const pair = callers.get(server) ?? newCallers(server);
  callers.set(server, pair);
  const [username = '', other = ''] = await pair;
  const session = await api.login(username, { password: PASSWORD }, CLIENT);
  const login = await api.login(other, { password: PASSWORD }, CLIENT);
  const choice = { ...ids(login), method: 'sms', mfa_option_id: 1 };
  const sent = await api.post('/auth/mfa/initiate', choice, CLIENT);
  const { context_id: session_id, access_token } = session.body;
  return { username, session_id, access_token, refresh_token: refreshTokenOf(session), ...ids(login, sent) };
}

describeConventions({
  operations: operationsOf(true),
  server: (env) => createTestServer({ env: { ...DATABASE_PEOPLE, ...env } }),
  limitedServer: (limits) => limitedServer(limits, { env: DATABASE_PEOPLE }),
  known,
});

describe('the conventions of the contract, with people of our own', () => {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract(createTestServer({ env: DATABASE_PEOPLE }));
  });

  afterAll(() => server.close());

  it('are known of every operation of the document', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual(server.document.operations.sort());
  });

  it('are said with every error code of the contract, but for those of no operation', () => {
    const { document } = server;
    const named = document.operations.flatMap((one) => document.answersOf(one));
    const codes = new Set(named.flatMap((answer) => /E\d\d_\d\d_\d{3}/.exec(answer) ?? []));
    const contract = Object.entries(CODES).flatMap(([group, last]) =>
      last.split(' ').map((code) => `${group}_${code}`),
    );
    expect([...codes, ...OF_NO_OPERATION].sort()).toEqual(contract.sort());
  });
});
