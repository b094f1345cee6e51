import { spawn } from 'node:child_process';
import { createAdmin } from '../src/commands/admin-create.js';
import { addUser, createAccountServer, DATABASE_PEOPLE, IN_CLEAR } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { runHere } from './support/run-command.js';
import type { Ran } from './support/run-node.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';

const GOOD = 'canary tangle quartz lemon';
const SCRIPT = 'scripts/admin-create.mjs';

function create(args: readonly string[], env: Readonly<Record<string, string>>, input: string): Promise<Ran> {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: { PATH: process.env.PATH, ...env } });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  // Whoever does not ask for a password may be gone before it comes.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

// The command and the server look at one database from two processes.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('npm run admin:create, on PostgreSQL (an embedded database ends with its process),', () => {
  let database: TestDatabase;
  let server: TestServer;
  let env: Readonly<Record<string, string>>;
  let first: Ran;

  const run = (args: readonly string[], input?: string) => runHere(createAdmin, args, env, input);
  const login = (username: string, password: string) => server.api.login(username, { password });
  const rolesOf = (token: string): string[] =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).roles;
  const auditOf = async (userId: string) =>
    (
      await server.rows.select(
        `SELECT event_type AS type, event_details AS details FROM audit_logs
          WHERE cupid = $1 AND event_type LIKE 'account.%' ORDER BY log_id`,
        [userId],
      )
    ).map(({ type, details }) => [type, (details as { by: string }).by]);

  beforeAll(async () => {
    database = await createTestDatabase();
    env = { USE_MOCK_DB: 'false', DATABASE_URL: database.url, ...SIMULATED, ...DATABASE_PEOPLE };
    first = await create(
      ['--email', 'Ann@example.test', '--username', 'ann', '--given-name', 'Ann', '--password-stdin'],
      env,
      `${GOOD}\n`,
    );
    server = await createAccountServer({ databaseUrl: database.url, env: IN_CLEAR });
  }, 60_000);

  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  it('makes somebody on a fresh schema who signs in at once, by e-mail or user name, as administrator', async () => {
    expect(first).toEqual({
      code: 0,
      output: expect.stringMatching(/^[0-9a-f-]{36} is an administrator now/),
    });
    for (const name of ['ann@example.test', 'ann']) {
      const { status, body } = await login(name, GOOD);
      expect(status).toBe(201);
      expect(rolesOf(body.access_token)).toContain('admin');
    }
    const [row] = await server.rows.select(
      `SELECT status, email_verified_at, secret_hash FROM users JOIN credentials USING (user_id) WHERE username_lookup = 'ann'`,
    );
    expect(row).toMatchObject({ status: 'ACTIVE', secret_hash: expect.stringMatching(/^\$argon2id\$/) });
    expect(row?.email_verified_at).not.toBeNull();
  });

  it('writes down who was made, and that they were given the role', async () => {
    expect(await auditOf(first.output.slice(0, 36))).toEqual([
      ['account.user.created', 'admin:create'],
      ['account.role.granted', 'admin:create'],
    ]);
  });

  it('says so the second time, needs no password for it, and changes nothing', async () => {
    const before = await server.rows.counts();
    const { code, output } = await run(['--email', 'ANN@example.test']);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^There is nothing to do: .* is an administrator/),
    ]);
    expect(await server.rows.counts()).toEqual(before);
    expect((await login('ann', GOOD)).status).toBe(201);
  });

  it('gives the role to somebody who is here already only when it is told to, and leaves their password', async () => {
    const bob = await addUser(server, { email: 'bob@example.test', username: 'bob' });
    const refused = await run(['--email', 'bob@example.test', '--password-stdin'], GOOD);
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('--grant')]);
    expect(await server.rows.count('user_roles', 'user_id = $1', [bob.userId])).toBe(0);
    const granted = await run(['--email', 'bob@example.test', '--grant']);
    expect([granted.code, granted.output]).toEqual([0, `${bob.userId} is an administrator now.\n`]);
    expect(await auditOf(bob.userId)).toEqual([
      ['account.user.created', 'test'],
      ['account.role.granted', 'admin:create'],
    ]);
    expect((await login('bob', GOOD)).status).toBe(401);
    const again = await run(['--email', 'bob@example.test', '--grant']);
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('nothing to do')]);
  });

  it('gives the role again to somebody whose own has run out', async () => {
    const { userId } = await addUser(server, { email: 'again@example.test' });
    await server.rows.execute(
      `INSERT INTO user_roles (grant_id, user_id, role, granted_by, granted_at, expires_at, active)
       VALUES ('00000000-0000-7000-8000-000000000009', $1, 'admin', 'test', '2020-01-01', '2020-01-02', true)`,
      [userId],
    );
    const { code, output } = await run(['--email', 'again@example.test', '--grant']);
    expect([code, output]).toEqual([0, `${userId} is an administrator now.\n`]);
    expect(
      await server.rows.count('user_roles', 'user_id = $1 AND active AND expires_at IS NULL', [userId]),
    ).toBe(1);
  });

  it('says when the new administrator cannot sign in yet', async () => {
    await addUser(server, { email: 'late@example.test', status: 'DISABLED' });
    const { code, output } = await run(['--email', 'late@example.test', '--grant']);
    expect([code, output]).toEqual([0, expect.stringContaining('the status is DISABLED')]);
  });

  it('gives the role to nobody whose e-mail is not verified: a stranger can have registered with it', async () => {
    const { userId } = await addUser(server, { email: 'early@example.test', status: 'PENDING' });
    const { code, output } = await run(['--email', 'early@example.test', '--grant']);
    expect([code, output]).toEqual([1, expect.stringContaining('waits for their e-mail to be verified')]);
    expect(await server.rows.count('user_roles', 'user_id = $1', [userId])).toBe(0);
  });

  it.each([
    ['canary', /too short/],
    ['password1234567', /many people use|can be guessed|your name/],
    ['weak@example.test canary', /little more than your name/],
    ['', /too short/],
  ])('takes no password that the policy refuses, and says why: %j', async (password, reason) => {
    const { code, output } = await run(['--email', 'weak@example.test', '--password-stdin'], password);
    expect([code, output]).toEqual([1, expect.stringMatching(reason)]);
    expect(output).toMatch(/^The password .*\.$/m);
    expect(output).not.toMatch(/canary|1234567/);
    expect(await server.rows.count('users', `email_lookup = 'weak@example.test'`)).toBe(0);
  });

  it('says that a user name is taken, or cannot be', async () => {
    const taken = await run(['--email', 'new@example.test', '--username', 'ANN', '--password-stdin'], GOOD);
    expect([taken.code, taken.output]).toEqual([
      1,
      expect.stringMatching(/^Somebody has that e-mail or user name/),
    ]);
    const faulty = await run(['--email', 'new', '--username', 'a b', '--password-stdin'], GOOD);
    expect([faulty.code, faulty.output]).toEqual([1, 'This cannot be taken: email, username.\n']);
    expect(await server.rows.count('users', `email_lookup LIKE 'new%'`)).toBe(0);
  });

  it('does not wait for a password where nobody can type one', async () => {
    const { code, output } = await run(['--email', 'nobody@example.test']);
    expect([code, output]).toEqual([1, expect.stringContaining('--password-stdin')]);
  });

  it('never shows the password, nor writes it anywhere', async () => {
    expect(first.output).not.toContain('canary');
    expect(await server.rows.dump()).not.toContain('canary');
  });
});
