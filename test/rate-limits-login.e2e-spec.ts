import type { ApiResponse } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { expectThrottled, limitedServer, repeat, statuses } from './support/limits.js';
import { newPerson } from './support/walk.js';

const LIMITS = 'login=5/1m,login-address=20/1m';
const FAR_AWAY = { headers: { 'x-forwarded-for': '203.0.113.9' } };

describe('how often a password may be tried', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await limitedServer(LIMITS, { env: { TRUST_PROXY: 'loopback' } });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const guess = (username: string, address = '198.51.100.1'): Promise<ApiResponse> =>
    server.api.login(username, { password: 'wrong' }, from(address));
  const enter = (username: string, address = '198.51.100.1'): Promise<ApiResponse> =>
    server.api.login(username, {}, from(address));

  it('is five times a minute, the right password included, with a growing wait after each time too many', async () => {
    expect(statuses(await repeat(5, () => guess('mfauser')))).toEqual([401, 401, 401, 401, 401]);
    expectThrottled(await enter('mfauser'), 60);
    server.clock.advance(59);
    expectThrottled(await enter('mfauser'), 1);
    server.clock.advance(1);
    expect(statuses(await repeat(5, () => enter('mfauser')))).toEqual([200, 200, 200, 200, 200]);
    expectThrottled(await enter('mfauser'), 120);
    server.clock.advance(120);
    await repeat(5, () => guess('mfauser'));
    expectThrottled(await enter('mfauser'), 240);
  });

  it('waits fifteen minutes at most, and one again after a day', async () => {
    for (const wait of [60, 120, 240, 480, 900, 900]) {
      await repeat(5, () => guess('mfauser'));
      expectThrottled(await guess('mfauser'), wait);
      server.clock.advance(wait);
    }
    server.clock.advance(86_400);
    await repeat(5, () => guess('mfauser'));
    expectThrottled(await guess('mfauser'), 60);
  });

  it('starts anew with each minute for who stays below', async () => {
    for (let minute = 0; minute < 3; minute += 1) {
      expect(statuses(await repeat(5, () => guess('mfauser')))).not.toContain(429);
      server.clock.advance(60);
    }
  });

  it('is alike for people who do not exist, and in upper case', async () => {
    await repeat(4, () => guess('nobody'));
    await guess('NOBODY');
    expectThrottled(await guess('nobody'), 60);
    expect((await guess('somebody')).status).toBe(401);
  });

  it('is counted for all addresses together', async () => {
    for (let address = 1; address <= 5; address += 1) await guess('mfauser', `203.0.113.${address}`);
    expectThrottled(await enter('mfauser', '203.0.113.99'), 60);
  });

  it('is limited for an address, whomever it tries', async () => {
    const people = Array.from({ length: 1000 }, (_, index) => `person-${index}`);
    const answers: ApiResponse[] = [];
    for (const person of people) answers.push(await guess(person));
    expect(statuses(answers.slice(0, 20))).toEqual(Array(20).fill(401));
    expect(new Set(statuses(answers.slice(20)))).toEqual(new Set([429]));
    expect((await guess('person-999', '198.51.100.2')).status).toBe(401);
  });

  it('is never shorter waited for than its window', async () => {
    const other = await limitedServer('login=5/15m', { env: { TRUST_PROXY: 'loopback' } });
    await repeat(5, () => other.api.login('mfauser', { password: 'wrong' }));
    other.clock.advance(10);
    expectThrottled(await other.api.login('mfauser'), 890);
    await other.close();
  });

  it('counts names that hold a mask too', async () => {
    expect(statuses(await repeat(6, () => guess('te*t')))).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is counted for an address without the port that a proxy writes behind it', async () => {
    for (let port = 1; port <= 20; port += 1) await guess(`person-${port}`, `198.51.100.9:${port}`);
    expectThrottled(await guess('person-21', '198.51.100.9'), 60);
  });

  it('counts an IPv6 network as one address', async () => {
    for (let host = 1; host <= 20; host += 1) await guess(`person-${host}`, `2001:db8:1:2::${host}`);
    expectThrottled(await guess('person-21', '2001:db8:1:2:ffff::1'), 60);
    expect((await guess('person-21', '2001:db8:1:3::1')).status).toBe(401);
  });

  it('leaves one audit row and no login behind, however many are refused', async () => {
    await repeat(5, () => guess('mfauser'));
    const before = await server.rows.counts();
    const answers = await repeat(4, () => enter('mfauser'));
    expect(statuses(answers)).toEqual([429, 429, 429, 429]);
    const after = await server.rows.counts();
    expect(after).toEqual({ ...before, audit_logs: (before.audit_logs ?? 0) + 1 });
    const [row] = await server.rows.select(
      `SELECT event_type, event_severity, event_outcome, error_code FROM audit_logs WHERE correlation_id = $1`,
      [answers[0].body.correlation_id],
    );
    expect(row).toEqual({
      event_type: 'security.rate_limit.exceeded',
      event_severity: 'WARN',
      event_outcome: 'FAILURE',
      error_code: 'CIAM_E01_06_001',
    });
  });

  describe('on a known device', () => {
    const flood = async (username: string) => {
      for (let host = 1; host <= 30; host += 1) await guess(username, `203.0.113.${host}`);
      await repeat(30, () => guess(username, '198.51.100.1'));
    };

    it('is counted by itself, so that no flood locks a person out of the browser they use', async () => {
      const { username } = await newPerson(server, 'testuser');
      const first = await enter(username);
      const cookies = { device_id: first.cookies.device_id.value };
      await flood(username);
      expectThrottled(await enter(username, '203.0.113.77'), 60);
      expect((await server.api.login(username, {}, { cookies, ...from('198.51.100.1') })).status).toBe(201);
    });

    it('is counted by itself for a client that names its device by an action token', async () => {
      const { username } = await newPerson(server, 'testuser');
      const native = { 'x-token-delivery': 'body', 'x-forwarded-for': '198.51.100.1' };
      const login = () => server.api.login(username, { drs_action_token: 'my phone' }, { headers: native });
      expect((await login()).status).toBe(201);
      await flood(username);
      expect((await login()).status).toBe(201);
    });

    it('stays known as long as it is used', async () => {
      const { username } = await newPerson(server, 'testuser');
      const cookies = { device_id: (await enter(username)).cookies.device_id.value };
      for (let week = 0; week < 8; week += 1) {
        server.clock.advance(7 * 86_400);
        expect((await server.api.login(username, {}, { cookies })).status).toBe(201);
      }
      await flood(username);
      expect((await server.api.login(username, {}, { cookies })).status).toBe(201);
    });

    it('has a limit too', async () => {
      const { username } = await newPerson(server, 'testuser');
      const cookies = { device_id: (await enter(username)).cookies.device_id.value };
      const tries = await repeat(6, () => server.api.login(username, { password: 'wrong' }, { cookies }));
      expect(statuses(tries)).toEqual([401, 401, 401, 401, 401, 429]);
    });

    it('is nobody else’s, and is not made known by a wrong password', async () => {
      const [mine, other] = [await newPerson(server, 'testuser'), await newPerson(server, 'testuser')];
      const cookies = { device_id: (await enter(other.username)).cookies.device_id.value };
      await server.api.login(mine.username, { password: 'wrong' }, { cookies, ...FAR_AWAY });
      await flood(mine.username);
      expect((await server.api.login(mine.username, {}, { cookies, ...FAR_AWAY })).status).toBe(429);
    });
  });
});
