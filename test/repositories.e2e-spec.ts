import { AuthContextRepository } from '../src/modules/auth-flow/auth-context.repository.js';
import { AuthTransactionRepository } from '../src/modules/auth-flow/auth-transaction.repository.js';
import { DrsEvaluationRepository } from '../src/modules/device/drs-evaluation.repository.js';
import { TrustedDeviceRepository } from '../src/modules/device/trusted-device.repository.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { type CallOptions, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bindDevice, find, newPerson, passMfa } from './support/walk.js';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

describe('what the repositories of a login find', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await createTestServer();
  });

  afterEach(() => server.close());

  const contexts = () => server.app.get(AuthContextRepository);
  const transactions = () => server.app.get(AuthTransactionRepository);
  const inUnit = <T>(work: () => Promise<T>) => server.app.get(UnitOfWork).run(work);

  async function logins(username: string, count: number): Promise<string[]> {
    const found: string[] = [];
    for (let time = 1; time <= count; time++) {
      found.push((await server.api.login(username)).body.context_id);
      server.clock.advance(MINUTE);
    }
    return found;
  }

  const contextIds = (rows: readonly { contextId: string | null }[]) =>
    rows.map(({ contextId }) => contextId);

  it('contexts by correlation id, oldest first', async () => {
    const options: CallOptions = { headers: { 'x-correlation-id': '7f1c2b3a-0000-4000-8000-0123456789ab' } };
    const first = await server.api.login('testuser', {}, options);
    await logins('testuser', 1);
    const second = await server.api.login('mfauser', {}, options);
    const found = await find(server, () =>
      contexts().findByCorrelationId('7f1c2b3a-0000-4000-8000-0123456789ab'),
    );
    expect(contextIds(found)).toEqual([first.body.context_id, second.body.context_id]);
  });

  it('contexts by person, newest first, as many as asked for', async () => {
    const { username, cupid } = await newPerson(server, 'mfauser');
    const [, second, third] = await logins(username, 3);
    await logins('testuser', 1);
    expect(contextIds(await find(server, () => contexts().findByPerson(cupid, 2)))).toEqual([third, second]);
  });

  it('one context by its id, and none by another', async () => {
    const [contextId = ''] = await logins('mfauser', 1);
    const [one, none] = await find(server, async () => [
      await contexts().findById(contextId),
      await contexts().findById('sess-unknown'),
    ]);
    expect(one).toMatchObject({ contextId, outcome: 'IN_PROGRESS' });
    expect(none).toBeNull();
  });

  it('contexts that ran out of time, oldest first, but not those that are complete or still open', async () => {
    const { clock } = server;
    const open = await logins('mfauser', 3);
    await logins('testuser', 1);
    clock.advance(11 * MINUTE);
    const overdue = (limit: number) => find(server, () => contexts().findOverdue(clock.now(), limit));
    expect(contextIds(await overdue(10))).toEqual(open.slice(0, 1));
    clock.advance(2 * MINUTE);
    expect(contextIds(await overdue(10))).toEqual(open);
    expect(contextIds(await overdue(2))).toEqual(open.slice(0, 2));
  });

  it('the chain of a context with its transactions in order', async () => {
    const login = await server.api.login('mfauser');
    await server.api.initiate(ids(login));
    const chain = await find(server, () => contexts().findChain(login.body.context_id));
    expect(chain?.context.contextId).toBe(login.body.context_id);
    expect(chain?.transactions.map(({ sequenceNumber }) => sequenceNumber)).toEqual([1, 2]);
    expect(await find(server, () => contexts().findChain('sess-unknown'))).toBeUndefined();
  });

  it('an empty chain where no step was needed', async () => {
    const [contextId = ''] = await logins('testuser', 1);
    expect((await find(server, () => contexts().findChain(contextId)))?.transactions).toEqual([]);
    expect(await find(server, () => transactions().findChain(contextId))).toEqual([]);
  });

  it('the one pending transaction of a context, while there is one', async () => {
    const login = await server.api.login('mfauser');
    const pending = () => find(server, () => transactions().findPending(login.body.context_id));
    expect((await pending())?.transactionId).toBe(login.body.transaction_id);
    await passMfa(server.api, login);
    expect(await pending()).toBeNull();
  });

  it('the number of the next transaction', async () => {
    const login = await server.api.login('mfauser');
    const next = (contextId: string) => find(server, () => transactions().nextSequence(contextId));
    expect(await next(login.body.context_id)).toBe(2);
    await server.api.initiate(ids(login));
    expect(await next(login.body.context_id)).toBe(3);
    expect(await next('sess-unknown')).toBe(1);
  });

  it('a transaction by its id, whole', async () => {
    const { body } = await server.api.login('mfauser');
    const found = await find(server, () => transactions().findById(body.transaction_id));
    expect(found).toMatchObject({
      contextId: body.context_id,
      createdAt: server.clock.now(),
      attemptCount: 0,
    });
    expect(await find(server, () => transactions().findById('tx-unknown'))).toBeUndefined();
  });

  it('that a transaction is consumed once, and never after its end', async () => {
    const { clock } = server;
    const consume = (id: string) => inUnit(() => transactions().consume(id, clock.now()));
    const { body } = await server.api.login('mfauser');
    expect([await consume(body.transaction_id), await consume(body.transaction_id)]).toEqual([true, false]);
    const late = await server.api.login('mfauser');
    clock.advance(15 * MINUTE);
    expect(await consume(late.body.transaction_id)).toBe(false);
  });

  it('devices of a person, trusted ones among them, and those overdue', async () => {
    const { api, app, clock } = server;
    const devices = app.get(TrustedDeviceRepository);
    const { username, cupid } = await newPerson(server, 'mfauser');
    for (const drs_action_token of ['phone', 'tablet']) {
      await bindDevice(api, username, { drs_action_token });
      clock.advance(DAY);
    }
    const newestFirst = await find(server, () => devices.findByPerson(cupid));
    expect(newestFirst.map(({ trustedAt }) => trustedAt.getTime())).toEqual(
      [2 * DAY, DAY].map((ago) => clock.now().getTime() - ago * 1000).reverse(),
    );
    clock.advance(88 * DAY);
    const [, older] = newestFirst;
    const trusted = await find(server, () => devices.findTrusted(cupid, clock.now()));
    const overdue = await find(server, () => devices.findOverdue(clock.now(), 10));
    expect(overdue.map(({ deviceId }) => deviceId)).toEqual([older?.deviceId]);
    expect(trusted.map(({ deviceId }) => deviceId)).toEqual([newestFirst[0]?.deviceId]);
  });

  it('evaluations by person, newest first, and by context', async () => {
    const evaluations = server.app.get(DrsEvaluationRepository);
    const { username, cupid } = await newPerson(server, 'mfauser');
    const [first = '', second] = await logins(username, 2);
    expect(contextIds(await find(server, () => evaluations.findByPerson(cupid, 5)))).toEqual([second, first]);
    expect(contextIds(await find(server, () => evaluations.findByContext(first)))).toEqual([first]);
  });
});
