import { Engine } from '../src/database/engine.js';
import { createAccountServer, DATABASE_PEOPLE, PASSWORD, signInAdministrator } from './support/accounts.js';
import type { CallOptions } from './support/api.js';
import { nameOf } from './support/contract-document.js';
import { conventionsOf, type Known, operationsOf, send } from './support/contract-operations.js';
import { type ContractServer, underContract } from './support/contract-server.js';
import { limitedServer } from './support/limits.js';

const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const all = operationsOf('admin');
const saying = (answer: string): string[] => all.filter((one) => conventionsOf(one).includes(answer));

describe('what operations of administrators answer because of what they are', () => {
  let server: ContractServer;
  let request: Known;

  const known = async (on: ContractServer, options?: CallOptions): Promise<Known> => {
    const { username } = await signInAdministrator(on);
    const { body } = await on.api.login(username, { password: PASSWORD }, options);
    return { access_token: body.access_token } as Known;
  };

  beforeAll(async () => {
    server = await underContract(createAccountServer());
    request = await known(server);
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => server.close());

  it('is known of every one that the document has', () => {
    const documented = server.document.operations.filter((one) => one.includes(' /admin/'));
    expect(documented.sort()).toEqual([...all].sort());
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

  it('is refused to unknown clients, where CLIENT_IDS names them', async () => {
    const strict = await underContract(createAccountServer({ env: { CLIENT_IDS: 'web' } }));
    const client = { headers: { 'x-client-id': 'web' } };
    const token = await known(strict, client);
    for (const operation of all) {
      expect([operation, nameOf(await send(strict, operation, token))]).toEqual([
        operation,
        '401 E01_02_004',
      ]);
      expect(nameOf(await send(strict, operation, token, client))).not.toBe('401 E01_02_004');
    }
    await strict.close();
  });

  it('is refused to whoever asks too often, each for itself', async () => {
    const limits = 'default=1/1m,login=100/1m,login-address=10000/1m';
    const busy = await underContract(limitedServer(limits, { env: DATABASE_PEOPLE }));
    for (const operation of all) {
      const token = await known(busy);
      const answers = [await send(busy, operation, token), await send(busy, operation, token)];
      expect([operation, ...answers.map(nameOf)]).toEqual([operation, nameOf(answers[0]), '429 E01_06_001']);
      expect(answers[0]?.status).not.toBe(429);
    }
    await busy.close();
  });
});
