import { Engine } from '../src/database/engine.js';
import type { Person } from '../src/modules/identity/person.js';
import { ids } from './support/api.js';
import { nameOf } from './support/contract-document.js';
import { conventionsOf, type Known, OPERATIONS, send } from './support/contract-operations.js';
import { type ContractServer, underContract } from './support/contract-server.js';
import { createTestServer } from './support/create-app.js';
import { limitedServer } from './support/limits.js';
import { newPerson, refreshTokenOf } from './support/walk.js';

const STRANGER = { headers: { 'x-api-key': 'wrong', authorization: 'Basic d3Jvbmc6d3Jvbmc=' } };
const CLIENT = { headers: { 'x-client-id': 'web' } };
const POLICIES = 'default push-poll mfa-initiate refresh hand-off hand-off-app hand-off-accounts'.split(' ');
const LIMITS = [...POLICIES.map((policy) => `${policy}=1/1m`), 'login=5/1m', 'login-address=10000/1m'];
const TRIES = 4;

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

/** Reserved; for accounts, which are not here yet; of a directory that answers for somebody else; of no route at all. */
const OF_NO_OPERATION = [
  ...['E01_01_018', 'E04_00_006', 'E04_00_007'],
  ...['E01_05_002', 'E01_05_003'],
  'E04_00_009',
  'E05_00_001',
];

/** What a driver says of a database that is not there. */
const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

const all = Object.keys(OPERATIONS);
const saying = (answer: string): string[] => all.filter((one) => conventionsOf(one).includes(answer));
const others = (answer: string): string[] => all.filter((one) => !conventionsOf(one).includes(answer));

async function get(server: ContractServer, { username }: Person, other: Person): Promise<Known> {
  const { api } = server;
  const session = await api.login(username, {}, CLIENT);
  const login = await api.login(other.username, {}, CLIENT);
  const sent = await api.post(
    '/auth/mfa/initiate',
    { ...ids(login), method: 'sms', mfa_option_id: 1 },
    CLIENT,
  );
  const { context_id: session_id, access_token } = session.body;
  return { username, session_id, access_token, refresh_token: refreshTokenOf(session), ...ids(login, sent) };
}

async function known(server: ContractServer): Promise<Known> {
  return get(server, await newPerson(server, 'testuser'), await newPerson(server, 'mfauser'));
}

describe('what operations answer because of what they are', () => {
  let server: ContractServer;
  let request: Known;

  beforeAll(async () => {
    server = await underContract();
    request = await known(server);
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => server.close());

  it('is known of every operation of the document', () => {
    expect(all.sort()).toEqual(server.document.operations.sort());
  });

  it('is said with every error code of the contract, but for those of no operation', () => {
    const { document } = server;
    const named = document.operations.flatMap((one) => document.answersOf(one));
    const codes = new Set(named.flatMap((answer) => /E\d\d_\d\d_\d{3}/.exec(answer) ?? []));
    const contract = Object.entries(CODES).flatMap(([group, last]) =>
      last.split(' ').map((code) => `${group}_${code}`),
    );
    expect([...codes, ...OF_NO_OPERATION].sort()).toEqual(contract.sort());
  });

  it.each(saying('403 E01_02_003'))('%s is refused to a page of another origin', async (operation) => {
    const options = { headers: { origin: 'https://elsewhere.example' } };
    expect(nameOf(await send(server, operation, request, options))).toBe('403 E01_02_003');
  });

  it.each(saying('413 E01_05_001'))('%s takes no body over 64 KiB', async (operation) => {
    const answer = await send(server, operation, request, {}, 'x'.repeat(70_000));
    expect(nameOf(answer)).toBe('413 E01_05_001');
  });

  it.each(saying('415 E01_05_001'))('%s takes one content type alone', async (operation) => {
    const options = { headers: { 'content-type': 'text/plain' } };
    expect(nameOf(await send(server, operation, request, options, 'x'))).toBe('415 E01_05_001');
  });

  it.each(saying('503 E05_00_002'))('%s needs the database', async (operation) => {
    jest.spyOn(server.app.get(Engine), 'open').mockRejectedValue(REFUSED);
    expect(nameOf(await send(server, operation, request))).toBe('503 E05_00_002');
  });

  it.each(others('503 E05_00_002'))('%s answers without it', async (operation) => {
    jest.spyOn(server.app.get(Engine), 'open').mockRejectedValue(REFUSED);
    expect((await send(server, operation, request)).body.error_code).toBeUndefined();
  });
});

describe('operations, where CLIENT_IDS names the clients', () => {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract(createTestServer({ env: { CLIENT_IDS: 'web' } }));
  });

  afterAll(() => server.close());

  it.each(saying('401 E01_02_004'))('%s is refused to any other', async (operation) => {
    const request = await known(server);
    expect(nameOf(await send(server, operation, request))).toBe('401 E01_02_004');
    expect(nameOf(await send(server, operation, request, CLIENT))).not.toBe('401 E01_02_004');
  });

  it.each(others('401 E01_02_004'))('%s is not', async (operation) => {
    expect(nameOf(await send(server, operation, await known(server)))).not.toBe('401 E01_02_004');
  });
});

describe('operations, where requests are counted', () => {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract(limitedServer(LIMITS.join()));
  });

  afterAll(async () => {
    await server.close();
    jest.restoreAllMocks();
  });

  /** Those with a key may ask as often as they like; those without are refused, and counted for it. */
  const asWhom = (operation: string) => (OPERATIONS[operation]?.forKeys ? STRANGER : {});

  /** Every time with a new session, since some operations end theirs; twice in each, since some count by session. */
  async function askOften(operation: string): Promise<string[]> {
    const admin = await newPerson(server, 'adminuser');
    const other = await newPerson(server, 'mfauser');
    const answers: string[] = [];
    for (let time = 0; time < TRIES; time += 1) {
      const request = await get(server, admin, other);
      for (const again of [request, request])
        answers.push(nameOf(await send(server, operation, again, asWhom(operation))));
    }
    return answers;
  }

  it.each(saying('429 E01_06_001'))('%s is refused to whoever asks too often', async (operation) => {
    expect(await askOften(operation)).toContain('429 E01_06_001');
  });

  it.each(others('429 E01_06_001'))('%s is not', async (operation) => {
    expect(await askOften(operation)).not.toContain('429 E01_06_001');
  });
});
