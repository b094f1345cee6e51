import * as argon2 from '@node-rs/argon2';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { addUser, createAccountServer, PASSWORD, setStatus } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof argon2>('@node-rs/argon2');
  return { ...real, hash: jest.fn(real.hash), verify: jest.fn(real.verify) };
});

const verifications = jest.mocked(argon2.verify);
const hashes = jest.mocked(argon2.hash);

function appearance({ status, body, headers, cookies }: ApiResponse): object {
  const { correlation_id: _id, timestamp: _time, ...said } = body;
  const { 'x-correlation-id': _header, date: _date, ...sent } = headers;
  return { status, said, sent, cookies };
}

describe('a person of our own whom a stranger asks about', () => {
  let server: TestServer;
  let statements: StatementCounter;
  /** Somebody of each kind, by what is special about them. */
  const kinds: Record<string, string> = {};

  beforeAll(async () => {
    server = await createAccountServer();
    statements = new StatementCounter(server);
    const add = async (kind: string, ...args: [object?, (string | null)?]) => {
      const user = await addUser(server, ...args);
      kinds[kind] = user.username;
      return user;
    };
    await add('usual');
    await add('with a second factor', { mfaRequired: true, pushRegistration: 'ENABLED' });
    await add('pending', { status: 'PENDING' });
    await add('without a password', {}, null);
    await setStatus(server, (await add('locked')).userId, 'LOCKED');
    await setStatus(server, (await add('disabled')).userId, 'DISABLED');
    const { username } = await add('locked by failures');
    for (let time = 1; time <= 10; time++) await tryToEnter(username);
    await tryToEnter('nobody');
  });

  afterAll(async () => {
    statements.detach();
    await server.close();
  });

  function tryToEnter(username: string, password = 'a wrong password'): Promise<ApiResponse> {
    return server.api.login(username, { password });
  }

  /** Everything that a login does, in calls: what a clock could measure, without its noise. */
  async function workOf(username: string, password?: string): Promise<object> {
    jest.clearAllMocks();
    const sql = await statements.during(() => tryToEnter(username, password));
    const cost = verifications.mock.calls.map(
      ([stored]) => /^\$argon2id\$[^$]+\$[^$]+/.exec(String(stored))?.[0],
    );
    return { sql, cost, hashes: hashes.mock.calls.length };
  }

  it('looks like nobody, in status, body, headers and cookies', async () => {
    const stranger = appearance(await tryToEnter('nobody'));
    expect(stranger).toMatchObject({ status: 401, said: { error_code: 'CIAM_E01_01_001' } });
    for (const [kind, username] of Object.entries(kinds))
      expect([kind, appearance(await tryToEnter(username))]).toEqual([kind, stranger]);
  });

  it('costs the same work as nobody: one hash of the same parameters, and the same statements', async () => {
    const stranger = await workOf('nobody');
    expect(stranger).toMatchObject({ cost: ['$argon2id$v=19$m=19456,t=2,p=1'], hashes: 0 });
    for (const [kind, username] of Object.entries(kinds))
      expect([kind, await workOf(username)]).toEqual([kind, stranger]);
  });

  it('costs the same by e-mail as nobody’s e-mail, and whatever the password is', async () => {
    const email = `${kinds['usual']}@example.test`;
    expect(await workOf(email)).toEqual(await workOf('nobody@example.test'));
    for (const password of ['x', 'x'.repeat(1024), '密码', '🪐'.repeat(64)])
      expect(await workOf(kinds['with a second factor'], password)).toEqual(await workOf('nobody', password));
  });

  it('who is locked by failures, or not verified yet, costs the same with the right password', async () => {
    const stranger = await workOf('nobody');
    for (const kind of ['locked by failures', 'pending'])
      expect([kind, await workOf(kinds[kind], PASSWORD)]).toEqual([kind, stranger]);
  });

  it('leaves the same trace: one row of the attempt, one of the audit, and no login', async () => {
    const seen = new Set<string>();
    for (const username of ['nobody', ...Object.values(kinds)]) {
      const before = await server.rows.counts();
      await tryToEnter(username);
      const after = await server.rows.counts();
      const grown = Object.entries(after).filter(([table, count]) => count !== before[table]);
      seen.add(JSON.stringify(grown.map(([table, count]) => [table, count - (before[table] ?? 0)])));
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).toContain('["login_attempts",1]');
    expect([...seen][0]).toContain('["audit_logs",1]');
  });

  it('is hashed for outside any unit of work', async () => {
    const unitOfWork = server.app.get<{ isInside(): boolean }>(UnitOfWork);
    const inside: boolean[] = [];
    const real: Pick<typeof argon2, 'verify'> = jest.requireActual('@node-rs/argon2');
    verifications.mockImplementation((...args) => {
      inside.push(unitOfWork.isInside());
      return real.verify(...args);
    });
    await tryToEnter('nobody');
    await tryToEnter(kinds['usual'], PASSWORD);
    expect(inside).toEqual([false, false]);
    expect(await server.app.get(UnitOfWork).read(() => Promise.resolve(unitOfWork.isInside()))).toBe(true);
  });

  // On the embedded engine a statement is a function call: there are no round trips to save.
  (usesPostgres ? it : it.skip)(
    'waits for the database four times at most before the answer to a wrong password',
    async () => {
      const trips = await statements.roundTripsOf(() => tryToEnter(kinds['usual']));
      expect(trips).toBeLessThanOrEqual(4);
    },
  );
});
