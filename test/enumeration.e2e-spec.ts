import crypto from 'node:crypto';
import { SimulatedDirectory } from '../src/adapters/simulated-directory.js';
import { SimulatedRiskService } from '../src/adapters/simulated-risk-service.js';
import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { expectRefusal } from './support/error-shape.js';
import { StatementCounter } from './support/statement-counter.js';

/** People the directory knows: each of them must look to a stranger like one it does not know. */
const KNOWN = [
  ...[
    'testuser',
    'trusteduser',
    'mfauser',
    'complianceuser',
    'denyuser',
    'riskuser',
    'adminuser',
    'mfalockeduser',
  ],
  ...['lockeduser', 'disableduser', 'enterpriseblockuser', 'deceaseduser', 'restricteduser'],
];
const UNKNOWN = [
  'nobody',
  'somebody-else',
  'testuser2',
  'test user',
  'a',
  'x'.repeat(256),
  "' OR 1=1 --",
  '测试',
];

/** Everything a stranger sees of an answer but what differs at every call. */
function appearance({ status, headers, body, cookies }: ApiResponse): object {
  const { correlation_id: _id, timestamp: _time, ...said } = body;
  const { 'x-correlation-id': _header, date: _date, ...sent } = headers;
  return { status, said, sent, cookies };
}

describe('an unknown user and a wrong password', () => {
  const comparisons = jest.spyOn(crypto, 'timingSafeEqual');
  const digests = jest.spyOn(crypto, 'createHash');
  const authentications = jest.spyOn(SimulatedDirectory.prototype, 'authenticate');
  const directory = jest.spyOn(SimulatedDirectory.prototype, 'find');
  const risk = jest.spyOn(SimulatedRiskService.prototype, 'evaluate');
  const all = { comparisons, digests, authentications, directory, risk };
  let server: TestServer;
  let statements: StatementCounter;

  beforeAll(async () => {
    server = await createTestServer();
    statements = new StatementCounter(server);
    // The first request prepares what all later ones use.
    await tryToEnter('nobody');
  });

  afterAll(async () => {
    statements.detach();
    jest.restoreAllMocks();
    await server.close();
  });

  const tryToEnter = (username: string, extra: object = {}): Promise<ApiResponse> =>
    server.api.login(username, { password: 'a wrong password', ...extra });

  /** How much was done, in calls: what a clock could measure, without its noise. */
  async function workOf(username: string, extra: object = {}): Promise<object> {
    jest.clearAllMocks();
    const sql = await statements.during(() => tryToEnter(username, extra));
    const calls = Object.entries(all).map(([name, { mock }]) => [name, mock.calls.length] as const);
    return { sql, ...Object.fromEntries(calls) };
  }

  it('are alike in status, body, headers and cookies', async () => {
    const stranger = appearance(await tryToEnter('nobody'));
    for (const username of [...KNOWN, ...UNKNOWN]) {
      const answer = await tryToEnter(username);
      expectRefusal(answer, 401, 'E01_01_001');
      expect([username, appearance(answer)]).toEqual([username, stranger]);
    }
  });

  it('are alike with a device token and the cookie of a browser, and no cookie is set', async () => {
    const options = { cookies: { device_id: 'd'.repeat(43) } };
    const body = { password: 'a wrong password', drs_action_token: 'device' };
    const stranger = await server.api.login('nobody', body, options);
    const known = await server.api.login('trusteduser', body, options);
    expect(appearance(known)).toEqual(appearance(stranger));
    expect(known.cookies).toEqual({});
  });

  it('cost the same work: one comparison of a password, the same statements, nobody else asked', async () => {
    const stranger = await workOf('nobody');
    expect(stranger).toMatchObject({ authentications: 1, comparisons: 1, directory: 0, risk: 0 });
    for (const username of [...KNOWN, ...UNKNOWN])
      expect([username, await workOf(username)]).toEqual([username, stranger]);
  });

  it('cost the same work however long or strange the password is', async () => {
    for (const password of ['x', 'password ', 'PASSWORD', 'x'.repeat(1024), '密码']) {
      expect([password, await workOf('mfauser', { password })]).toEqual([
        password,
        await workOf('nobody', { password }),
      ]);
    }
  });

  it('leave the same trace: one audit row that names nobody, and no login', async () => {
    for (const username of ['nobody', 'mfauser', 'lockeduser']) {
      const before = await server.rows.counts();
      const { body } = await tryToEnter(username);
      expect(await server.rows.counts()).toEqual({ ...before, audit_logs: (before.audit_logs ?? 0) + 1 });
      const [row] = await server.rows.select(
        'SELECT event_type, cupid, context_id, error_code, error_message FROM audit_logs WHERE correlation_id = $1',
        [body.correlation_id],
      );
      expect(row).toEqual({
        event_type: 'auth.login.failed',
        cupid: null,
        context_id: null,
        error_code: 'CIAM_E01_01_001',
        error_message: body.message,
      });
    }
  });

  it('hide a lock, which is told to the right password alone', async () => {
    expectRefusal(await tryToEnter('lockeduser'), 401, 'E01_01_001');
    expectRefusal(await server.api.login('lockeduser'), 423, 'E01_01_002');
    expectRefusal(await tryToEnter('mfalockeduser'), 401, 'E01_01_001');
    expectRefusal(await server.api.login('mfalockeduser'), 423, 'E01_01_005');
  });

  it('tell nothing by the upper or lower case of a name', async () => {
    expect(appearance(await tryToEnter('MFAUSER'))).toEqual(appearance(await tryToEnter('NOBODY')));
    expect(await workOf('MfaUser')).toEqual(await workOf('NoBody'));
  });

  it('with a masked name are told apart by the mask, never by the person', async () => {
    const known = await tryToEnter('mfa****');
    expectRefusal(known, 401, 'E01_01_016');
    expect(appearance(known)).toEqual(appearance(await tryToEnter('nobo****')));
    expect(await workOf('mfa****')).toEqual(await workOf('nobo****'));
  });
});
