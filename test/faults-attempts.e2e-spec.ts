import { type ApiResponse, ids, type Ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { FAULTS, FaultyWire } from './support/faulty-wire.js';
import { newPerson } from './support/walk.js';

describe.each(FAULTS)('what is counted when every later statement is %s', (fault) => {
  let server: TestServer;
  let wire: FaultyWire;

  beforeAll(async () => {
    server = await createTestServer();
    wire = new FaultyWire(server);
  });

  afterAll(async () => {
    wire.remove();
    await server.close();
  });

  const challenged = async () => {
    const { username } = await newPerson(server, 'mfauser');
    const login = await server.api.login(username);
    return { login: ids(login), challenge: ids(login, await server.api.initiate(ids(login))) };
  };
  const breaking = async (from: number, step: () => Promise<ApiResponse>) => {
    wire.arm(fault, from, true);
    const answer = await step();
    expect(wire.disarm()).toBe(true);
    return answer;
  };
  const attemptsAt = async ({ transaction_id }: Ids) => {
    const [row] = await server.rows.select(
      'SELECT attempt_count, transaction_status FROM auth_transactions WHERE transaction_id = $1',
      [transaction_id],
    );
    return row;
  };
  /** The number of the first statement that is sent when what counts, by itself, has been committed. */
  const behind = async (counting: string, step: () => Promise<ApiResponse>) => {
    wire.arm(fault, Number.MAX_SAFE_INTEGER);
    await step();
    wire.disarm();
    const index = wire.sent.findIndex((sql) => sql.includes(counting));
    expect(index).toBeGreaterThanOrEqual(0);
    return index + (wire.sent[index + 1] === 'COMMIT' ? 3 : 2);
  };
  const behindTheAttempt = async () => {
    const { challenge } = await challenged();
    return behind('attempt_count + 1', () => server.api.verify(challenge, '9999'));
  };

  it.each([
    ['right', '1234'],
    ['wrong', '9999'],
  ])('keeps the attempt of a %s code', async (_, code) => {
    const later = await behindTheAttempt();
    const { challenge } = await challenged();
    const answer = await breaking(later, () => server.api.verify(challenge, code));
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.body.access_token).toBeUndefined();
    expect(await attemptsAt(challenge)).toEqual({ attempt_count: 1, transaction_status: 'PENDING' });
  });

  it('gives no sixth attempt to somebody who can make every one of five fail halfway', async () => {
    const later = await behindTheAttempt();
    const { challenge } = await challenged();
    for (let time = 1; time <= 5; time++) await breaking(later, () => server.api.verify(challenge, '9999'));
    const answer = await server.api.verify(challenge);
    expect(answer.status).toBe(410);
    expect(await attemptsAt(challenge)).toMatchObject({ attempt_count: 5 });
  });

  it('keeps the challenge that could not be written down, and the one before it good', async () => {
    const { login } = await challenged();
    const later = await behind('challenge_count + 1', () => server.api.initiate(login));
    const challenge = { ...login, ...ids(await server.api.initiate(login)) };
    const answer = await breaking(later, () => server.api.initiate(login));
    expect(answer.status).toBeGreaterThanOrEqual(500);
    const [context] = await server.rows.select(
      'SELECT challenge_count FROM auth_contexts WHERE context_id = $1',
      [login.context_id],
    );
    expect(context).toEqual({ challenge_count: 4 });
    expect((await server.api.verify({ ...login, transaction_id: challenge.transaction_id })).status).toBe(
      201,
    );
  });

  it('sends no sixth challenge to somebody who can make every one of five fail halfway', async () => {
    const { login } = await challenged();
    const later = await behind('challenge_count + 1', () => server.api.initiate(login));
    for (let time = 1; time <= 3; time++) await breaking(later, () => server.api.initiate(login));
    expect((await server.api.initiate(login)).status).toBe(429);
  });
});
