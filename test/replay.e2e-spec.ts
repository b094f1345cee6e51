import { type Api, type ApiResponse, type Ids, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { MAKE, type Make } from './support/doors.js';
import { expectRefusal } from './support/error-shape.js';
import { newPerson } from './support/walk.js';

interface Step {
  readonly name: string;
  readonly send: () => Promise<ApiResponse>;
}

describe('a step of a login that is sent again', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** Walks the whole chain; after each step, `then` gets all the steps so far, just as they were sent. */
  async function walk(then: (steps: readonly Step[], door: Ids) => Promise<void>): Promise<ApiResponse> {
    const { api } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    const login = await api.login(username, { drs_action_token: username });
    const steps: Step[] = [];
    let answer = login;
    let door = ids(login);
    for (const [name, call] of Object.entries({
      initiate: (at: Ids) => api.initiate(at),
      verify: (at: Ids) => api.verify(at),
      accept: (at: Ids) => api.accept(at),
      bind: (at: Ids) => api.bind(at),
    })) {
      const at = door;
      answer = await call(at);
      expect([name, answer.status]).toEqual([name, 200]);
      steps.push({ name, send: () => call(at) });
      door = ids(login, answer);
      await then(steps, door);
    }
    return answer;
  }

  const transactionsOf = ({ context_id: contextId }: Ids) =>
    server.rows.select('SELECT * FROM auth_transactions WHERE context_id = $1 ORDER BY sequence_number', [
      contextId,
    ]);

  it('is refused by the rule of its state after every later step, and the login goes on as if nothing had been', async () => {
    const expected: Record<string, [number, string]> = {
      initiate: [410, 'E01_03_002'],
      verify: [400, 'E01_03_003'],
      accept: [400, 'E01_03_003'],
      bind: [400, 'E01_03_003'],
    };
    const success = await walk(async (steps, door) => {
      if (steps.length === 1) return;
      const before = await transactionsOf(door);
      for (const { name, send } of steps) expectRefusal(await send(), ...expected[name]);
      expect(await transactionsOf(door)).toEqual(before);
    });
    expect(success.body.response_type_code).toBe('SUCCESS');
  });

  it('never yields tokens a second time, and the first ones stay good', async () => {
    let replayed: readonly Step[] = [];
    const success = await walk(async (steps) => void (replayed = steps));
    const { context_id: sessionId, access_token: accessToken } = success.body;
    const before = await server.rows.counts();
    for (const { send } of [...replayed, ...replayed]) {
      const answer = await send();
      expect(answer.body.access_token).toBeUndefined();
      expect(answer.cookies.refresh_token).toBeUndefined();
    }
    expect(await server.rows.counts()).toEqual({
      ...before,
      audit_logs: before.audit_logs + 2 * replayed.length,
    });
    expect(await server.rows.count('tokens', 'session_id = $1', [sessionId])).toBe(3);
    expect((await server.api.verifyToken(accessToken)).body).toMatchObject({
      active: true,
      session_id: sessionId,
    });
  });

  it('is audited with who, what, when and where, and the login it belongs to', async () => {
    let last: Step | undefined;
    const success = await walk(async (steps) => void (last = steps.at(-1)));
    const refused = await last!.send();
    const { context_id: contextId, transaction_id: transactionId } = success.body;
    const rows = await server.rows.select(
      `SELECT event_category, event_severity, event_outcome, error_code, transaction_id, cupid, ip_address
         FROM audit_logs WHERE correlation_id = $1`,
      [refused.body.correlation_id],
    );
    const [{ cupid } = {}] = await server.rows.select(
      'SELECT cupid FROM auth_contexts WHERE context_id = $1',
      [contextId],
    );
    expect(rows).toEqual([
      {
        event_category: 'SECURITY',
        event_severity: 'WARN',
        event_outcome: 'FAILURE',
        error_code: 'CIAM_E01_03_003',
        transaction_id: transactionId,
        cupid,
        ip_address: '127.0.0.1',
      },
    ]);
  });

  it.each<[string, Make | undefined, (api: Api, door: Ids) => Promise<ApiResponse>]>([
    ['a code', MAKE.MFA_VERIFY.pending, (api, door) => api.verify(door)],
    ['an approved push', MAKE.MFA_PUSH_VERIFY.approved, (api, door) => api.poll(door)],
    ['a signature', MAKE.ESIGN_ACCEPT.pending, (api, door) => api.accept(door)],
    ['a device', MAKE.DEVICE_BIND.pending, (api, door) => api.bind(door)],
  ])('is refused in every copy but one when all come together: %s', async (_name, make, call) => {
    const { username } = await newPerson(server, 'mfaesignuser');
    const door = await make!(server, username);
    const answers = await Promise.all(Array.from({ length: 5 }, () => call(server.api, door)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
    const losers = answers.filter(({ status }) => status === 400);
    for (const loser of losers) expectRefusal(loser, 400, 'E01_03_003');
    const pending = await server.rows.count(
      'auth_transactions',
      `context_id = $1 AND transaction_status = 'PENDING'`,
      [door.context_id],
    );
    const tokens = await server.rows.count('tokens', 'session_id = $1', [door.context_id]);
    expect([pending, tokens]).toEqual(answers.some(({ body }) => body.access_token) ? [0, 3] : [1, 0]);
  });

  it('with a superseded code or prompt never completes a challenge, the newest one does', async () => {
    const { username } = await newPerson(server, 'mfauser');
    const login = await server.api.login(username);
    const first = ids(login, await server.api.initiate(ids(login)));
    const push = ids(login, await server.api.push(first));
    const newest = ids(login, await server.api.initiate(ids(login)));
    for (const answer of [
      await server.api.verify(first),
      await server.api.poll(push),
      await server.api.approve(push, { decision: 'deny' }),
    ]) {
      expectRefusal(answer, 410, 'E01_03_002');
      expect(answer.body.transaction_status).toBe('EXPIRED');
    }
    expect((await server.api.verify(newest)).status).toBe(201);
  });

  it('for a login or a transaction that nobody knows is not found, and leaves no row to strangers', async () => {
    const before = await server.rows.counts();
    const unknown = {
      context_id: 'sess-00000000-0000-4000-8000-000000000000',
      transaction_id: 'tx-1-unknown',
    };
    const { api } = server;
    for (const call of [
      api.initiate(unknown),
      api.verify(unknown),
      api.poll(unknown),
      api.accept(unknown),
      api.bind(unknown),
    ]) {
      expectRefusal(await call, 404, 'E01_03_001');
    }
    expect(await server.rows.counts()).toEqual(before);
  });
});
