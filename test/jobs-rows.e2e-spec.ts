import { Jobs } from '../src/common/jobs.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { addRotatedTokens } from './support/many-rows.js';
import { bindDevice, newPerson, passMfa, refreshTokenOf } from './support/walk.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a job', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await createTestServer();
  });
  afterEach(() => server.close());

  const find = (name: string) => {
    const job = server.app.get(Jobs).find(name);
    if (!job) throw new Error(`There is no job ${name}`);
    return job;
  };
  const run = async (name: string, limit = 100) => {
    const due = await find(name).due();
    const done = await server.app.get(UnitOfWork).maintain(() => find(name).batch(limit));
    return [due, done];
  };
  const statuses = async (table: string, column: string) =>
    (await server.rows.select(`SELECT ${column} AS status FROM ${table} ORDER BY created_at, ${column}`)).map(
      ({ status }) => status,
    );

  it('abandons logins that nobody finished, tells the audit of each, and expires their transactions', async () => {
    const login = await server.api.login('mfauser');
    const { context_id: contextId } = ids(login);
    server.clock.advance(15 * MINUTE - 1);
    expect(await run('abandon-contexts')).toEqual([0, 0]);
    expect(await run('expire-transactions')).toEqual([0, 0]);
    server.clock.advance(1);
    expect(await run('expire-transactions')).toEqual([1, 1]);
    expect(await run('abandon-contexts')).toEqual([1, 1]);
    expect(await statuses('auth_contexts', 'outcome')).toEqual(['ABANDONED']);
    expect(await statuses('auth_transactions', 'transaction_status')).toEqual(['EXPIRED']);
    expect(await server.rows.eventsOf(contextId)).toContain('auth.login.abandoned');
    expect(await run('abandon-contexts')).toEqual([0, 0]);
  });

  it('leaves alone the transaction that ran out in a login that goes on: its owner may be about to replace it', async () => {
    await server.api.initiate(ids(await server.api.login('mfauser')));
    server.clock.advance(5 * MINUTE);
    expect(await run('expire-transactions')).toEqual([0, 0]);
  });

  it('expires sessions and tokens when their time is up, and removes them when theirs is', async () => {
    await server.api.login('testuser');
    server.clock.advance(DAY);
    expect(await run('expire-sessions')).toEqual([1, 1]);
    expect(await run('expire-tokens')).toEqual([0, 0]);
    server.clock.advance(15 * MINUTE);
    expect(await run('expire-tokens')).toEqual([2, 2]);
    expect(await run('purge-tokens')).toEqual([2, 2]);
    expect(await statuses('tokens', 'token_type')).toEqual(['REFRESH']);
    expect(await run('purge-sessions')).toEqual([0, 0]);
    server.clock.advance(30 * DAY + 1);
    expect(await run('purge-sessions')).toEqual([1, 1]);
    expect(await server.rows.count('tokens')).toBe(0);
    expect(await server.rows.count('auth_contexts')).toBe(1);
  });

  it('removes the tokens of a session first, no more at a time than it may: nobody knows how many they are', async () => {
    const { body } = await server.api.login('testuser');
    await server.api.login('testuser');
    await addRotatedTokens(server, body.context_id, 250);
    const tokens = await server.rows.count('tokens');
    server.clock.advance(DAY);
    await run('expire-sessions');
    server.clock.advance(30 * DAY + 1);
    for (const batch of [1, 2]) {
      expect(await run('purge-sessions')).toEqual([2, 0]);
      expect(find('purge-sessions').goesOn?.()).toBe(true);
      expect(await server.rows.count('tokens')).toBe(tokens - 100 * batch);
      expect(await server.rows.count('sessions')).toBe(2);
    }
    expect(await run('purge-sessions')).toEqual([2, 2]);
    expect(find('purge-sessions').goesOn?.()).toBe(false);
    expect(await server.rows.count('tokens')).toBe(0);
  });

  it('leaves the tokens of a session alone that somebody may still refresh', async () => {
    const login = await server.api.login('testuser');
    server.clock.advance(23 * HOUR);
    expect(await run('expire-tokens')).toEqual([0, 0]);
    expect(await run('purge-tokens')).toEqual([0, 0]);
    expect((await server.api.refresh(refreshTokenOf(login))).status).toBe(200);
    expect(await run('purge-tokens')).toEqual([2, 2]);
  });

  it('removes access and id tokens that were rotated an hour after their end', async () => {
    const login = await server.api.login('testuser');
    await server.api.refresh(refreshTokenOf(login));
    server.clock.advance(15 * MINUTE + HOUR);
    expect(await run('purge-tokens')).toEqual([0, 0]);
    server.clock.advance(1);
    expect(await run('purge-tokens')).toEqual([2, 2]);
  });

  it('keeps rotated refresh tokens as long as their session, for reuse is detected by them', async () => {
    const login = await server.api.login('testuser');
    const next = await server.api.refresh(refreshTokenOf(login));
    server.clock.advance(20 * HOUR);
    await server.api.refresh(refreshTokenOf(next));
    server.clock.advance(30 * HOUR);
    await run('expire-sessions');
    await run('purge-tokens');
    expect(await server.rows.count('tokens', `token_type <> 'REFRESH' AND status = 'ROTATED'`)).toBe(0);
    expect(await server.rows.count('tokens', `token_type = 'REFRESH' AND status = 'ROTATED'`)).toBe(2);
  });

  it('removes logins after 90 days with their transactions and evaluations, and only unlinks what outlives them', async () => {
    const { username } = await newPerson(server, 'mfauser');
    await bindDevice(server.api, username, { drs_action_token: 'a phone' });
    await server.rows.execute('UPDATE sessions SET absolute_expires_at = $1, expires_at = $1', [
      new Date(server.clock.now().getTime() + 200 * DAY * 1000),
    ]);
    server.clock.advance(90 * DAY);
    expect(await run('purge-contexts')).toEqual([0, 0]);
    server.clock.advance(1);
    expect(await run('purge-contexts')).toEqual([1, 1]);
    const { auth_transactions, drs_evaluations, sessions } = await server.rows.counts();
    expect([auth_transactions, drs_evaluations, sessions]).toEqual([0, 0, 1]);
    expect(await server.rows.count('sessions', 'context_id IS NULL')).toBe(1);
  });

  it('expires trust, so that the person is asked again', async () => {
    const { username } = await newPerson(server, 'mfauser');
    await bindDevice(server.api, username, { drs_action_token: 'a phone' });
    server.clock.advance(90 * DAY + 5 * HOUR);
    expect(await run('expire-devices')).toEqual([0, 0]);
    server.clock.advance(HOUR);
    expect(await run('expire-devices')).toEqual([1, 1]);
    expect(await statuses('trusted_devices', 'status')).toEqual(['EXPIRED']);
  });

  it('takes no more rows than it may, oldest first', async () => {
    for (let logins = 0; logins < 3; logins++) {
      await server.api.login('mfauser');
      server.clock.advance(1);
    }
    server.clock.advance(16 * MINUTE);
    expect(await run('abandon-contexts', 2)).toEqual([3, 2]);
    expect(await statuses('auth_contexts', 'outcome')).toEqual(['ABANDONED', 'ABANDONED', 'IN_PROGRESS']);
  });

  it('has nothing to say to a login that completed', async () => {
    await passMfa(server.api, await server.api.login('mfauser'));
    server.clock.advance(16 * MINUTE);
    const open = await server.rows.count('auth_contexts', `outcome = 'IN_PROGRESS'`);
    expect(await run('abandon-contexts')).toEqual([open, open]);
    expect(await run('abandon-contexts')).toEqual([0, 0]);
  });
});
