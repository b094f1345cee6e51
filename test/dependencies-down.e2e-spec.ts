import { SimulatedOtpSender } from '../src/adapters/simulated-otp-sender.js';
import { SimulatedPushSender } from '../src/adapters/simulated-push-sender.js';
import { SimulatedRiskService } from '../src/adapters/simulated-risk-service.js';
import { DependencyUnavailable } from '../src/common/errors.js';
import { type ApiResponse, type Ids, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { MAKE } from './support/doors.js';
import { LogCapture } from './support/log-capture.js';
import { newPerson, refreshTokenOf, signIn } from './support/walk.js';

type Port = { call: () => Promise<unknown> };

function expectUnavailable({ status, body, headers, cookies }: ApiResponse): void {
  expect([status, body.error_code]).toEqual([503, 'CIAM_E05_00_002']);
  expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
  expect(Object.keys(body).sort()).toEqual(['correlation_id', 'error_code', 'message', 'timestamp']);
  expect([body.access_token, cookies.refresh_token]).toEqual([undefined, undefined]);
}

describe('while a dependency is down', () => {
  const log = new LogCapture();
  let server: TestServer;
  let username: string;
  let cupid: string;

  beforeAll(async () => {
    server = await createTestServer({ log: { level: 'info', destination: log } });
  });

  beforeEach(async () => {
    ({ username, cupid } = await newPerson(server, 'mfaesignuser'));
    log.clear();
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => server.close());

  /** Has a port say that it cannot be reached, until `up` is called. */
  function down(port: object, method: string): { up: () => void } {
    const failure = new DependencyUnavailable('the outside', new Error('answered 500'));
    const spy = jest.spyOn(port as Port, method as 'call').mockRejectedValue(failure);
    return { up: () => spy.mockRestore() };
  }

  const otp = SimulatedOtpSender.prototype;
  const push = SimulatedPushSender.prototype;
  const auditOf = ({ body }: ApiResponse) =>
    server.rows.select(
      `SELECT event_type, event_severity, event_outcome, error_code, ip_address, cupid
         FROM audit_logs WHERE correlation_id = $1`,
      [body.correlation_id],
    );
  const rowOf = (table: string, { transaction_id: id }: Ids) =>
    server.rows.select(`SELECT * FROM ${table} WHERE transaction_id = $1`, [id]);

  it.each([
    ['the directory', null, () => down(server.directory, 'authenticate')],
    ['the risk service', 'theirs', () => down(SimulatedRiskService.prototype, 'evaluate')],
  ])(
    '%s, a login gets 503, leaves its audit row alone behind and works later',
    async (_name, named, stop) => {
      const before = await server.rows.counts();
      const { up } = stop();
      const answer = await server.api.login(username);
      expectUnavailable(answer);
      expect(await server.rows.counts()).toEqual({ ...before, audit_logs: (before.audit_logs ?? 0) + 1 });
      expect(await auditOf(answer)).toEqual([
        {
          event_type: 'auth.login.unanswered',
          event_severity: 'WARN',
          event_outcome: 'FAILURE',
          error_code: 'CIAM_E05_00_002',
          ip_address: '127.0.0.1',
          cupid: named && cupid,
        },
      ]);
      up();
      expect((await server.api.login(username)).status).toBe(200);
    },
  );

  it.each([
    ['the OTP gateway', otp, (door: Ids) => server.api.initiate(door)],
    ['the push gateway', push, (door: Ids) => server.api.push(door)],
    ['the directory', undefined, (door: Ids) => server.api.initiate(door)],
  ] as const)('%s, no challenge begins and the one before it stays good', async (_name, gateway, start) => {
    const door = await MAKE.MFA_VERIFY.pending!(server, username);
    const before = await rowOf('auth_transactions', door);
    const { up } = gateway ? down(gateway, 'send') : down(server.directory, 'find');
    expectUnavailable(await start(door));
    expect(await rowOf('auth_transactions', door)).toEqual(before);
    up();
    expect((await server.api.verify(door)).body.response_type_code).toBe('ESIGN_REQUIRED');
  });

  it('the OTP gateway, the login’s first door stays open, and the try is counted: nobody can hammer the gateway', async () => {
    const login = await server.api.login(username);
    const { up } = down(otp, 'send');
    for (let attempt = 1; attempt <= 5; attempt++) expectUnavailable(await server.api.initiate(ids(login)));
    expect(otp.send).toHaveBeenCalledTimes(5);
    expect((await server.api.initiate(ids(login))).status).toBe(429);
    expect(otp.send).toHaveBeenCalledTimes(5);
    up();
    const again = await server.api.login(username);
    expect((await server.api.initiate(ids(again))).status).toBe(200);
  });

  it.each([
    ['a code', MAKE.MFA_VERIFY.pending!, (door: Ids) => server.api.verify(door)],
    ['an approved push', MAKE.MFA_PUSH_VERIFY.approved!, (door: Ids) => server.api.poll(door)],
    ['a signature', MAKE.ESIGN_ACCEPT.pending!, (door: Ids) => server.api.accept(door)],
    ['a decision about the device', MAKE.DEVICE_BIND.pending!, (door: Ids) => server.api.bind(door)],
  ] as const)('the directory, %s is not used up and works later', async (_name, make, call) => {
    const door = await make(server, username);
    const before = await server.rows.counts();
    const { up } = down(server.directory, 'find');
    expectUnavailable(await call(door));
    expect(await server.rows.counts()).toEqual(before);
    up();
    expect((await call(door)).status).toBe(200);
  });

  it('the directory, attempts at a code stay counted', async () => {
    const door = await MAKE.MFA_VERIFY.pending!(server, username);
    down(server.directory, 'find');
    for (let attempt = 1; attempt <= 5; attempt++) expectUnavailable(await server.api.verify(door));
    expect((await server.api.verify(door)).status).toBe(410);
  });

  it('the directory, nothing is rotated and the refresh token stays good', async () => {
    const login = await server.api.login('testuser');
    const before = await server.rows.counts();
    const { up } = down(server.directory, 'find');
    expectUnavailable(await server.api.refresh(refreshTokenOf(login)));
    expect(await server.rows.counts()).toEqual(before);
    expect(
      await server.rows.count('tokens', `session_id = $1 AND status = 'ACTIVE'`, [login.body.context_id]),
    ).toBe(3);
    up();
    expect((await server.api.refresh(refreshTokenOf(login))).status).toBe(200);
  });

  it('whichever of them, sessions are checked and ended as ever', async () => {
    const { accessToken, refreshToken } = await signIn(server.api);
    down(server.directory, 'find');
    down(server.directory, 'authenticate');
    down(SimulatedRiskService.prototype, 'evaluate');
    expect((await server.api.verifyToken(accessToken)).body).toMatchObject({ active: true });
    expect((await server.api.get('/.well-known/jwks.json')).status).toBe(200);
    expect((await server.api.logout(refreshToken)).status).toBe(200);
    expect((await server.api.verifyToken(accessToken)).body).toEqual({ active: false });
  });

  it('the log names it once, with the correlation id, and the client is not told which it is', async () => {
    down(SimulatedRiskService.prototype, 'evaluate');
    const answer = await server.api.login(username);
    expect(answer.text).not.toMatch(/outside|answered 500/);
    const errors = log.about(answer.body.correlation_id).filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([
      { msg: 'dependency unavailable', dependency: 'the outside', err: { message: 'answered 500' } },
    ]);
  });
});
