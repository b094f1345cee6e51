import { type Api, type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { MAKE } from './support/doors.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';
import { bindDevice, newPerson, refreshTokenOf, signIn } from './support/walk.js';

const MOST = 8;

// On the embedded engine a statement is a function call: there are no round trips to save.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('round trips to the database', () => {
  let server: TestServer;
  let counter: StatementCounter;

  beforeAll(async () => {
    server = await createTestServer({ env: { RATE_LIMIT_ENABLED: 'true' } });
    counter = new StatementCounter(server);
  });

  afterAll(async () => {
    counter.detach();
    await server.close();
  });

  async function expectFew(send: () => Promise<ApiResponse>, status: number): Promise<void> {
    let answer: ApiResponse | undefined;
    const trips = await counter.roundTripsOf(async () => (answer = await send()));
    expect(answer?.status).toBe(status);
    expect(trips).toBeGreaterThan(0);
    expect(trips).toBeLessThanOrEqual(MOST);
  }

  it('are heard, BEGIN and COMMIT included; the last statement and COMMIT are one', async () => {
    const { accessToken, refreshToken } = await signIn(server.api);
    let refresh: string[] = [];
    const trips = await counter.roundTripsOf(async () => {
      refresh = await counter.during(() => server.api.refresh(refreshToken));
    });
    expect(refresh.filter((sql) => ['BEGIN', 'COMMIT'].includes(sql))).toEqual(['BEGIN', 'COMMIT']);
    expect(trips).toBe(refresh.length - 1);
    expect(await counter.during(() => server.api.verifyToken(accessToken))).toHaveLength(1);
    expect(await counter.during(() => server.api.get('/health'))).toEqual([]);
  });

  it('are at most eight for each request of the whole chain', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    let login!: ApiResponse;
    let answer!: ApiResponse;
    const step = (send: (api: Api) => Promise<ApiResponse>, status = 200) =>
      expectFew(async () => (answer = await send(api)), status);
    await step(async () => (login = await api.login(username, { drs_action_token: username })));
    await step(() => api.initiate(ids(login)));
    await step(() => api.verify(ids(login, answer)));
    await step(() => api.accept(ids(login, answer)));
    await step(() => api.bind(ids(login, answer)));
    await step(() => api.refresh(refreshTokenOf(answer)));
    const { refreshToken, accessToken } = {
      refreshToken: refreshTokenOf(answer),
      accessToken: answer.body.access_token,
    };
    await step(() => api.verifyToken(accessToken));
    await step(() => api.logout(refreshToken));
  });

  it('are at most eight for a push, from its prompt to the tokens', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfauser');
    const login = await api.login(username);
    const push = await api.push(ids(login));
    const door = ids(login, push);
    await expectFew(() => api.poll(door), 200);
    await expectFew(() => api.approve(door, { selected_number: push.body.display_number }), 200);
    await expectFew(() => api.poll(door), 201);
  });

  it('are at most eight for a login, whatever is known of its person and device', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfauser');
    const device = { drs_action_token: username };
    await bindDevice(api, username, device);
    await expectFew(() => api.login(username, device, { cookies: { device_id: 'd'.repeat(43) } }), 201);
    await expectFew(() => api.login('trusteduser'), 201);
    await expectFew(() => api.login('complianceuser', device), 200);
  });

  it('are at most eight for what is refused: wrong passwords, wrong codes, replays, stolen tokens', async () => {
    const { api, clock } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    await expectFew(() => api.login('nobody'), 401);
    await expectFew(() => api.login('denyuser'), 403);
    await expectFew(() => api.login('lockeduser'), 423);
    const code = await MAKE.MFA_VERIFY.pending!(server, username);
    for (let attempt = 1; attempt <= 5; attempt++) await expectFew(() => api.verify(code, '9999'), 400);
    await expectFew(() => api.verify(code), 410);
    const used = await MAKE.ESIGN_ACCEPT.consumed!(server, username);
    await expectFew(() => api.accept(used), 400);
    const { refreshToken } = await signIn(api);
    await api.refresh(refreshToken);
    await expectFew(() => api.refresh(refreshToken), 200);
    clock.advance(60);
    await expectFew(() => api.refresh(refreshToken), 401);
  });
});
