import { createAccountServer } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { importInto, person } from './support/imports.js';

describe('an import that may make organisations', () => {
  let server: TestServer;
  let lines: object[];

  beforeAll(async () => {
    server = await createAccountServer();
    lines = [
      await person('ann', { account: 'acme', permissions: ['events:read'] }),
      await person('bob', { account: 'acme' }),
      await person('ann', { account: 'nobodys' }),
    ];
  });

  afterAll(() => server.close());

  const slugs = async () =>
    (await server.rows.select('SELECT slug, name FROM accounts ORDER BY slug')).map(({ slug, name }) => [
      slug,
      name,
    ]);

  it('rejects lines of one that is not there, unless it is told to make it', async () => {
    const { imported, rejections } = await importInto(server, lines);
    expect(imported).toBe(0);
    expect(rejections[0]?.faults).toEqual([{ reason: 'UNKNOWN_ACCOUNT', field: 'account' }]);
    expect(await slugs()).toEqual([]);
  });

  it('finds the same lines at fault in a dry run as without it, and makes nothing then', async () => {
    const { imported, rejections } = await importInto(server, lines, {
      isDryRun: true,
      createsAccounts: true,
    });
    expect([imported, rejections.map(({ line }) => line)]).toEqual([2, [3]]);
    expect(await slugs()).toEqual([]);
  });

  it('makes each of those that people come to belong to once, and no other', async () => {
    const { imported, rejections } = await importInto(server, lines, { createsAccounts: true });
    expect([imported, rejections.map(({ line }) => line)]).toEqual([2, [3]]);
    expect(await slugs()).toEqual([['acme', 'acme']]);
    expect(await server.rows.count('memberships')).toBe(2);
    const made = "event_type = 'account.organisation.created'";
    expect(await server.rows.count('audit_logs', made)).toBe(1);
    await importInto(server, [await person('cid', { account: 'acme' })], { createsAccounts: true });
    expect([await slugs(), await server.rows.count('memberships')]).toEqual([[['acme', 'acme']], 3]);
  });
});
