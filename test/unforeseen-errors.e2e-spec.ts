import { SimulatedPushSender } from '../src/adapters/simulated-push-sender.js';
import { SimulatedOtpSender } from '../src/adapters/simulated-otp-sender.js';
import { SimulatedRiskService } from '../src/adapters/simulated-risk-service.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';
import { newPerson, refreshTokenOf } from './support/walk.js';

const KEYS = ['error_code', 'message', 'correlation_id', 'timestamp'];
const WHAT_IS_THROWN: Readonly<Record<string, unknown>> = {
  'an error': new Error('secret detail: SELECT * FROM people'),
  'an error with a status of its own': Object.assign(new Error('secret detail'), {
    status: 418,
    statusCode: 999,
  }),
  'an error of another server': Object.assign(new Error('secret detail'), { status: 404, statusCode: 404 }),
  'an error of the runtime': new TypeError('secret detail is not a function'),
  'a syntax error': new SyntaxError('secret detail'),
  text: 'secret detail',
  nothing: undefined,
  null: null,
  'a number': 404,
  'an object': { secret: 'secret detail' },
};

describe('an error that nobody foresaw', () => {
  const log = new LogCapture();
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ log: { level: 'trace', destination: log } });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    log.clear();
  });

  afterAll(() => server.close());

  function expectUnforeseen({ status, body, headers, text }: ApiResponse): void {
    expect([status, body.error_code]).toEqual([500, 'CIAM_E05_00_001']);
    expect(Object.keys(body).sort()).toEqual([...KEYS].sort());
    expect(body.correlation_id).toBe(headers['x-correlation-id']);
    expect(text).not.toMatch(/secret detail|\bat |SELECT|\.ts|\.js/);
    const [error] = log.about(body.correlation_id).filter(({ level }) => level === 'error');
    expect(error).toMatchObject({
      msg: 'unforeseen error',
      method: 'POST',
      route: expect.stringMatching(/^\/auth\//),
    });
  }

  const isAlive = async () => (await server.api.login('testuser')).status === 201;

  it.each(Object.entries(WHAT_IS_THROWN))(
    'is a 500 with its correlation id and no detail, and the server goes on: %s',
    async (_name, thrown) => {
      jest.spyOn(server.directory, 'authenticate').mockRejectedValueOnce(thrown);
      expectUnforeseen(await server.api.login('testuser'));
      expect(await isAlive()).toBe(true);
    },
  );

  it('is the same when it is thrown at once rather than later', async () => {
    jest.spyOn(server.directory, 'authenticate').mockImplementationOnce(() => {
      throw new Error('secret detail');
    });
    expectUnforeseen(await server.api.login('testuser'));
    expect(await isAlive()).toBe(true);
  });

  it('is found by its correlation id in the log, with the place where it came from', async () => {
    jest.spyOn(server.directory, 'authenticate').mockRejectedValueOnce(new Error('the reason'));
    const { body } = await server.api.login('testuser');
    const [error] = log.about(body.correlation_id).filter(({ level }) => level === 'error');
    expect(error?.err).toMatchObject({
      type: 'Error',
      message: 'the reason',
      stack: expect.stringContaining('at '),
    });
  });

  it('leaves nothing half-done, whichever provider throws, and what was pending still works', async () => {
    const { api, directory } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    const failOnce = (target: object, method: string) =>
      jest
        .spyOn(target as { call: () => Promise<unknown> }, method as 'call')
        .mockRejectedValueOnce(new Error('secret detail'));
    const login = (): Promise<ApiResponse> => api.login(username, { drs_action_token: username });

    failOnce(SimulatedRiskService.prototype, 'evaluate');
    const before = await server.rows.counts();
    expectUnforeseen(await login());
    expect(await server.rows.counts()).toEqual(before);

    const first = await login();
    failOnce(SimulatedOtpSender.prototype, 'send');
    expectUnforeseen(await api.initiate(ids(first)));
    failOnce(SimulatedPushSender.prototype, 'send');
    expectUnforeseen(await api.push(ids(first)));

    const code = ids(first, await api.initiate(ids(first)));
    failOnce(directory, 'find');
    expectUnforeseen(await api.verify(code));
    const document = ids(first, await api.verify(code));
    failOnce(directory, 'find');
    expectUnforeseen(await api.accept(document));
    const device = ids(first, await api.accept(document));
    failOnce(directory, 'find');
    expectUnforeseen(await api.bind(device));
    const success = await api.bind(device);
    expect(success.body.response_type_code).toBe('SUCCESS');

    failOnce(directory, 'find');
    expectUnforeseen(await api.refresh(refreshTokenOf(success)));
    expect(
      await server.rows.count('tokens', `session_id = $1 AND status = 'ROTATED'`, [device.context_id]),
    ).toBe(0);
    expect((await api.refresh(refreshTokenOf(success))).status).toBe(200);
  });
});
