import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { symlink } from 'node:fs/promises';
import pg from 'pg';
import { createAccountServer, DATABASE_PEOPLE, IN_CLEAR, organisations } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { createEmptyDatabase } from './support/empty-database.js';
import { ImportDesk, IMPORTED_PASSWORD, ndjson, person } from './support/imports.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { until } from './support/server-process.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';

/** On a busy machine, whoever waits for another process waits longer than a server would. */
const PATIENT = { DB_LOCK_TIMEOUT: '60000', DB_STATEMENT_TIMEOUT: '60000' };
const envFor = (url: string) => ({
  USE_MOCK_DB: 'false',
  DATABASE_URL: url,
  ...PATIENT,
  ...SIMULATED,
  ...DATABASE_PEOPLE,
});

const crowd = (name: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => person(`${name}${index}`)));

// The command and the test look at one database from two processes.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('npm run users:import, on PostgreSQL (an embedded database ends with its process),', () => {
  let database: TestDatabase;
  let server: TestServer;
  let desk: ImportDesk;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await createAccountServer({ databaseUrl: database.url, env: IN_CLEAR });
    desk = await ImportDesk.open(envFor(database.url));
    await organisations(server).create('Acme', 'acme', 'test');
  });

  afterAll(async () => {
    await desk.close();
    await server.close();
    await database.drop();
  });

  const named = (pattern: string) => server.rows.count('users', 'email_lookup LIKE $1', [`${pattern}%`]);

  it('imports JSON lines, ends with 0, and leaves one correlation id in the audit', async () => {
    const file = await desk.put('first.ndjson', ndjson(await crowd('first', 3)));
    const { code, output } = await desk.runAsScript('--file', file);
    expect([code, output]).toEqual([0, expect.stringMatching(/^3 read, 3 imported, 0 rejected$/m)]);
    const [, id] = /correlation id ([0-9a-f-]{36})/.exec(output) ?? [];
    const events = await server.rows.select(
      `SELECT event_details FROM audit_logs WHERE correlation_id = $1 AND event_type = 'account.user.created'`,
      [id],
    );
    expect(events.map(({ event_details }) => event_details)).toEqual(
      Array(3).fill({ by: 'import', status: 'ACTIVE' }),
    );
    const { status } = await server.api.login('first1@example.test', { password: IMPORTED_PASSWORD });
    expect(status).toBe(201);
  });

  it('imports CSV with the same fields', async () => {
    const { password_hash: hash } = await person('any');
    const file = await desk.put(
      'people.csv',
      `email,given_name,family_name,phones,password_hash,email_verified,roles,account,permissions,mfa_required
csv1@example.test,"Smith, Ann",,+15550101234 verified;+15550105678,${hash},true,support;auditor,acme,billing:read,false
csv2@example.test,Bob,,,${hash},false,,,,
`,
    );
    const { code, output } = await desk.run('--file', file, '--by', 'ann');
    expect([code, output]).toEqual([0, expect.stringMatching(/^2 read, 2 imported, 0 rejected$/m)]);
    const [row] = await server.rows.select(
      `SELECT u.status, u.given_name, count(p.*) AS phones, count(p.verified_at) AS verified,
              (SELECT string_agg(role || ' ' || granted_by, ',' ORDER BY role) FROM user_roles r WHERE r.user_id = u.user_id) AS roles,
              (SELECT count(*) FROM memberships m WHERE m.user_id = u.user_id) AS members
         FROM users u LEFT JOIN user_phones p USING (user_id) WHERE email_lookup = $1 GROUP BY u.user_id`,
      ['csv1@example.test'],
    );
    expect(row).toMatchObject({
      status: 'ACTIVE',
      phones: '2',
      verified: '1',
      roles: 'auditor ann,support ann',
      members: '1',
    });
    expect((await server.api.login('csv1@example.test', { password: IMPORTED_PASSWORD })).status).toBe(201);
  });

  it('ends with 2 when a line was rejected, and reports each without what it says', async () => {
    const lines = [await person('mixed'), await person('MIXED'), '{"canary"', await person('canary@')];
    const file = await desk.put('mixed.ndjson', ndjson(lines));
    const rejected = desk.path('rejected.ndjson');
    const dry = await desk.run('--file', file, '--rejected', rejected, '--dry-run');
    const found = await desk.rejected();
    expect(await named('mixed')).toBe(0);
    const { code, output } = await desk.run('--file', file, '--rejected', rejected);
    expect([dry.code, code]).toEqual([2, 2]);
    expect(found).toEqual([
      { line: 2, faults: [{ reason: 'TAKEN', field: 'email' }] },
      { line: 3, faults: [{ reason: 'NOT_AN_OBJECT' }] },
      { line: 4, faults: [{ reason: 'INVALID', field: 'email' }] },
    ]);
    expect(await desk.rejected()).toEqual(found);
    expect(dry.output).toMatch(/^4 read, 1 can be imported, 3 rejected; nothing was written$/m);
    expect(output).toMatch(/^4 read, 1 imported, 3 rejected$/m);
    expect(output).toMatch(/^ +1 {2}email belongs to somebody already/m);
    const onScreen = await desk.run('--file', file);
    expect(onScreen.output).toMatch(/^line 4: email cannot be taken$/m);
    for (const text of [output, onScreen.output, JSON.stringify(found)])
      expect(text).not.toMatch(/canary|@|\$2b/);
  });

  it('imports the rest when it is run again after it was killed', async () => {
    const people = await crowd('killed', 1700);
    const child = spawn(process.execPath, ['scripts/users-import.mjs', '--file', '-'], {
      env: { PATH: process.env.PATH, ...desk.env },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin.write(ndjson(people.slice(0, 1200)));
    await until('two batches are in', async () => (await named('killed')) === 1000);
    child.kill('SIGKILL');
    await ended;
    expect(await named('killed')).toBe(1000);
    const file = await desk.put('killed.ndjson', ndjson(people));
    const again = await desk.run('--file', file, '--rejected', desk.path('killed-rejected.ndjson'));
    expect([again.code, again.output]).toEqual([
      2,
      expect.stringMatching(/^1 700 read, 700 imported, 1 000 rejected$/m),
    ]);
    expect((await desk.rejected('killed-rejected.ndjson')).map(({ line }) => line)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index + 1),
    );
    expect(
      await server.rows.count(
        'credentials',
        'user_id IN (SELECT user_id FROM users WHERE email_lookup LIKE $1)',
        ['killed%'],
      ),
    ).toBe(1700);
  });

  /** Somebody who is just being added, and whom nobody sees yet, while `work` goes on. */
  async function holding(
    name: string,
    work: (client: pg.Client, waiting: (count: number) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // Asked on another connection: a transaction goes on seeing the activity it saw first.
    const waiting = (count: number) =>
      until(`${count} wait`, async () => {
        const pids = await server.rows.select(
          `SELECT DISTINCT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`,
        );
        return pids.length === count;
      });
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO users (user_id, email, email_lookup, username, username_lookup, status, kyc_status, kyc_level, mfa_required, mfa_locked,
           push_registration, audiences, failed_login_attempts, lock_count, device_failed_attempts, device_lock_count, version, created_at, updated_at)
         VALUES ($1, 'x', $2, $3, $3, 'ACTIVE', 'NOT_STARTED', 0, false, false, 'NOT_REGISTERED', '[]', 0, 0, 0, 0, 1, now(), now())`,
        [randomUUID(), `${name}-x@example.test`, name],
      );
      await work(client, waiting);
    } finally {
      await client.end();
    }
  }

  it('finds who is added by somebody else at the same moment, and takes the others', async () => {
    await holding('meanwhile1', async (client, waiting) => {
      const lines = [
        await person('meanwhile0'),
        await person('meanwhile1', { username: 'Meanwhile1' }),
        await person('meanwhile2'),
      ];
      const file = await desk.put('meanwhile.ndjson', ndjson(lines));
      const running = desk.run('--file', file, '--rejected', desk.path('meanwhile-rejected.ndjson'));
      expect(await Promise.race([waiting(1), running])).toBeUndefined();
      await client.query('COMMIT');
      const { code, output } = await running;
      expect([code, output]).toEqual([2, expect.stringMatching(/^3 read, 2 imported, 1 rejected$/m)]);
      expect(await desk.rejected('meanwhile-rejected.ndjson')).toEqual([
        { line: 2, faults: [{ reason: 'TAKEN', field: 'username' }] },
      ]);
    });
  });

  it('may run twice at once over the same people, in any order, and neither run fails', async () => {
    await holding('both1', async (client, waiting) => {
      const people = await Promise.all(
        [0, 1, 2].map((index) => person(`both${index}`, { username: `both${index}` })),
      );
      const files = [
        await desk.put('one.ndjson', ndjson(people)),
        await desk.put('other.ndjson', ndjson(people.toReversed())),
      ];
      const running = Promise.all(files.map((file) => desk.run('--file', file)));
      // Each has come as far as it can: were they to go through the people in different orders, each would hold what the other needs.
      expect(await Promise.race([waiting(2), running])).toBeUndefined();
      await client.query('ROLLBACK');
      const runs = await running;
      expect(runs.map(({ code }) => code).sort()).toEqual([0, 2]);
      expect(runs.map(({ output }) => output).join('\n')).toMatch(/^3 read, 0 imported, 3 rejected$/m);
      expect(await named('both')).toBe(3);
    });
  });
});

onPostgres('npm run users:import, where it cannot (on the embedded database it never does),', () => {
  let database: TestDatabase;
  let desk: ImportDesk;
  let file: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await ImportDesk.open(envFor(database.url));
    file = await desk.put('people.ndjson', ndjson([await person('somebody')]));
  });

  afterAll(async () => {
    await desk.close();
    await database.drop();
  });

  it('says that a file cannot be read, or the report not be written', async () => {
    const missing = await desk.run('--file', desk.path('nowhere.ndjson'));
    expect([missing.code, missing.output]).toEqual([
      1,
      expect.stringMatching(/nowhere\.ndjson cannot be read \(ENOENT\)/),
    ]);
    const folder = await desk.run('--file', desk.path('.'));
    expect([folder.code, folder.output]).toEqual([1, expect.stringContaining('cannot be read (EISDIR)')]);
    const unwritable = await desk.run('--file', file, '--rejected', desk.path('no/such/folder'));
    expect([unwritable.code, unwritable.output]).toEqual([
      1,
      expect.stringContaining('cannot be written (ENOENT)'),
    ]);
  });

  it('does not write its report over the file, by whatever name', async () => {
    const link = desk.path('link.ndjson');
    await symlink(file, link);
    for (const other of [file, link]) {
      const { code, output } = await desk.run('--file', file, '--rejected', other);
      expect([code, output]).toEqual([1, expect.stringContaining('are the same file')]);
    }
    expect((await desk.run('--file', file, '--dry-run')).code).toBe(0);
  });

  it('tells what was imported before a CSV that breaks off, and where it does', async () => {
    const { email, password_hash: hash } = await person('csv');
    const broken = await desk.put(
      'broken.csv',
      `email,password_hash\n${String(email)},${String(hash)}\ncanary,"open\n`,
    );
    const { code, output } = await desk.run('--file', broken, '--dry-run');
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^Until then: .*\nLine 3 is no CSV \(CSV_QUOTE_NOT_CLOSED\)/m),
    ]);
    expect(output).not.toContain('canary');
  });

  it('does not end well on a schema that lacks migrations, nor without a database', async () => {
    const empty = await createEmptyDatabase();
    try {
      const unmigrated = await ImportDesk.open(envFor(empty.url));
      const { code, output } = await unmigrated.run('--file', file);
      expect([code, output]).toEqual([1, expect.stringContaining('pending migrations')]);
      const nowhere = await ImportDesk.open(envFor('postgres://postgres:password@127.0.0.1:9/nothing'));
      const refused = await nowhere.run('--file', file);
      expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
      await Promise.all([unmigrated.close(), nowhere.close()]);
    } finally {
      await empty.drop();
    }
  });
});
