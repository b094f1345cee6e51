import { FactorLockService } from '../src/modules/mfa/factor-lock.service.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bindDevice, enterWrongCodes, newPerson, passMfa, withServer } from './support/walk.js';

const LOCKED = [423, 'CIAM_E01_01_005'];
const WRONG = [400, 'CIAM_E01_01_017'];
const HALF_AN_HOUR = 30 * 60;
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];

describe('the lock of a second factor', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const somebody = () => newPerson(server, 'mfauser');

  /** Enters wrong codes in as many logins as it takes. @returns the last answer */
  async function fail(username: string, times: number): Promise<ApiResponse> {
    let answer!: ApiResponse;
    for (let left = times; left > 0; left -= 5)
      answer = await enterWrongCodes(server.api, await server.api.login(username), Math.min(left, 5));
    return answer;
  }

  it('comes with the tenth failure in a row, over several logins', async () => {
    const { username, cupid } = await somebody();
    expect(codeOf(await fail(username, 9))).toEqual(WRONG);
    expect((await server.api.login(username)).status).toBe(200);
    const tenth = await fail(username, 1);
    expect(codeOf(tenth)).toEqual(LOCKED);
    expect(codeOf(await server.api.login(username))).toEqual(LOCKED);
    const events = await server.rows.select(
      `SELECT event_severity, error_code FROM audit_logs WHERE cupid = $1 AND event_type = 'mfa.locked'`,
      [cupid],
    );
    expect(events).toEqual([{ event_severity: 'ERROR', error_code: 'CIAM_E01_01_005' }]);
  });

  it('counts wrong numbers of pushes too', async () => {
    const { api } = server;
    const { username } = await somebody();
    await fail(username, 9);
    const login = await api.login(username);
    const push = await api.push(ids(login));
    const wrong = (push.body.display_number % 99) + 1;
    expect((await api.approve(ids(login, push), { selected_number: wrong })).body.success).toBe(false);
    expect(codeOf(await api.login(username))).toEqual(LOCKED);
  });

  it('stops the logins under way: neither the right code nor a new challenge gets through', async () => {
    const { api } = server;
    const { username } = await somebody();
    const open = await api.login(username);
    const challenge = ids(open, await api.initiate(ids(open)));
    await fail(username, 10);
    const right = await api.verify(challenge);
    expect(codeOf(right)).toEqual(LOCKED);
    expect(right.text).not.toContain('_token"');
    expect(codeOf(await api.initiate(ids(open)))).toEqual(LOCKED);
    expect(await server.rows.count('sessions', 'session_id = $1', [challenge.context_id])).toBe(0);
  });

  it('stops an approved push as well', async () => {
    const { api } = server;
    const { username } = await somebody();
    const open = await api.login(username);
    const push = await api.push(ids(open));
    await api.approve(ids(open, push), { selected_number: push.body.display_number });
    await fail(username, 10);
    expect(codeOf(await api.poll(ids(open, push)))).toEqual(LOCKED);
  });

  it('leaves the password alone: a wrong one is wrong, the right one is told of the lock', async () => {
    const { username } = await somebody();
    await fail(username, 10);
    const wrong = await server.api.login(username, { password: 'wrong' });
    expect(codeOf(wrong)).toEqual([401, 'CIAM_E01_01_001']);
    expect(codeOf(await server.api.login(username))).toEqual(LOCKED);
  });

  it('is not brought nearer by wrong passwords', async () => {
    const { username } = await somebody();
    for (let time = 1; time <= 12; time++) await server.api.login(username, { password: 'wrong' });
    const login = await server.api.login(username);
    expect((await passMfa(server.api, login)).status).toBe(201);
  });

  it('does not keep a person from a trusted device', async () => {
    const { api } = server;
    const { username } = await somebody();
    const device = { drs_action_token: `the phone of ${username}` };
    await bindDevice(api, username, device);
    await fail(username, 10);
    expect(codeOf(await api.login(username))).toEqual(LOCKED);
    expect((await api.login(username, device)).status).toBe(201);
  });

  it('ends by itself after half an hour, and not before', async () => {
    const { username } = await somebody();
    await fail(username, 10);
    server.clock.advance(HALF_AN_HOUR - 0.001);
    expect(codeOf(await server.api.login(username))).toEqual(LOCKED);
    server.clock.advance(0.001);
    const login = await server.api.login(username);
    expect((await passMfa(server.api, login)).status).toBe(201);
  });

  it('lasts twice as long each time in a row', async () => {
    const { username } = await somebody();
    for (const factor of [1, 2, 4]) {
      expect(codeOf(await fail(username, 10))).toEqual(LOCKED);
      server.clock.advance(factor * HALF_AN_HOUR - 1);
      expect(codeOf(await server.api.login(username))).toEqual(LOCKED);
      server.clock.advance(1);
      expect((await server.api.login(username)).status).toBe(200);
    }
  });

  it('lasts half an hour again after a success', async () => {
    const { username } = await somebody();
    await fail(username, 10);
    server.clock.advance(HALF_AN_HOUR);
    await passMfa(server.api, await server.api.login(username));
    await fail(username, 10);
    server.clock.advance(HALF_AN_HOUR);
    expect((await server.api.login(username)).status).toBe(200);
  });

  it('starts to count anew after a success', async () => {
    const { username } = await somebody();
    await fail(username, 9);
    await passMfa(server.api, await server.api.login(username));
    expect(codeOf(await fail(username, 9))).toEqual(WRONG);
    expect(codeOf(await fail(username, 1))).toEqual(LOCKED);
  });

  it('is lifted by an administrator, once, and on record', async () => {
    const { username, cupid } = await somebody();
    const locks = server.app.get(FactorLockService);
    await fail(username, 10);
    expect(await locks.unlock(cupid, 'the-administrator')).toBe(true);
    expect(await locks.unlock(cupid, 'the-administrator')).toBe(false);
    expect((await passMfa(server.api, await server.api.login(username))).status).toBe(201);
    const events = await server.rows.select(
      `SELECT event_category, event_details FROM audit_logs WHERE cupid = $1 AND event_type = 'mfa.unlocked'`,
      [cupid],
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).toContain('the-administrator');
  });

  it('is one person’s own', async () => {
    const [locked, other] = [await somebody(), await somebody()];
    await fail(locked.username, 10);
    expect((await passMfa(server.api, await server.api.login(other.username))).status).toBe(201);
  });

  it('is for good after ten locks in a row, until an administrator lifts it', async () => {
    const { username, cupid } = await somebody();
    for (let lock = 0; lock < 10; lock++) {
      expect(codeOf(await fail(username, 10))).toEqual(LOCKED);
      server.clock.advance(HALF_AN_HOUR * 2 ** lock);
    }
    server.clock.advance(100 * 365 * 24 * 60 * 60);
    expect(codeOf(await server.api.login(username))).toEqual(LOCKED);
    await server.app.get(FactorLockService).unlock(cupid, 'the-administrator');
    expect((await server.api.login(username)).status).toBe(200);
  });
});

describe('the lock of a second factor, where MFA_LOCK_DURATION is set', () => {
  it('lasts as long as it says', () =>
    withServer({ env: { MFA_LOCK_DURATION: '1m' } }, async ({ api, clock }) => {
      for (let login = 1; login <= 2; login++) await enterWrongCodes(api, await api.login('mfauser'), 5);
      expect(codeOf(await api.login('mfauser'))).toEqual(LOCKED);
      clock.advance(60);
      expect((await api.login('mfauser')).status).toBe(200);
    }));
});
