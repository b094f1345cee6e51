import { type Catalog, readAll } from './support/catalog.js';
import { openView } from './support/cluster.js';
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

withDump('a backup by pg_dump', () => {
  let installed: InstalledPostgres;

  const countsOf = async (database: string) => {
    const view = await openView(installed.url(database));
    const counts = await view.rows.counts();
    await view.close();
    return counts;
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
    const counts = await countsOf('restored');
    expect(counts).toEqual(await countsOf('original'));
    expect(counts.audit_logs).toBeGreaterThan(5);
    expect(await everythingOf('restored')).toEqual(await everythingOf('original'));
    await expect(execute(installed.url('restored'), 'DELETE FROM audit_logs')).rejects.toThrow('append-only');
  }, 60_000);

  it('brings one table back, with its partitions, into a schema that is there', async () => {
    const only = [
      '--format=custom',
      '--data-only',
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
    const { audit_logs: restored, ...others } = await countsOf('emptied');
    expect(restored).toBe((await countsOf('original')).audit_logs);
    expect(new Set(Object.values(others))).toEqual(new Set([0]));
  }, 60_000);
});
