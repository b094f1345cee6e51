import { Jobs } from '../src/common/jobs.js';
import { Meters } from '../src/common/meters.js';
import { JobsService } from '../src/modules/jobs/jobs.service.js';
import { addUser, createAccountServer, signInAdministrator } from './support/accounts.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { tokenFor, validate } from './support/hand-offs.js';
import { addWholePerson, BEHIND_PROXY, visitEverything } from './support/own-data.js';
import type { TestDatabase } from './support/postgres.js';
import { as, createOwnedDatabase } from './support/roles.js';
import { SEAL_KEY } from './support/seal-lab.js';
import { enterWrongCodes, newPerson, refreshTokenOf } from './support/walk.js';
import { WEBHOOK_SECRET, WebhookReceiver } from './support/webhook-receiver.js';
import { usesPostgres } from './support/test-config.js';

// SQLite has no roles.
const onPostgres = usesPostgres ? describe : describe.skip;

const DAY = 24 * 60 * 60;
/** Tables of which nothing is kept for ever. */
const EMPTIED = [
  ...['auth_contexts', 'sessions', 'tokens', 'login_attempts', 'cross_app_sessions'],
  ...['account_tokens', 'rate_limits'],
];
const DEVICE = { drs_action_token: 'a device of the role test' };

onPostgres('a server that connects as ciam_app', () => {
  let database: TestDatabase;
  const servers: TestServer[] = [];
  const keep = async (server: Promise<TestServer>) => {
    servers.push(await server);
    return servers.at(-1)!;
  };
  const asApp = () => as('ciam_app', database.url);

  beforeAll(async () => {
    database = await createOwnedDatabase();
  }, 60_000);

  afterAll(async () => {
    for (const server of servers) await server.close();
    await database.drop();
  });

  it('does a whole login of a simulated person, a refresh, a hand-off and the logout', async () => {
    const server = await keep(
      createTestServer({ databaseUrl: asApp(), env: { RATE_LIMIT_ENABLED: 'true' } }),
    );
    expect(await server.rows.select('SELECT current_user AS who')).toEqual([{ who: 'ciam_app' }]);
    const { username } = await newPerson(server, 'mfaesignuser');
    const login = await server.api.login(username, DEVICE);
    expect((await enterWrongCodes(server.api, login, 1)).status).toBe(400);
    const sent = await server.api.initiate(ids(login));
    const signing = await server.api.verify(ids(login, sent));
    const binding = await server.api.accept(ids(login, signing));
    const success = await server.api.bind(ids(login, binding));
    const refreshed = await server.api.refresh(refreshTokenOf(success));
    const handOff = await tokenFor(server.api, refreshed.body.access_token);
    const entered = await validate(server.api, handOff);
    const out = await server.api.logout(refreshTokenOf(refreshed));
    const answers = [login, sent, signing, binding, success, refreshed, entered, out];
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('serves people of its own: all doors, wrong passwords, roles, and the erasure of everything', async () => {
    const server = await keep(createAccountServer({ databaseUrl: asApp(), env: BEHIND_PROXY }));
    const person = await visitEverything(server, await addWholePerson(server));
    const administrator = await signInAdministrator(server);
    const erased = await server.api.post(
      `/admin/users/${person.cupid}/erase`,
      { reason: 'asked for it', confirmation: person.cupid },
      administrator.options,
    );
    expect([erased.status, erased.text]).toEqual([204, '']);
    expect(await server.rows.count('user_phones', 'user_id = $1', [person.cupid])).toBe(0);
  });

  it('counts what has missed its partition, and can do nothing about it', async () => {
    const server = await keep(createTestServer({ databaseUrl: asApp() }));
    const gauge = await server.app
      .get(Meters)
      .registry.getSingleMetricAsString('sallyport_audit_default_partition_rows');
    expect(gauge).toMatch(/\n\w+ [1-9]\d*$/);
    await expect(server.app.get(Jobs).find('create-partitions')?.batch(10)).rejects.toThrow(
      'permission denied',
    );
  });

  it('has its jobs done by ciam_maintenance, who may do all of them', async () => {
    const siem = await WebhookReceiver.start();
    const env = {
      ...BEHIND_PROXY,
      SIEM_WEBHOOK_URL: siem.url,
      SIEM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      MAINTENANCE_DATABASE_URL: as('ciam_maintenance', database.url),
      AUDIT_SEALING: 'true',
      AUDIT_SEAL_KEYS: SEAL_KEY,
    };
    const server = await keep(createAccountServer({ databaseUrl: asApp(), env }));
    // Beside what the stories above have left.
    await server.api.login('nobody');
    const { email } = await addUser(server);
    await server.api.post('/auth/reset-password', { email });
    await server.app.get(Jobs).find('drain-mails')?.batch(10);
    const counts = () => Promise.all(EMPTIED.map((table) => server.rows.count(table)));
    expect(await counts()).not.toContain(0);
    const jobs = server.app.get(JobsService);
    const failures: unknown[] = [];
    // What the first round ends, the second removes.
    for (const days of [500, 40]) {
      server.clock.advance(days * DAY);
      for (const job of jobs.all) {
        const { outcome, error } = await jobs.runNow(job);
        if (outcome !== 'DONE') failures.push([job.name, outcome, error]);
      }
    }
    expect(failures).toEqual([]);
    expect(siem.bodies.length).toBeGreaterThan(0);
    await siem.stop();
    expect(await counts()).toEqual(EMPTIED.map(() => 0));
    expect(await server.rows.count('audit_seals')).toBeGreaterThan(0);
  });
});
