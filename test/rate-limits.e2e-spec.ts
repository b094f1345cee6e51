import type { ApiResponse } from './support/api.js';
import { ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { accountsOf, bearer, generate, may, tokenFor, validate, visitor } from './support/hand-offs.js';
import { expectThrottled, limitedServer, repeat, statuses } from './support/limits.js';
import { withServer } from './support/walk.js';

const LIMITS = 'login=100/1m,login-address=100/1m';
const times = (count: number, status: number) => Array<number>(count).fill(status);

describe('how often something may be asked for', () => {
  let server: TestServer;

  beforeEach(async () => {
    const production =
      'default=100/1m,mfa-initiate=10/5m,push-poll=600/1m,refresh=30/1m,hand-off=10/1m,hand-off-app=100/1m,hand-off-accounts=50/1m';
    server = await limitedServer(`${production},${LIMITS}`);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const challenge = async (username: string): Promise<ApiResponse> =>
    server.api.initiate(ids(await server.api.login(username)));

  /** `count` answers of 200, then one 429 that lasts for `seconds`, then 200 again. */
  async function expectLimit(
    count: number,
    seconds: number,
    call: () => Promise<ApiResponse>,
  ): Promise<void> {
    expect(statuses(await repeat(count, call))).toEqual(times(count, 200));
    expectThrottled(await call(), seconds);
    server.clock.advance(seconds);
    expect((await call()).status).toBe(200);
  }

  it('is ten challenges of a person in five minutes, over all their logins', async () => {
    await expectLimit(10, 300, () => challenge('mfauser'));
    expect((await challenge('otponlyuser')).status).toBe(200);
  });

  it('is thirty refreshes of a session in a minute', async () => {
    const { api } = server;
    let { refreshToken } = await visitor(server);
    await expectLimit(30, 60, async () => {
      const answer = await api.refresh(refreshToken);
      if (answer.status === 200) refreshToken = answer.cookies.refresh_token.value;
      return answer;
    });
    expect((await api.refresh((await visitor(server)).refreshToken)).status).toBe(200);
  });

  it('is ten hand-offs of a person in a minute', async () => {
    const { accessToken } = await visitor(server);
    await expectLimit(10, 60, () => generate(server.api, accessToken));
    expect((await generate(server.api, (await visitor(server)).accessToken)).status).toBe(200);
  });

  it('is a hundred validations and a hundred questions for permission of an app in a minute', async () => {
    const { api } = server;
    const token = await tokenFor(api, (await visitor(server)).accessToken);
    await validate(api, token);
    expect(statuses(await repeat(99, () => validate(api, token)))).toEqual(times(99, 404));
    expectThrottled(await validate(api, token), 60);
    await expectLimit(100, 60, () => may(api, token));
  });

  it('is fifty questions for accounts with a token in a minute', async () => {
    const { api } = server;
    const [one, other] = [await visitor(server), await visitor(server)];
    const tokens = [await tokenFor(api, one.accessToken), await tokenFor(api, other.accessToken)];
    for (const token of tokens) await validate(api, token);
    await expectLimit(50, 60, () => accountsOf(api, tokens[0]));
    expect((await accountsOf(api, tokens[1])).status).toBe(200);
  });

  it('is a hundred of anything else in a minute: by address, and each endpoint by itself', async () => {
    const verify = () => server.api.post('/auth/mfa/otp/verify', {});
    expect(statuses(await repeat(100, verify))).toEqual(times(100, 400));
    expectThrottled(await verify(), 60);
    expect((await server.api.post('/auth/device/bind', {})).status).toBe(400);
    server.clock.advance(60);
    expect((await verify()).status).toBe(400);
  });

  it('is counted by person, not by address, for who is signed in', async () => {
    const { api } = server;
    const sessions = ({ accessToken }: { accessToken: string }) =>
      api.get('/auth/sessions', bearer(accessToken));
    const [one, other] = [await visitor(server), await visitor(server)];
    await expectLimit(100, 60, () => sessions(one));
    expect((await sessions(other)).status).toBe(200);
  });

  it('lets a prompt be asked for as often as the server says', async () => {
    const sent = await server.api.login('pushexpired');
    const pushed = await server.api.initiate(ids(sent), { method: 'push' });
    await expectLimit(600, 60, () => server.api.poll(ids(sent, pushed)));
  });

  it('has no end for gateways, keys and probes', async () => {
    const { api } = server;
    const { accessToken } = await visitor(server);
    const free = [
      () => api.verifyToken(accessToken),
      () => api.get('/.well-known/jwks.json'),
      () => api.get('/health'),
      () => api.get('/metrics'),
    ];
    for (const call of free) {
      const answers = await repeat(150, call);
      expect(new Set(statuses(answers))).toEqual(new Set([200]));
      expect(answers[0].headers.ratelimit).toBeUndefined();
    }
  });

  it('is told by every answer that was counted', async () => {
    const first = await server.api.login('nobody', { password: 'wrong' });
    expect(first.headers['ratelimit-policy']).toBe('"login-address";q=100;w=60, "login";q=100;w=60');
    expect(first.headers.ratelimit).toBe('"login-address";r=99;t=60, "login";r=99;t=60');
    server.clock.advance(20);
    const second = await server.api.login('somebody', { password: 'wrong' });
    expect(second.headers.ratelimit).toBe('"login-address";r=98;t=40, "login";r=99;t=60');
    const verify = await server.api.post('/auth/mfa/otp/verify', {});
    expect([verify.headers['ratelimit-policy'], verify.headers.ratelimit]).toEqual([
      '"default";q=100;w=60',
      '"default";r=99;t=60',
    ]);
  });

  it('is told to pages of other origins too', async () => {
    const origin = 'http://localhost:3000';
    const { headers } = await server.api.login('nobody', { password: 'wrong' }, { headers: { origin } });
    const exposed = String(headers['access-control-expose-headers']);
    expect(exposed.split(', ')).toEqual(
      expect.arrayContaining(['retry-after', 'ratelimit', 'ratelimit-policy']),
    );
  });
});

describe('rate limits that are switched off', () => {
  it('count nothing and say nothing', () =>
    withServer({ env: { RATE_LIMIT_ENABLED: 'false', RATE_LIMITS: 'login=1/1m' } }, async ({ api }) => {
      const answers = await repeat(5, () => api.login('testuser'));
      expect(statuses(answers)).toEqual(times(5, 201));
      expect(answers[0].headers.ratelimit).toBeUndefined();
    }));
});
