import { Engine } from '../../src/database/engine.js';
import { nameOf } from './contract-document.js';
import { conventionsOf, type Known, OPERATIONS, send } from './contract-operations.js';
import { type ContractServer, underContract } from './contract-server.js';
import type { TestServer } from './create-app.js';

/** Where operations are called: their server, and somebody who calls them. */
export interface World {
  readonly operations: readonly string[];
  /** By environment variables besides the usual ones. */
  readonly server: (env?: Readonly<Record<string, string>>) => Promise<TestServer>;
  /** The same with limits of one request each. */
  readonly limitedServer: (limits: string) => Promise<TestServer>;
  /** Somebody signed in, each time anew, and a login that waits for a code. */
  readonly known: (server: ContractServer) => Promise<Known>;
}

const STRANGER = { headers: { 'x-api-key': 'wrong', authorization: 'Basic d3Jvbmc6d3Jvbmc=' } };
export const CLIENT = { headers: { 'x-client-id': 'web' } };
const POLICIES = [
  ...['default', 'push-poll', 'mfa-initiate', 'refresh', 'hand-off', 'hand-off-app', 'hand-off-accounts'],
  ...['register', 'mail-request', 'mail-recipient'],
];
const LIMITS = [...POLICIES.map((policy) => `${policy}=1/1m`), 'login=5/1m', 'login-address=10000/1m'];
const TRIES = 4;

/** What a driver says of a database that is not there. */
const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

export const operationsOf = (ofOwnPeople: boolean): string[] =>
  Object.keys(OPERATIONS).filter((operation) => Boolean(OPERATIONS[operation]?.ownPeople) === ofOwnPeople);

/** Has every operation answer what all of its kind do. */
export function describeConventions(world: World): void {
  const saying = (answer: string) => world.operations.filter((one) => conventionsOf(one).includes(answer));
  const others = (answer: string) => world.operations.filter((one) => !conventionsOf(one).includes(answer));

  describe('what operations answer because of what they are', () => {
    let server: ContractServer;
    let request: Known;

    beforeAll(async () => {
      server = await underContract(world.server());
      request = await world.known(server);
    });

    afterEach(() => jest.restoreAllMocks());

    afterAll(() => server.close());

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
      server = await underContract(world.server({ CLIENT_IDS: 'web' }));
    });

    afterAll(() => server.close());

    it.each(saying('401 E01_02_004'))('%s is refused to any other', async (operation) => {
      const request = await world.known(server);
      expect(nameOf(await send(server, operation, request))).toBe('401 E01_02_004');
      expect(nameOf(await send(server, operation, request, CLIENT))).not.toBe('401 E01_02_004');
    });

    it.each(others('401 E01_02_004'))('%s is not', async (operation) => {
      const request = await world.known(server);
      expect(nameOf(await send(server, operation, request))).not.toBe('401 E01_02_004');
    });
  });

  describe('operations, where requests are counted', () => {
    let server: ContractServer;

    beforeAll(async () => {
      server = await underContract(world.limitedServer(LIMITS.join()));
    });

    afterAll(async () => {
      await server.close();
      jest.restoreAllMocks();
    });

    /** Those with a key may ask as often as they like; those without are refused, and counted for it. */
    const asWhom = (operation: string) => (OPERATIONS[operation]?.forKeys ? STRANGER : {});

    /** Every time with a new session, since some operations end theirs; twice in each, since some count by session. */
    async function askOften(operation: string): Promise<string[]> {
      const answers: string[] = [];
      for (let time = 0; time < TRIES; time += 1) {
        const request = await world.known(server);
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
}
