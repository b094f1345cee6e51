import { Resealing } from '../src/database/resealing.js';
import { UserDirectory } from '../src/modules/account/user-directory.js';
import { UserService } from '../src/modules/account/user.service.js';
import { addUser, createAccountServer, PASSWORD, PHONES } from './support/accounts.js';
import { serverEnv } from './support/cluster.js';
import type { TestServer } from './support/create-app.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { runNode } from './support/run-node.js';
import { keysOf } from './support/seal-keys.js';
import { usesPostgres } from './support/test-config.js';

type Row = Record<string, unknown>;

// The embedded database lives in one server and forgets with it: there is nothing to rotate.
const onPostgres = usesPostgres ? describe : describe.skip;

const NO_KEYS = { PII_ENCRYPTION_KEYS: '', PII_INDEX_KEYS: '' };
const READY = keysOf(['plain', 'a']);
const WRITING = keysOf(['a', 'plain']);
const SEALED = keysOf(['a']);

onPostgres('personal data in another form', () => {
  let database: TestDatabase;
  const open: TestServer[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
    await database.drop();
  });

  /** One more server over the same database, with keys of its own. */
  async function serve(env: Readonly<Record<string, string>>): Promise<TestServer> {
    const server = await createAccountServer({ env, databaseUrl: database.url });
    open.push(server);
    return server;
  }

  const resealing = ({ app }: TestServer) => app.get(Resealing);
  const signsIn = async (server: TestServer, name: string) =>
    (await server.api.login(name, { password: PASSWORD })).status;
  const create = ({ app }: TestServer, email: string) => app.get(UserService).create({ email }, null, 'test');

  /** The forms in which a table holds a column: the key, or plain. */
  async function formsOf({ rows }: TestServer, column: string, table = 'users'): Promise<string[]> {
    const found = await rows.select(`SELECT DISTINCT CAST(${column} AS text) AS v FROM ${table}`);
    const form = (value: string) => /^"?(?:enc:v1|hmac):([\w-]+):/.exec(value)?.[1] ?? 'plain';
    return [...new Set(found.map(({ v }) => form(String(v))))].sort();
  }

  it('is switched on with two servers running, and nobody is turned away or there twice at any step', async () => {
    const before = await serve(NO_KEYS);
    const ann = await addUser(before, { phones: PHONES });
    await signsIn(before, ann.username);

    // First every server learns to read what is sealed. Those that do not know it yet lose nothing.
    const ready = await serve(READY);
    const bob = await addUser(ready);
    for (const name of [ann.email, bob.username])
      expect([await signsIn(before, name), await signsIn(ready, name)]).toEqual([201, 201]);

    // Then every server seals what it writes.
    const writing = await serve(WRITING);
    const cid = await addUser(writing, { phones: PHONES });
    expect(await formsOf(writing, 'email')).toEqual(['a', 'plain']);
    for (const name of [ann.username, bob.email, cid.username, cid.email.toUpperCase()])
      expect([name, await signsIn(ready, name), await signsIn(writing, name)]).toEqual([name, 201, 201]);
    expect(await create(writing, ann.email.toUpperCase())).toBeUndefined();
    expect(await create(ready, cid.email.toUpperCase())).toBeUndefined();

    // Then the rows that are there.
    const counts = await resealing(writing).count();
    expect(counts).toMatchObject({ users: 2, user_phones: 3 });
    const results = await resealing(writing).run();
    expect(results.map(({ failures, left }) => [failures, left])).toEqual(results.map(() => [[], 0]));
    expect(Object.values(await resealing(writing).count())).toEqual([0, 0, 0, 0, 0]);

    // And at last nothing in clear is taken any more.
    const sealed = await serve(SEALED);
    for (const [column, table] of [
      ['email', 'users'],
      ['username', 'users'],
      ['phone', 'user_phones'],
      ['claims', 'tokens'],
    ] as const)
      expect([column, await formsOf(sealed, column, table)]).toEqual([column, ['a']]);
    for (const column of ['email_lookup', 'username_lookup'])
      expect([column, await formsOf(sealed, column)]).toEqual([column, ['index']]);
    for (const name of [ann.email, bob.username, cid.email])
      expect([await signsIn(writing, name), await signsIn(sealed, name)]).toEqual([201, 201]);
    expect(await create(sealed, ann.email.toUpperCase())).toBeUndefined();
  });

  it('rotates to other keys of both kinds, and back to clear', async () => {
    const old = await serve(SEALED);
    const ann = await addUser(old, { phones: PHONES });
    await signsIn(old, ann.email);
    const next = await serve(keysOf(['b', 'a'], ['index2', 'index']));
    expect([await signsIn(next, ann.email), await create(next, ann.email)]).toEqual([201, undefined]);
    await resealing(next).run();
    const after = await serve(keysOf(['b'], ['index2']));
    expect(await signsIn(after, ann.email)).toBe(201);
    expect([await formsOf(after, 'email'), await formsOf(after, 'email_lookup')]).toEqual([
      ['b'],
      ['index2'],
    ]);

    const leaving = await serve(keysOf(['plain', 'b'], ['index2']));
    await resealing(leaving).run();
    const plain = await serve(NO_KEYS);
    expect(await signsIn(plain, ann.email)).toBe(201);
    const [row] = await plain.rows.select('SELECT email, email_lookup, username_lookup FROM users');
    expect(row).toEqual({ email: ann.email, email_lookup: ann.email, username_lookup: ann.username });
    expect((await plain.api.refresh('none')).status).toBe(401);
    expect(await formsOf(plain, 'claims', 'tokens')).toEqual(['plain']);
  });

  it('never overwrites what somebody changes at the same time', async () => {
    const before = await serve(NO_KEYS);
    for (let index = 0; index < 20; index += 1) await addUser(before, { givenName: 'Old' });
    const writing = await serve(WRITING);
    const rename = (row: Row, index: number) =>
      before.rows.execute(
        `UPDATE users SET given_name = 'New${index}' WHERE user_id = '${String(row.user_id)}'`,
      );
    const people = await before.rows.select('SELECT user_id FROM users');
    await Promise.all([resealing(writing).run(), ...people.map(rename)]);
    await resealing(writing).run();
    const found = new Set<string | null>();
    for (const { user_id: cupid } of people) {
      const person = await writing.app.get(UserDirectory).withId(String(cupid));
      found.add(person?.user.givenName ?? null);
    }
    expect([...found].sort()).toEqual(people.map((_row, index) => `New${index}`).sort());
  });

  it('goes on where it was stopped, in batches, and writes nothing when there is nothing to do', async () => {
    const before = await serve(NO_KEYS);
    await addUser(before);
    await before.rows.execute(
      `INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object('user_id', gen_random_uuid(),
         'email', n || '@many.test', 'email_lookup', n || '@many.test', 'username', 'many' || n, 'username_lookup', 'many' || n))).*
         FROM users u, generate_series(1, 1100) n`,
    );
    const writing = await serve(WRITING);
    const seen: number[] = [];
    const stopped = resealing(writing).run((_table, rows) => {
      seen.push(rows);
      throw new Error('pulled the plug');
    });
    await expect(stopped).rejects.toThrow('pulled the plug');
    expect([seen, (await resealing(writing).count()).users]).toEqual([[500], 601]);
    const [users] = (await resealing(writing).run()).filter(({ table }) => table === 'users');
    expect(users).toEqual({ table: 'users', changed: 601, failures: [], left: 0 });
    const snapshot = () => before.rows.select('SELECT user_id, xmin FROM users ORDER BY user_id');
    const rows = await snapshot();
    await resealing(writing).run();
    expect(await snapshot()).toEqual(rows);
  });

  it('says which rows it cannot change, and changes the others', async () => {
    const before = await serve(NO_KEYS);
    const [twin, broken] = [await addUser(before), await addUser(before)];
    const writing = await serve(WRITING);
    // As two servers in different steps could do at the same instant.
    await before.rows.execute(`UPDATE users SET email_lookup = 'hidden' WHERE user_id = $1`, [twin.userId]);
    const second = await create(writing, twin.email);
    const foreign = `enc:v1:lost:${'A'.repeat(60)}`;
    await before.rows.execute(`UPDATE users SET given_name = '${foreign}' WHERE user_id = $1`, [
      broken.userId,
    ]);
    const [users] = (await resealing(writing).run()).filter(({ table }) => table === 'users');
    expect(second).toBeDefined();
    expect(users?.left).toBe(2);
    expect([...users.failures].sort()).toEqual(
      [
        `${twin.userId}: somebody else has the same e-mail or user name in another form`,
        `${broken.userId}: The value of users.given_name.${broken.userId} is sealed with the key "lost", which PII_ENCRYPTION_KEYS does not name`,
      ].sort(),
    );
  });
});

onPostgres('npm run pii:rotate', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await createAccountServer({ env: NO_KEYS, databaseUrl: database.url });
  });

  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const rotate = (keys: object, ...args: string[]) =>
    runNode(['scripts/pii-rotate.mjs', ...args], { ...serverEnv(database.url), ...keys });

  it('counts, changes, and says so, but no word of whom it changes', async () => {
    const ann = await addUser(server);
    await addUser(server, { phones: PHONES });
    const counted = await rotate(WRITING, '--dry-run');
    expect([counted.code, counted.output]).toEqual([
      0,
      'mail_outbox: 0 rows to change\ntokens: 0 rows to change\ntrusted_devices: 0 rows to change\nuser_phones: 3 rows to change\nusers: 2 rows to change\n',
    ]);
    const { code, output } = await rotate(WRITING);
    expect([code, output]).toEqual([
      0,
      [
        'user_phones: 3 rows looked at',
        'users: 2 rows looked at',
        'mail_outbox: 0 rows changed, 0 left',
        'tokens: 0 rows changed, 0 left',
        'trusted_devices: 0 rows changed, 0 left',
        'user_phones: 3 rows changed, 0 left',
        'users: 2 rows changed, 0 left\n',
      ].join('\n'),
    ]);
    expect(output).not.toContain(ann.email);
  });

  it('ends with a failure when rows are left, and refuses keys that are none', async () => {
    const foreign = `enc:v1:lost:${'A'.repeat(60)}`;
    const { userId } = await addUser(server);
    await server.rows.execute(`UPDATE users SET given_name = '${foreign}' WHERE user_id = $1`, [userId]);
    const { code, output } = await rotate(WRITING);
    expect([code, output]).toEqual([1, expect.stringContaining(`sealed with the key "lost"`)]);
    const refused = await rotate({ ...WRITING, PII_ENCRYPTION_KEYS: 'a:short' });
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('is no named key')]);
  });
});
