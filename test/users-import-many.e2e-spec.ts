import { createAccountServer, DATABASE_PEOPLE, IN_CLEAR } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { type FilePerson, FOREIGN_HASHES, ImportDesk, importInto, ndjson } from './support/imports.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { seededRandom } from './support/seeded-random.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';

const PEOPLE_OF_A_KIND = 2500;
/** Passwords, each with its salt, that the people of a kind share; computing more would show nothing more. */
const PASSWORDS = 100;
const WHO_SIGN_IN = 200;
const AT_A_TIME = 2;
const NOW_ARGON2ID = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

const password = (kind: string, index: number) => `${kind} moved here ${index % PASSWORDS}`;
const email = (kind: string, index: number) => `${kind}-${index}@example.test`;
const KINDS = Object.keys(FOREIGN_HASHES);
const CROWD = KINDS.flatMap((kind) =>
  Array.from({ length: PEOPLE_OF_A_KIND }, (_, index) => ({
    email: email(kind, index),
    password: password(kind, index),
    kind,
    index,
  })),
);

async function makeFile(random: () => number): Promise<FilePerson[]> {
  const hashes = new Map<string, string>();
  for (const [kind, hash] of Object.entries(FOREIGN_HASHES))
    for (let index = 0; index < PASSWORDS; index++) {
      const salt = Buffer.from(Array.from({ length: 16 }, () => Math.floor(random() * 256)));
      hashes.set(password(kind, index), await hash(password(kind, index), salt));
    }
  return CROWD.map((one) => ({
    email: one.email,
    username: `${one.kind}${one.index}`,
    password_hash: hashes.get(one.password),
    email_verified: true,
  }));
}

/** Different ones, each as likely as any other. */
function pick<T>(random: () => number, many: readonly T[], count: number): T[] {
  const left = [...many];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
}

describe('ten thousand people whose passwords four other systems hashed', () => {
  const { random, seed } = seededRandom();
  let database: TestDatabase | undefined;
  let server: TestServer;
  let people: FilePerson[];

  beforeAll(async () => {
    people = await makeFile(random);
    database = usesPostgres ? await createTestDatabase() : undefined;
    server = await createAccountServer({ ...(database && { databaseUrl: database.url }), env: IN_CLEAR });
  }, 60_000);

  afterAll(async () => {
    await server.close();
    await database?.drop();
  });

  /** By the command where it can reach the database. */
  async function importAll(): Promise<number> {
    if (!database) return (await importInto(server, people)).imported;
    const env = { USE_MOCK_DB: 'false', DATABASE_URL: database.url, ...SIMULATED, ...DATABASE_PEOPLE };
    const desk = await ImportDesk.open(env);
    try {
      const { output } = await desk.run('--file', await desk.put('people.ndjson', ndjson(people)));
      return Number(/, ([\d ]+) imported, 0 rejected/.exec(output)?.[1]?.replaceAll(' ', ''));
    } finally {
      await desk.close();
    }
  }

  async function stored(): Promise<Map<string, { hash: string; changed: string }>> {
    const rows = await server.rows.select(
      `SELECT u.email_lookup, c.secret_hash, c.updated_at FROM users u JOIN credentials c ON c.user_id = u.user_id`,
    );
    return new Map(
      rows.map((row) => [
        String(row.email_lookup),
        { hash: String(row.secret_hash), changed: new Date(String(row.updated_at)).toISOString() },
      ]),
    );
  }

  it('are all imported as they were', async () => {
    expect(await importAll()).toBe(CROWD.length);
    const rows = await stored();
    const asTheyWere = people.filter((one) => rows.get(String(one.email))?.hash === one.password_hash);
    expect([rows.size, asTheyWere.length]).toEqual([CROWD.length, CROWD.length]);
    expect(await server.rows.count('audit_logs', `event_type = 'account.user.created'`)).toBe(CROWD.length);
  }, 60_000);

  it(`come out as Argon2id when they sign in, 200 at random, and nobody else does (seed ${seed})`, async () => {
    const before = await stored();
    const visitors = pick(random, CROWD, WHO_SIGN_IN);
    expect(new Set(visitors.map(({ kind }) => kind)).size).toBe(KINDS.length);
    for (let start = 0; start < visitors.length; start += AT_A_TIME) {
      const few = visitors.slice(start, start + AT_A_TIME);
      const answers = await Promise.all(
        few.map((one) => server.api.login(one.email, { password: one.password })),
      );
      expect(answers.map(({ body }) => body.response_type_code)).toEqual(few.map(() => 'SUCCESS'));
    }
    const after = await stored();
    const renewed = [...after].filter(([, { hash }]) => NOW_ARGON2ID.test(hash)).map(([name]) => name);
    const changed = [...after].filter(([name, row]) => {
      const old = before.get(name);
      return old?.hash !== row.hash || old.changed !== row.changed;
    });
    expect(renewed.sort()).toEqual(visitors.map((one) => one.email).sort());
    expect(changed.map(([name]) => name).sort()).toEqual(renewed);
  }, 120_000);

  it('let nobody in with a password of somebody else, however it was hashed', async () => {
    for (const kind of KINDS) {
      const { status } = await server.api.login(email(kind, 1), { password: password(kind, 2) });
      expect([kind, status]).toEqual([kind, 401]);
    }
  });
});
