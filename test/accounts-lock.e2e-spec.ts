import { PasswordLockService } from '../src/modules/account/password-lock.service.js';
import { addUser, attemptsOf, createAccountServer, PASSWORD } from './support/accounts.js';
import type { ApiResponse, CallOptions } from './support/api.js';
import type { TestServer } from './support/create-app.js';

const QUARTER = 15 * 60;
const YEAR = 365 * 24 * 60 * 60;
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const WRONG = [401, 'CIAM_E01_01_001'];

/** All but what differs at every call. */
function appearance({ status, body, headers }: ApiResponse): object {
  const { correlation_id: _id, timestamp: _time, ...said } = body;
  const { 'x-correlation-id': _header, date: _date, ...sent } = headers;
  return { status, said, sent };
}

describe('the lock of a password', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer();
  });

  afterAll(() => server.close());

  const enter = (username: string, password = PASSWORD) => server.api.login(username, { password });

  async function fail(username: string, times: number): Promise<ApiResponse> {
    let answer!: ApiResponse;
    for (let time = 1; time <= times; time++) answer = await enter(username, 'wrong');
    return answer;
  }

  it('comes with the tenth wrong password in a row, and then answers the right one as a wrong one', async () => {
    const { username, userId } = await addUser(server);
    await fail(username, 9);
    expect((await enter(username)).status).toBe(201);
    const wrong = await fail(username, 10);
    const right = await enter(username);
    expect(codeOf(right)).toEqual(WRONG);
    expect(appearance(right)).toEqual(appearance(wrong));
    expect((await attemptsOf(server, userId)).slice(-3)).toEqual([
      'WRONG_PASSWORD',
      'WRONG_PASSWORD',
      'LOCKED_OUT',
    ]);
    expect(await server.rows.count('sessions', 'cupid = $1', [userId])).toBe(1);
  });

  it('is on record, once, as an alarm', async () => {
    const { username, userId } = await addUser(server);
    await fail(username, 12);
    const events = await server.rows.select(
      `SELECT event_severity, error_code FROM audit_logs WHERE cupid = $1 AND event_type = 'account.password.locked'`,
      [userId],
    );
    expect(events).toEqual([{ event_severity: 'ERROR', error_code: 'CIAM_E01_01_002' }]);
  });

  it('ends by itself after a quarter of an hour, and not before', async () => {
    const { username } = await addUser(server);
    await fail(username, 10);
    server.clock.advance(QUARTER - 0.001);
    expect(codeOf(await enter(username))).toEqual(WRONG);
    server.clock.advance(0.001);
    expect((await enter(username)).status).toBe(201);
  });

  it('is not made longer by trying on', async () => {
    const { username } = await addUser(server);
    await fail(username, 25);
    server.clock.advance(QUARTER);
    expect((await enter(username)).status).toBe(201);
  });

  it('lasts twice as long each time in a row, and a quarter again after the right password', async () => {
    const { username } = await addUser(server);
    for (const factor of [1, 2, 4]) {
      await fail(username, 10);
      server.clock.advance(factor * QUARTER - 1);
      expect(codeOf(await enter(username))).toEqual(WRONG);
      server.clock.advance(1);
    }
    expect((await enter(username)).status).toBe(201);
    await fail(username, 10);
    server.clock.advance(QUARTER);
    expect((await enter(username)).status).toBe(201);
  });

  it('is for good after a hundred failures in a row, until an administrator lifts it (NIST SP 800-63B-4)', async () => {
    const { username, userId } = await addUser(server);
    const locks = server.app.get(PasswordLockService);
    for (let lock = 0; lock < 10; lock++) {
      await fail(username, 10);
      server.clock.advance(QUARTER * 2 ** lock);
    }
    server.clock.advance(100 * YEAR);
    expect(codeOf(await enter(username))).toEqual(WRONG);
    expect(await locks.unlock(userId, 'the administrator')).toBe(true);
    expect(await locks.unlock(userId, 'the administrator')).toBe(false);
    expect((await enter(username)).status).toBe(201);
    const events = await server.rows.select(
      `SELECT event_details FROM audit_logs WHERE cupid = $1 AND event_type = 'account.password.unlocked'`,
      [userId],
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).toContain('the administrator');
  }, 60_000);

  it('is one person’s own, and whoever is not there has none', async () => {
    const [locked, other] = [await addUser(server), await addUser(server)];
    await fail(locked.username, 10);
    await fail('nobody', 12);
    expect((await enter(other.username)).status).toBe(201);
    expect(
      await server.rows.count('users', 'locked_until IS NOT NULL AND user_id = $1', [other.userId]),
    ).toBe(0);
  });

  it('leaves a session that is open alone', async () => {
    const { username } = await addUser(server);
    const { cookies } = await enter(username);
    await fail(username, 10);
    expect((await server.api.refresh(cookies.refresh_token.value)).status).toBe(200);
  });

  it('does not make another change stale: only an administrator’s own does', async () => {
    const { username, userId } = await addUser(server);
    await fail(username, 11);
    expect(await server.rows.count('users', 'user_id = $1 AND version = 1', [userId])).toBe(1);
  });
});

describe('the lock of a password, on a device from which the person has signed in before', () => {
  let server: TestServer;
  const RATE = { RATE_LIMIT_ENABLED: 'true', RATE_LIMITS: 'login=1000/1m,login-address=1000/1m' };

  beforeAll(async () => {
    server = await createAccountServer({ env: RATE });
  });

  afterAll(() => server.close());

  const enter = (username: string, password = PASSWORD, options?: CallOptions) =>
    server.api.login(username, { password }, options);

  /** Signs in once and keeps the browser's cookie. */
  async function withDevice() {
    const { username, userId } = await addUser(server);
    const { cookies } = await enter(username);
    return { username, userId, device: { cookies: { device_id: cookies.device_id.value } } };
  }

  it('does not delay it, whatever strangers do; and its right password does not lift theirs', async () => {
    const { username, device } = await withDevice();
    for (let time = 1; time <= 12; time++) await enter(username, 'wrong');
    expect(codeOf(await enter(username))).toEqual(WRONG);
    expect((await enter(username, PASSWORD, device)).status).toBe(201);
    expect(codeOf(await enter(username))).toEqual(WRONG);
  });

  it('does not help who stole the device: its own failures lock it, and nobody else', async () => {
    const { username, device } = await withDevice();
    for (let time = 1; time <= 10; time++) await enter(username, 'wrong', device);
    expect(codeOf(await enter(username, PASSWORD, device))).toEqual(WRONG);
    expect((await enter(username)).status).toBe(201);
    server.clock.advance(QUARTER);
    expect((await enter(username, PASSWORD, device)).status).toBe(201);
  });

  it('knows no device by another person’s cookie, or by one that was made up', async () => {
    const [{ device }, other] = [await withDevice(), await addUser(server)];
    for (let time = 1; time <= 10; time++) await enter(other.username, 'wrong');
    expect(codeOf(await enter(other.username, PASSWORD, device))).toEqual(WRONG);
    const madeUp = { cookies: { device_id: 'd'.repeat(43) } };
    expect(codeOf(await enter(other.username, PASSWORD, madeUp))).toEqual(WRONG);
  });

  it('lifted by an administrator is lifted for the device too', async () => {
    const { username, userId, device } = await withDevice();
    for (let time = 1; time <= 10; time++) await enter(username, 'wrong', device);
    expect(await server.app.get(PasswordLockService).unlock(userId, 'the administrator')).toBe(true);
    expect((await enter(username, PASSWORD, device)).status).toBe(201);
  });
});

describe('the lock of a password, where LOGIN_LOCK_DURATION is set', () => {
  it('lasts as long as it says', async () => {
    const server = await createAccountServer({ env: { LOGIN_LOCK_DURATION: '1m' } });
    try {
      const { username } = await addUser(server);
      for (let time = 1; time <= 10; time++) await server.api.login(username, { password: 'wrong' });
      expect(codeOf(await server.api.login(username, { password: PASSWORD }))).toEqual(WRONG);
      server.clock.advance(60);
      expect((await server.api.login(username, { password: PASSWORD })).status).toBe(201);
    } finally {
      await server.close();
    }
  });
});
