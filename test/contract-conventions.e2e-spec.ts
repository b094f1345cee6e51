import type { Person } from '../src/modules/identity/person.js';
import { ids } from './support/api.js';
import { CLIENT, describeConventions, operationsOf } from './support/contract-conventions.js';
import type { Known } from './support/contract-operations.js';
import { type ContractServer, underContract } from './support/contract-server.js';
import { createTestServer } from './support/create-app.js';
import { limitedServer } from './support/limits.js';
import { newPerson, refreshTokenOf } from './support/walk.js';

const operations = operationsOf(false);

/** The two who call everything on a server: its limits are for each person by themselves. */
const callers = new WeakMap<ContractServer, Promise<readonly [Person, Person]>>();

async function newCallers(server: ContractServer): Promise<readonly [Person, Person]> {
  return [await newPerson(server, 'adminuser'), await newPerson(server, 'mfauser')];
}

async function known(server: ContractServer): Promise<Known> {
  const { api } = server;
  const pair = callers.get(server) ?? newCallers(server);
  callers.set(server, pair);
  const [{ username }, other] = await pair;
  const session = await api.login(username, {}, CLIENT);
  const login = await api.login(other.username, {}, CLIENT);
  const choice = { ...ids(login), method: 'sms', mfa_option_id: 1 };
  const sent = await api.post('/auth/mfa/initiate', choice, CLIENT);
  const { context_id: session_id, access_token } = session.body;
  return { username, session_id, access_token, refresh_token: refreshTokenOf(session), ...ids(login, sent) };
}

describeConventions({
  operations,
  server: (env) => createTestServer({ env }),
  limitedServer,
  known,
});

describe('the conventions of the contract', () => {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract();
  });

  afterAll(() => server.close());

  it('are known of every operation of the document', () => {
    expect([...operations].sort()).toEqual(server.document.operations.sort());
  });
});
