import { sha256 } from '../src/common/digest.js';
import type { Person } from '../src/modules/identity/person.js';
import { OtpSender } from '../src/modules/mfa/otp-sender.port.js';
import { type ApiResponse, ids } from './support/api.js';
import {
  CANARY,
  CANARY_ENV,
  CanaryOtpSender,
  failWithSecrets,
  Harvest,
  secretivePerson,
  walkWithSecrets,
} from './support/canaries.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';
import { usesPostgres } from './support/test-config.js';

// SQLite quotes no values in its errors: there is nothing to leave out.
const onPostgres = usesPostgres ? it : it.skip;

describe('a secret', () => {
  const log = new LogCapture();
  const harvest = new Harvest();
  let server: TestServer;
  let person: Person;
  let refusals: ApiResponse[];

  beforeAll(async () => {
    server = await createSecretiveServer();
    person = await secretivePerson(server);
    await walkWithSecrets(server.api, person.username, harvest);
    const login = await server.api.login(person.username, { password: CANARY.password });
    refusals = await failWithSecrets(
      server.api,
      person.username,
      ids(login, await server.api.initiate(ids(login))),
    );
  });

  afterAll(() => server.close());

  async function createSecretiveServer(): Promise<TestServer> {
    const created = await createTestServer({
      env: CANARY_ENV,
      log: { level: 'trace', destination: log },
      override: (builder) => builder.overrideProvider(OtpSender).useValue(new CanaryOtpSender()),
    });
    const authenticate = created.directory.authenticate.bind(created.directory);
    jest
      .spyOn(created.directory, 'authenticate')
      .mockImplementation((name, given) =>
        authenticate(name, given === CANARY.password ? 'password' : given),
      );
    return created;
  }

  it('is found where it is: the answers of the walk held tokens and cookies', () => {
    expect(harvest.found.size).toBeGreaterThan(Object.keys(CANARY).length + 10);
    expect(harvest.in(`x${CANARY.password}y`)).toEqual([CANARY.password]);
    expect(refusals.map(({ status }) => status).filter((status) => status < 400)).toEqual([]);
  });

  it('never stands in a log line, at the finest level, whether its request succeeds or fails', () => {
    expect(log.lines.length).toBeGreaterThan(refusals.length + 10);
    expect(harvest.in(log.text)).toEqual([]);
  });

  it('of a person stands in no log line either: no name, no full phone number, no id of a login', async () => {
    const contexts = await server.rows.select('SELECT context_id, cupid FROM auth_contexts');
    const transactions = await server.rows.select('SELECT transaction_id FROM auth_transactions');
    const telling = [...contexts, ...transactions].flatMap((row) => Object.values(row).map(String));
    expect(telling.length).toBeGreaterThan(4);
    const { username, email } = person;
    expect([...telling, username, email, CANARY.phone].filter((one) => log.text.includes(one))).toEqual([]);
  });

  it('never comes back in a refusal', () => {
    expect(refusals.flatMap(({ text, headers }) => harvest.in(`${text}${JSON.stringify(headers)}`))).toEqual(
      [],
    );
  });

  it('never stands in the database: no password, code, token, cookie, key or full phone number', async () => {
    const dump = await server.rows.dump();
    expect(dump).toContain(person.cupid);
    expect(harvest.in(dump)).toEqual([]);
  });

  it('that is a token is kept as its SHA-256 alone, and a code not even as that', async () => {
    const dump = await server.rows.dump();
    const { cookies } = await server.api.login('testuser');
    expect(await server.rows.dump()).toContain(sha256(cookies.refresh_token.value));
    const transactions = await server.rows.select('SELECT transaction_id FROM auth_transactions');
    const guesses = transactions.flatMap(({ transaction_id: id }) => [
      sha256(`${String(id)}:${CANARY.code}`),
    ]);
    expect([sha256(CANARY.code), ...guesses].filter((hash) => dump.includes(hash))).toEqual([]);
  });

  it('typed into the field of the name is not kept readable', async () => {
    const [row] = await server.rows.select(
      `SELECT count(*) AS n FROM audit_logs WHERE event_type = 'auth.login.failed'`,
    );
    expect(Number(row?.n)).toBeGreaterThanOrEqual(3);
    expect(await server.rows.dump()).not.toContain(CANARY.passwordAsName);
  });

  it('never stands in a log line when the database refuses what is written', async () => {
    log.clear();
    await server.rows.execute('ALTER TABLE audit_logs RENAME TO audit_logs_away');
    const answers = [
      await server.api.login(person.username, {
        password: CANARY.password,
        drs_action_token: CANARY.actionToken,
      }),
      await server.api.login(CANARY.passwordAsName, { password: CANARY.wrongPassword }),
    ];
    await server.rows.execute('ALTER TABLE audit_logs_away RENAME TO audit_logs');
    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
    expect(log.entries.filter(({ level }) => level === 'error')).toHaveLength(2);
    expect(log.text).not.toMatch(/INSERT|auth_contexts \(/);
    expect(harvest.in(log.text)).toEqual([]);
  });

  onPostgres('never stands in a log line although the database quotes it in its error', async () => {
    const quoting = await createSecretiveServer();
    await quoting.rows.execute('ALTER TABLE auth_contexts ALTER COLUMN app_id TYPE integer USING NULL');
    log.clear();
    const answer = await quoting.api.login('testuser', { app_id: CANARY.password });
    await quoting.close();
    expect(answer.status).toBe(500);
    const [error] = log.about(answer.body.correlation_id).filter(({ level }) => level === 'error');
    expect(error).toMatchObject({ err: { sqlstate: '22P02' } });
    expect(harvest.in(log.text)).toEqual([]);
  });
});
