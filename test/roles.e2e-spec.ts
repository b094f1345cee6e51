import { createOwnedDatabase, GRANTS, Hands, makeRoles } from './support/roles.js';
import { documentedRights, grantedRights } from './support/rights.js';
import type { TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

// SQLite has no roles.
const onPostgres = usesPostgres ? describe : describe.skip;

const DENIED = '42501';

onPostgres('the roles of the database', () => {
  let database: TestDatabase;
  let app: Hands;
  let maintenance: Hands;
  let readonly: Hands;

  beforeAll(async () => {
    database = await createOwnedDatabase();
    [app, maintenance, readonly] = [
      await Hands.of('ciam_app', database.url),
      await Hands.of('ciam_maintenance', database.url),
      await Hands.of('ciam_readonly', database.url),
    ];
    await app.ask(`
      INSERT INTO audit_logs (log_id, event_timestamp, event_type, event_category, event_severity, event_outcome,
                              correlation_id, event_details)
      SELECT gen_random_uuid(), at, 'auth.test', 'AUTH', 'INFO', 'SUCCESS', 'test', '{}'
        FROM unnest(ARRAY[now(), now() + interval '50 years']) AS at`);
  }, 60_000);

  afterAll(async () => {
    for (const hands of [app, maintenance, readonly]) await hands.close();
    await database.drop();
  });

  it('have, of every table and view that there is, the rights that the documentation lists, and no others', async () => {
    expect(await grantedRights(readonly)).toEqual(documentedRights());
  });

  it.each([
    [`UPDATE audit_logs SET cupid = 'somebody else'`],
    ['DELETE FROM audit_logs'],
    ['TRUNCATE audit_logs'],
    ['DELETE FROM audit_logs_default'],
    ['TRUNCATE audit_logs_default'],
    ['ALTER TABLE audit_logs DISABLE TRIGGER trg_audit_logs_rows'],
    ['ALTER TABLE audit_logs DISABLE TRIGGER ALL'],
    ['DROP TRIGGER trg_audit_logs_rows ON audit_logs'],
    ['DROP FUNCTION audit_logs_append_only() CASCADE'],
    ['SET session_replication_role = replica'],
    ['ALTER TABLE audit_logs DETACH PARTITION audit_logs_default'],
    ['DROP TABLE audit_logs_default'],
    [`CREATE RULE gone AS ON INSERT TO audit_logs DO INSTEAD NOTHING`],
    [
      `INSERT INTO audit_logs SELECT * FROM audit_logs ON CONFLICT (log_id, event_timestamp) DO UPDATE SET cupid = 'x'`,
    ],
    [`MERGE INTO audit_logs a USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE`],
    [`SELECT * FROM audit_logs FOR UPDATE`],
  ])('keep the server, the jobs and the readers from %s', async (sql) => {
    for (const hands of [app, maintenance, readonly])
      expect([hands.role, await hands.attempt(sql)]).not.toEqual([hands.role, 'allowed']);
  });

  it.each([
    ['CREATE TABLE mine (id integer)'],
    ['CREATE TEMPORARY TABLE mine (id integer)'],
    ['CREATE SCHEMA mine'],
    ['CREATE VIEW mine AS SELECT 1'],
    ['ALTER TABLE users ADD COLUMN mine integer'],
    ['CREATE INDEX mine ON users (status)'],
    ['DROP TABLE users'],
    ['TRUNCATE rate_limits'],
    [`INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`],
  ])('leave the schema to its owner: %s', async (sql) => {
    for (const hands of [app, maintenance, readonly])
      expect([hands.role, await hands.attempt(sql)]).not.toEqual([hands.role, 'allowed']);
  });

  it('let readers write nothing, even when they take back that their transactions only read', async () => {
    await readonly.ask('SET default_transaction_read_only = off');
    for (const table of Object.keys(documentedRights()).filter((name) => !name.startsWith('v_'))) {
      expect([table, await readonly.attempt(`DELETE FROM ${table}`)]).toEqual([table, DENIED]);
      expect([table, await readonly.attempt(`INSERT INTO ${table} DEFAULT VALUES`)]).toEqual([table, DENIED]);
    }
  });

  it('show readers every view, and no secret', async () => {
    for (const name of Object.keys(documentedRights()).filter((table) => table.startsWith('v_')))
      expect([name, await readonly.attempt(`SELECT * FROM ${name}`)]).toEqual([name, 'allowed']);
    expect(await readonly.attempt('SELECT user_id, updated_at FROM credentials')).toBe('allowed');
    for (const secret of [
      'secret_hash FROM credentials',
      'token_hash FROM account_tokens',
      'metadata FROM auth_transactions',
      'token_value_hash FROM tokens',
    ])
      expect([secret, await readonly.attempt(`SELECT ${secret}`)]).toEqual([secret, DENIED]);
  });

  it('keep the jobs from people: no credential, name, phone or role can be read', async () => {
    for (const table of [
      'credentials',
      'users',
      'user_phones',
      'user_roles',
      'memberships',
      'accounts',
      'mfa_factors',
    ])
      expect([table, await maintenance.attempt(`SELECT * FROM ${table}`)]).toEqual([table, DENIED]);
  });

  it('let the jobs alone manage partitions', async () => {
    const create = `SELECT partitions_create('cross_app_sessions_archive', '2044-01-01')`;
    expect(await maintenance.attempt(create)).toBe('allowed');
    for (const sql of [
      create,
      `SELECT partitions_detach('audit_logs', now())`,
      `SELECT partitions_drop_detached('audit_logs')`,
    ])
      for (const hands of [app, readonly])
        expect([hands.role, await hands.attempt(sql)]).toEqual([hands.role, DENIED]);
    for (const inner of [
      `partitions_make('audit_logs', 'mine')`,
      `partitions_lock('{users}')`,
      `partitions_attach('audit_logs', '2044-01-01')`,
    ])
      expect([inner, await maintenance.attempt(`SELECT ${inner}`)]).toEqual([inner, DENIED]);
  });

  it('do not run what somebody else puts before the names that the functions use', async () => {
    await maintenance.ask(`SET search_path = pg_temp, public`);
    const rows = await maintenance.ask(`SELECT partitions_default_rows('audit_logs', 10) AS n`);
    expect(rows).toEqual([{ n: 1 }]);
    const loose = await maintenance.ask(
      `SELECT proname FROM pg_proc WHERE prosecdef AND NOT coalesce(array_to_string(proconfig, ' ') ~ 'search_path=public, pg_temp', false)
          AND pronamespace = 'public'::regnamespace`,
    );
    expect(loose).toEqual([]);
  });

  it('can be made and granted again, and say which table has no line', async () => {
    await makeRoles(database.url);
    const owner = await Hands.of('ciam_owner', database.url);
    await owner.ask('CREATE TABLE added_later (id integer)');
    await owner.ask('GRANT DELETE ON audit_logs TO ciam_app');
    const warnings: string[] = [];
    owner.onNotice((message) => warnings.push(message));
    await owner.ask(GRANTS);
    expect(warnings).toEqual(['deploy/postgres/grants.sql has no line for added_later']);
    expect(Object.keys(await grantedRights(readonly))).toContain('added_later');
    await owner.ask('DROP TABLE added_later');
    await owner.close();
    expect(await grantedRights(readonly)).toEqual(documentedRights());
  });
});
