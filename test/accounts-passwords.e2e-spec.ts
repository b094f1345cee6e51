import { hash as argon2 } from '@node-rs/argon2';
import { hash as bcrypt } from '@node-rs/bcrypt';
import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { PasswordHasher } from '../src/modules/account/password-hasher.js';
import { addUser, createAccountServer, PASSWORD } from './support/accounts.js';
import { type ApiResponse, ids } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { expectRefusal } from './support/error-shape.js';
import { LogCapture } from './support/log-capture.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
const SALT = Buffer.from('sixteen bytes...');

/** Hashes of PASSWORD as other systems have them. */
const IMPORTED: Readonly<Record<string, () => Promise<string> | string>> = {
  bcrypt: () => bcrypt(PASSWORD, 4),
  scrypt: () =>
    `$scrypt$ln=14,r=8,p=1$${base64(SALT)}$${base64(scryptSync(PASSWORD, SALT, 32, { N: 2 ** 14, r: 8, p: 1 }))}`,
  'PBKDF2-SHA256': () =>
    `$pbkdf2-sha256$i=600000$${base64(SALT)}$${base64(pbkdf2Sync(PASSWORD, SALT, 600_000, 32, 'sha256'))}`,
  'a dearer Argon2id': () => argon2(PASSWORD, { memoryCost: 19_456, timeCost: 3, parallelism: 1 }),
};

describe('the stored password of a person', () => {
  const log = new LogCapture();
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer({ log: { level: 'trace', destination: log } });
  });

  afterAll(() => server.close());

  const login = (username: string, password = PASSWORD): Promise<ApiResponse> =>
    server.api.login(username, { password });

  async function stored(userId: string): Promise<string> {
    const sql = 'SELECT secret_hash FROM credentials WHERE user_id = $1';
    return String((await server.rows.select(sql, [userId]))[0]?.secret_hash);
  }

  it('is Argon2id by the parameters of the configuration, whatever it was imported as, from the first login on', async () => {
    for (const [kind, make] of Object.entries(IMPORTED)) {
      const imported = await make();
      const { username, userId } = await addUser(server, {}, imported);
      expect((await login(username, 'wrong')).status).toBe(401);
      expect(await stored(userId)).toBe(imported);
      expect([kind, (await login(username)).status]).toEqual([kind, 201]);
      const renewed = await stored(userId);
      expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect((await login(username)).status).toBe(201);
      expect(await stored(userId)).toBe(renewed);
    }
  });

  it('is not made anew for who is locked out', async () => {
    const imported = await IMPORTED.bcrypt();
    const { username, userId } = await addUser(server, {}, imported);
    for (let time = 1; time <= 10; time++) await login(username, 'wrong');
    expect((await login(username)).status).toBe(401);
    expect(await stored(userId)).toBe(imported);
  });

  it('does not grow too old: after 400 days it still lets its person in (ASVS 6.2.10)', async () => {
    const { username } = await addUser(server);
    server.clock.advance(400 * 24 * 60 * 60);
    expect((await login(username)).status).toBe(201);
  });

  it('that cannot be read lets nobody in, and is no error', async () => {
    const { username } = await addUser(server, {}, '{SSHA}abcdef');
    expectRefusal(await login(username), 401, 'E01_01_001');
    expectRefusal(await login(username, '{SSHA}abcdef'), 401, 'E01_01_001');
  });

  it('never stands in a log line or, but for its hash, in the database', async () => {
    const canary = 'canary violin harbour 7';
    const secret = await server.app.get(PasswordHasher).hash(canary);
    const { username } = await addUser(server, {}, secret);
    expect((await login(username, canary)).status).toBe(201);
    await login(username, `${canary}x`);
    const dump = await server.rows.dump();
    expect(dump).toContain(secret);
    for (const place of [dump, log.text]) expect(place).not.toContain(canary);
    expect(log.lines.length).toBeGreaterThan(2);
    expect(log.text).not.toContain('$argon2id');
  });
});

describe('a flood of logins', () => {
  it('is answered with 503 beyond what may wait, and counts as nobody’s failure; the server serves on', async () => {
    const server = await createAccountServer({ env: { HASH_CONCURRENCY: '1', HASH_QUEUE_LENGTH: '2' } });
    try {
      const { username, userId } = await addUser(server);
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          server.api.login(index % 2 ? username : 'nobody', { password: 'wrong' }),
        ),
      );
      const busy = answers.filter(({ status }) => status === 503);
      expect(busy.length).toBeGreaterThan(0);
      expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(3);
      for (const answer of busy) {
        expect(answer.body).toMatchObject({ error_code: 'CIAM_E05_00_002', message: expect.any(String) });
        expect(answer.headers['retry-after']).toBe('2');
      }
      const [row] = await server.rows.select(
        'SELECT failed_login_attempts AS n FROM users WHERE user_id = $1',
        [userId],
      );
      const tried = answers.filter(({ status }, index) => status === 401 && index % 2 === 1);
      expect(Number(row?.n)).toBe(tried.length);
      expect((await server.api.login(username, { password: PASSWORD })).status).toBe(201);
    } finally {
      await server.close();
    }
  });
});

// On the embedded engine a statement is a function call: there are no round trips to save.
(usesPostgres ? describe : describe.skip)('round trips to the database for people of our own', () => {
  it('are at most eight, with rate limits; ten with a new action token, and at the last of several doors', async () => {
    const server = await createAccountServer({ env: { RATE_LIMIT_ENABLED: 'true' } });
    const counter = new StatementCounter(server);
    const trips: Record<string, number> = {};
    const count = async (what: string, send: () => Promise<ApiResponse>) => {
      let answer!: ApiResponse;
      trips[what] = await counter.roundTripsOf(async () => (answer = await send()));
      return answer;
    };
    try {
      const simple = await addUser(server);
      const careful = await addUser(server, { mfaRequired: true, pushRegistration: 'ENABLED' });
      const password = { password: PASSWORD };
      const first = await count('first login', () => server.api.login(simple.username, password));
      const cookies = { device_id: first.cookies.device_id.value };
      await count('login on a known device', () => server.api.login(simple.username, password, { cookies }));
      const door = await count('login before MFA', () => server.api.login(careful.username, password));
      const sent = await server.api.push(ids(door));
      const approval = { selected_number: sent.body.display_number };
      await server.api.approve(ids(door, sent), approval);
      const last = await count('last door', () => server.api.poll(ids(door, sent)));
      expect(last.status).toBe(201);
      const device = { ...password, drs_action_token: 'a device' };
      await count('login with an action token', () => server.api.login(careful.username, device));
      await count('wrong password', () => server.api.login(simple.username, { password: 'wrong' }));
      await count('unknown', () => server.api.login('nobody', { password: 'wrong' }));
      await count('refresh', () => server.api.refresh(first.cookies.refresh_token.value));
      const { 'login with an action token': withToken, 'last door': lastDoor, ...others } = trips;
      expect(Object.entries(others).filter(([, number]) => number > 8)).toEqual([]);
      expect(withToken).toBeLessThanOrEqual(10);
      expect(lastDoor).toBeLessThanOrEqual(10);
    } finally {
      counter.detach();
      await server.close();
    }
  });
});
