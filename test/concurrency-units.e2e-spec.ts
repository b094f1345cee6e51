import { EventBus } from '../src/common/event-bus.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { MfaFactor } from '../src/modules/mfa/mfa-factor.entity.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { factorRow } from './support/factor-row.js';
import { newPerson } from './support/walk.js';

const isEven = (number: number) => number % 2 === 0;

describe('twenty at once, of which ten fail', () => {
  let server: TestServer;
  let unitOfWork: UnitOfWork;
  /** People whose next step cannot be written down. */
  const doomed = new Set<string>();

  beforeAll(async () => {
    server = await createTestServer();
    unitOfWork = server.app.get(UnitOfWork);
    server.app.get(EventBus).subscribe(({ subject: { cupid } }) => {
      if (cupid && doomed.has(cupid)) throw new Error('it cannot be written down');
    });
  });

  afterEach(() => doomed.clear());
  afterAll(() => server.close());

  const people = (like: string) => Promise.all(Array.from({ length: 20 }, () => newPerson(server, like)));
  const doom = (everybody: { cupid: string }[]) =>
    everybody.filter((_, index) => isEven(index)).forEach(({ cupid }) => doomed.add(cupid));

  it('leaves exactly the logins that succeeded, each with its session and its three tokens', async () => {
    const everybody = await people('testuser');
    doom(everybody);
    const answers = await Promise.all(everybody.map(({ username }) => server.api.login(username)));
    expect(answers.map(({ status }) => status)).toEqual(
      everybody.map((_, index) => (isEven(index) ? 500 : 201)),
    );
    const lucky = everybody.filter((_, index) => !isEven(index)).map(({ cupid }) => cupid);
    for (const table of ['auth_contexts', 'sessions', 'drs_evaluations']) {
      const found = await server.rows.select(
        `SELECT cupid FROM ${table} WHERE cupid LIKE 'person-%' ORDER BY cupid`,
      );
      expect(found.map(({ cupid }) => cupid)).toEqual([...lucky].sort());
    }
    expect(await server.rows.count('tokens')).toBe(30);
  });

  it('leaves exactly the steps that succeeded, and the others where they were', async () => {
    const everybody = await people('mfauser');
    const doors = await Promise.all(
      everybody.map(async ({ username }) => {
        const login = await server.api.login(username);
        return ids(login, await server.api.initiate(ids(login)));
      }),
    );
    doom(everybody);
    const answers = await Promise.all(doors.map((door) => server.api.verify(door)));
    expect(answers.map(({ status }) => status)).toEqual(doors.map((_, index) => (isEven(index) ? 500 : 201)));
    for (const [index, { context_id, transaction_id }] of doors.entries()) {
      const [found] = await server.rows.select(
        `SELECT c.outcome, t.transaction_status, (SELECT count(*) FROM sessions s WHERE s.context_id = c.context_id) AS sessions
           FROM auth_contexts c JOIN auth_transactions t ON t.context_id = c.context_id
          WHERE c.context_id = $1 AND t.transaction_id = $2`,
        [context_id, transaction_id],
      );
      expect({ ...found, sessions: Number(found.sessions) }).toEqual(
        isEven(index)
          ? { outcome: 'IN_PROGRESS', transaction_status: 'PENDING', sessions: 0 }
          : { outcome: 'SUCCESS', transaction_status: 'CONSUMED', sessions: 1 },
      );
    }
  });

  it('leaves exactly the rows of the units that committed, whether they failed before or after writing', async () => {
    const unit = (number: number) =>
      unitOfWork.run(async () => {
        await unitOfWork.insertNow(MfaFactor, factorRow(`unit-${number}-now`), '');
        unitOfWork.insert(MfaFactor, [factorRow(`unit-${number}-later`)]);
        await Promise.resolve();
        if (isEven(number)) throw new Error('too late');
      });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, number) => unit(number)));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const found = await server.rows.select(`SELECT cupid FROM mfa_factors WHERE cupid LIKE 'unit-%'`);
    const committed = Array.from({ length: 20 }, (_, number) => number).filter((number) => !isEven(number));
    const expected = committed.flatMap((number) => [`unit-${number}-now`, `unit-${number}-later`]);
    expect(found.map(({ cupid }) => cupid).sort()).toEqual(expected.sort());
  });

  it('shows a read nothing of units that are still open, or that failed', async () => {
    const count = () => server.rows.count('mfa_factors', `cupid = 'unseen'`);
    const failing = unitOfWork.run(async () => {
      await unitOfWork.insertNow(MfaFactor, factorRow('unseen'), '');
      throw new Error('rolled back');
    });
    const [outcome, ...seen] = await Promise.allSettled([failing, count(), count(), count()]);
    expect(outcome.status).toBe('rejected');
    expect(seen).toEqual(Array(3).fill({ status: 'fulfilled', value: 0 }));
  });
});
