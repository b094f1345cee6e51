import { type Catalog, readAll } from './support/catalog.js';
import { createTestServer } from './support/create-app.js';
import { connect, execute } from './support/empty-database.js';
import { findInstalled, InstalledPostgres } from './support/installed-postgres.js';
import { grantedRights } from './support/rights.js';
import { as, GRANTS, Hands, makeRoles } from './support/roles.js';
import { usesPostgres } from './support/test-config.js';

const bin = findInstalled();
// The tests' own PostgreSQL has no pg_dump, and that of a system refuses a server newer than itself: both come from the system here.
const withDump = usesPostgres && bin !== undefined ? describe : describe.skip;

/** A condition that has been dumped and read back casts elsewhere, and says the same. */
const withoutCasts = (catalog: Catalog) =>
  Object.fromEntries(
    Object.entries(catalog).map(([name, text]) => [name, text.replace(/::[a-z ]+(\[\])?|[()]/g, '')]),
  );

const ROOTS = `SELECT relname AS name FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`;
/** A month that a schema of today has no partition for, with a row in it, and a row whose month has none here either. */
const OLD_ROWS = `
  SELECT partitions_create('audit_logs', (now() - interval '2 months')::date);
  INSERT INTO audit_logs (log_id, event_timestamp, event_type, event_category, event_severity, event_outcome,
                          correlation_id, event_details)
  SELECT gen_random_uuid(), now() - months * interval '1 month', 'auth.old', 'AUTH', 'INFO', 'SUCCESS', 'old', '{}'
    FROM unnest(ARRAY[2, 7]) AS months`;
/** What the job create-partitions does with rows of the default partition. */
const FILE_THEM = `
  SELECT partitions_set_default_aside('audit_logs', now());

  SELECT partitions_file('audit_logs', 1000)`;

interface Contents {
  readonly rows: number;
  readonly hash: string;
}

withDump('a backup by pg_dump', () => {
  let installed: InstalledPostgres;

  /** What each table holds, its partitions together. */
  const contentsOf = async (database: string) => {
    const dataSource = await connect(installed.url(database));
    const contents: Record<string, Contents> = {};
    for (const { name } of await dataSource.query<{ name: string }[]>(ROOTS)) {
      const [found] = await dataSource.query<[Contents]>(
        `SELECT count(*)::int AS rows, md5(string_agg(t::text, E'\n' ORDER BY t::text)) AS hash FROM ${name} t`,
      );
      contents[name] = found;
    }
    await dataSource.destroy();
    return contents;
  };
  const everythingOf = async (database: string) => {
    const dataSource = await connect(installed.url(database));
    const hands = await Hands.of('ciam_readonly', installed.url(database));
    const everything = {
      catalog: withoutCasts(await readAll(dataSource)),
      rights: await grantedRights(hands),
    };
    await hands.close();
    await dataSource.destroy();
    return everything;
  };
  const create = async (database: string) => {
    await execute(installed.url('postgres'), `CREATE DATABASE ${database}`);
    await makeRoles(installed.url(database));
  };
  const migrate = async (database: string) => {
    const owner = as('ciam_owner', installed.url(database));
    const dataSource = await connect(owner);
    await dataSource.runMigrations();
    await dataSource.destroy();
    await execute(owner, GRANTS);
  };

  beforeAll(async () => {
    installed = await InstalledPostgres.start(bin ?? '');
    await create('original');
    await migrate('original');
    await execute(installed.url('original'), OLD_ROWS);
    const server = await createTestServer({ databaseUrl: installed.url('original') });
    for (const user of ['testuser', 'mfauser', 'complianceuser']) await server.api.login(user);
    await server.close();
  }, 60_000);

  afterAll(() => installed.stop());

  it('brings everything back: rows, tables, partitions, triggers, functions and rights', async () => {
    await installed.run(
      'pg_dump',
      '--format=custom',
      `--file=${installed.file('all')}`,
      installed.url('original'),
    );
    await create('restored');
    await installed.run(
      'pg_restore',
      '--exit-on-error',
      `--dbname=${installed.url('restored')}`,
      installed.file('all'),
    );
    const contents = await contentsOf('restored');
    expect(contents).toEqual(await contentsOf('original'));
    expect(contents.audit_logs?.rows).toBeGreaterThan(5);
    expect(await everythingOf('restored')).toEqual(await everythingOf('original'));
    await expect(execute(installed.url('restored'), 'DELETE FROM audit_logs')).rejects.toThrow('append-only');
  }, 60_000);

  it('brings one table back, months included that are over, into a schema that is there', async () => {
    const only = [
      '--format=custom',
      '--data-only',
      '--load-via-partition-root',
      '--table=audit_logs*',
      `--file=${installed.file('audit')}`,
    ];
    await installed.run('pg_dump', ...only, installed.url('original'));
    await create('emptied');
    await migrate('emptied');
    await installed.run(
      'pg_restore',
      '--exit-on-error',
      `--dbname=${installed.url('emptied')}`,
      installed.file('audit'),
    );
    const { audit_logs: restored, migrations: _own, ...others } = await contentsOf('emptied');
    expect(restored).toEqual((await contentsOf('original')).audit_logs);
    expect(Object.entries(others).filter(([, { rows }]) => rows > 0)).toEqual([]);
    await execute(installed.url('emptied'), FILE_THEM);
    expect((await contentsOf('emptied')).audit_logs).toEqual(restored);
  }, 60_000);
});
