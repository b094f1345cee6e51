import { EventBus } from '../src/common/event-bus.js';
import { addUser, createAccountServer, emailLookup, organisations, setStatus } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { type FilePerson, FOREIGN_HASHES, importInto, IMPORTED_PASSWORD, person } from './support/imports.js';

const VALUES = /secret|canary|@|\$2b/;

describe('an import of people', () => {
  let server: TestServer;
  let isBroken = false;

  beforeAll(async () => {
    server = await createAccountServer();
    server.app.get(EventBus).subscribe(({ type }) => {
      if (isBroken && type === 'account.role.granted') throw new Error('no audit today');
    });
  });

  afterAll(() => server.close());

  const login = (username: string) => server.api.login(username, { password: IMPORTED_PASSWORD });
  const idOf = async (email: string) =>
    String(
      (
        await server.rows.select('SELECT user_id FROM users WHERE email_lookup = $1', [
          emailLookup(server, email),
        ])
      )[0]?.user_id,
    );
  const eventsOf = (userId: string) =>
    server.rows.select(
      'SELECT event_type, event_details FROM audit_logs WHERE cupid = $1 ORDER BY event_timestamp, log_id',
      [userId],
    );
  const details = (row: Record<string, unknown> | undefined) => {
    const value = row?.event_details;
    return (typeof value === 'string' ? JSON.parse(value) : value) as object;
  };

  it('takes everything that a line can say, and lets the person in', async () => {
    await organisations(server).create('Acme', 'acme', 'test');
    const ann = await person('Ann.Full', {
      username: 'AnnFull',
      given_name: 'Ann',
      family_name: 'Full',
      phones: ['+15550101234', { phone: '+15550105678', verified: true }],
      status: 'ACTIVE',
      guid: 'old-17',
      tenant_id: 'tenant-1',
      mfa_required: false,
      audiences: ['premium customers'],
      roles: ['auditor', 'auditor', 'support'],
      account: 'acme',
      permissions: ['billing:read'],
    });
    expect(await importInto(server, [ann], { by: 'the migration' })).toEqual({
      read: 1,
      imported: 1,
      rejections: [],
    });
    const userId = await idOf('ann.full@example.test');
    const [row] = await server.rows.select('SELECT * FROM users WHERE user_id = $1', [userId]);
    expect(row).toMatchObject({ status: 'ACTIVE', guid: 'old-17', tenant_id: 'tenant-1', version: 1 });
    expect(row?.email_verified_at).not.toBeNull();
    const phones = await server.rows.select(
      'SELECT option_id, phone, verified_at FROM user_phones WHERE user_id = $1 ORDER BY option_id',
      [userId],
    );
    expect(phones.map(({ option_id, verified_at }) => [option_id, verified_at !== null])).toEqual([
      [1, false],
      [2, true],
    ]);
    const { status, body } = await login('annfull');
    expect(status).toBe(201);
    const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString());
    expect(claims.sub).toBe(userId);
    expect(claims.roles).toEqual(expect.arrayContaining(['auditor', 'support', 'user']));
    const members = await server.rows.select('SELECT permissions FROM memberships WHERE user_id = $1', [
      userId,
    ]);
    expect(JSON.stringify(members)).toContain('billing:read');
  });

  it('writes one event for the person, and one for each role and membership, in the same unit', async () => {
    const events = await eventsOf(await idOf('ann.full@example.test'));
    const types = events
      .map(({ event_type }) => event_type)
      .filter((type) => String(type).startsWith('account'));
    expect(types).toEqual([
      'account.user.created',
      'account.role.granted',
      'account.role.granted',
      'account.member.added',
    ]);
    expect(details(events[0])).toEqual({ by: 'the migration', status: 'ACTIVE' });
    expect(JSON.stringify(events)).not.toMatch(/ann\.full|Full/i);
  });

  it.each(Object.keys(FOREIGN_HASHES))('lets somebody in whose password was hashed by %s', async (kind) => {
    const hash = await FOREIGN_HASHES[kind]?.(IMPORTED_PASSWORD, Buffer.from('sixteen bytes...'));
    const { imported } = await importInto(server, [await person(`by-${kind}`, { password_hash: hash })]);
    expect([imported, (await login(`by-${kind}@example.test`)).status]).toEqual([1, 201]);
  });

  it('leaves those pending whose address was not verified, unless the line says otherwise', async () => {
    const line = await person('pending', { email_verified: false });
    const { email_verified: _, ...silent } = await person('silent');
    await importInto(server, [
      line,
      silent,
      await person('said', { email_verified: false, status: 'ACTIVE' }),
    ]);
    expect((await login('pending@example.test')).status).toBe(401);
    expect((await login('silent@example.test')).status).toBe(401);
    expect((await login('said@example.test')).status).toBe(201);
  });

  const FAULTY: readonly [string, FilePerson | string, object[]][] = [
    ['no JSON', '{"email": canary', [{ reason: 'NOT_AN_OBJECT' }]],
    ['a list', '["canary@example.test"]', [{ reason: 'NOT_AN_OBJECT' }]],
    ['null', 'null', [{ reason: 'NOT_AN_OBJECT' }]],
    [
      'nothing',
      {},
      [
        { reason: 'MISSING', field: 'email' },
        { reason: 'MISSING', field: 'password_hash' },
      ],
    ],
    ['an e-mail that is none', { email: 'canary' }, [{ reason: 'INVALID', field: 'email' }]],
    [
      'an e-mail that no mail can be sent to',
      { email: 'can,ary@a.test' },
      [{ reason: 'INVALID', field: 'email' }],
    ],
    ['an e-mail that is a number', { email: 17 }, [{ reason: 'INVALID', field: 'email' }]],
    [
      'an e-mail that grows when it is sought',
      { email: `${'ﷺ'.repeat(60)}@a.test` },
      [{ reason: 'INVALID', field: 'email' }],
    ],
    ['a user name with an @', { username: 'canary@' }, [{ reason: 'INVALID', field: 'username' }]],
    [
      'a user name that grows when it is sought',
      { username: 'ﷺ'.repeat(100) },
      [{ reason: 'INVALID', field: 'username' }],
    ],
    [
      'a name with a control character',
      { given_name: 'can\u0000ary' },
      [{ reason: 'INVALID', field: 'given_name' }],
    ],
    ['a guid with a control character', { guid: 'can\u0000ary' }, [{ reason: 'INVALID', field: 'guid' }]],
    [
      'an audience with a lone surrogate',
      { audiences: ['can\ud800ary'] },
      [{ reason: 'INVALID', field: 'audiences' }],
    ],
    [
      'a tenant that is too long',
      { tenant_id: 'canary'.repeat(11) },
      [{ reason: 'INVALID', field: 'tenant_id' }],
    ],
    ['phones that are none', { phones: ['555 canary', 17] }, [{ reason: 'INVALID', field: 'phones' }]],
    ['a phone without its plus', { phones: ['15550101234'] }, [{ reason: 'INVALID', field: 'phones' }]],
    ['seven phones', { phones: Array(7).fill('+15550101234') }, [{ reason: 'INVALID', field: 'phones' }]],
    ['no such status', { status: 'DELETED' }, [{ reason: 'INVALID', field: 'status' }]],
    ['a flag in words', { mfa_required: 'canary' }, [{ reason: 'INVALID', field: 'mfa_required' }]],
    ['a role with a blank', { roles: ['can ary'] }, [{ reason: 'INVALID', field: 'roles' }]],
    ['a field that nobody knows', { mfa_requred: true }, [{ reason: 'UNKNOWN_FIELD', field: 'mfa_requred' }]],
    ['a key that is a value', { 'canary@example.test': 1 }, [{ reason: 'UNKNOWN_FIELD' }]],
    [
      'an organisation that is not there',
      { account: 'canary' },
      [{ reason: 'UNKNOWN_ACCOUNT', field: 'account' }],
    ],
    [
      'permissions in no organisation',
      { permissions: ['canary'] },
      [{ reason: 'MISSING', field: 'account' }],
    ],
    [
      'a password in the clear',
      { password_hash: 'canary' },
      [{ reason: 'UNREADABLE_HASH', field: 'password_hash' }],
    ],
    [
      'a hash of MD5',
      { password_hash: '5f4dcc3b5aa765d61d8327deb882cf99' },
      [{ reason: 'UNREADABLE_HASH', field: 'password_hash' }],
    ],
    [
      'a hash that costs too much',
      { password_hash: `$2b$31$${'.'.repeat(53)}` },
      [{ reason: 'UNREADABLE_HASH', field: 'password_hash' }],
    ],
    [
      'several faults',
      { email: 'canary', password_hash: 'x', status: 'ACTIVE', phones: ['1'] },
      [
        { reason: 'INVALID', field: 'email' },
        { reason: 'INVALID', field: 'phones' },
        { reason: 'UNREADABLE_HASH', field: 'password_hash' },
      ],
    ],
  ];

  it.each(FAULTY)(
    'rejects %s, says where and why and not what, and takes the lines around it',
    async (what, fault, faults) => {
      const name = what.replaceAll(/\W/g, '-');
      const isWhole = typeof fault === 'string' || Object.keys(fault).length === 0;
      const faulty = isWhole ? fault : await person(`${name}-faulty`, fault);
      const lines = [await person(`${name}-before`), '', faulty, await person(`${name}-after`)];
      const dry = await importInto(server, lines, { isDryRun: true });
      const { read, imported, rejections } = await importInto(server, lines);
      expect({ read, imported, rejections }).toEqual({
        read: 3,
        imported: 2,
        rejections: [{ line: 3, faults }],
      });
      expect(dry).toEqual({ read, imported, rejections });
      expect(JSON.stringify(rejections)).not.toMatch(VALUES);
    },
  );

  it('finds who is here already by e-mail, user name and guid, in upper or lower case', async () => {
    await addUser(server, { email: 'here@example.test', username: 'here', guid: 'here-1' });
    const lines = [
      await person('x1', { email: 'HERE@Example.TEST' }),
      await person('x2', { username: 'Here' }),
      await person('x3', { guid: 'here-1' }),
      await person('here', { username: 'HERE', guid: 'here-1' }),
      await person('x4', { guid: 'HERE-1' }),
    ];
    const taken = (line: number, ...fields: string[]) => ({
      line,
      faults: fields.map((field) => ({ reason: 'TAKEN', field })),
    });
    const expected = [
      taken(1, 'email'),
      taken(2, 'username'),
      taken(3, 'guid'),
      taken(4, 'email', 'username', 'guid'),
    ];
    expect((await importInto(server, lines, { isDryRun: true })).rejections).toEqual(expected);
    expect((await importInto(server, lines)).rejections).toEqual(expected);
  });

  it('takes an e-mail and a user name that only a deleted person had, but not their guid', async () => {
    const gone = await addUser(server, { email: 'gone@example.test', username: 'gone', guid: 'gone-1' });
    await server.rows.execute(
      `UPDATE users SET status = 'DELETED', deleted_at = updated_at WHERE user_id = $1`,
      [gone.userId],
    );
    const { rejections } = await importInto(server, [
      await person('other', { guid: 'gone-1' }),
      await person('gone', { username: 'gone' }),
    ]);
    expect(rejections).toEqual([{ line: 1, faults: [{ reason: 'TAKEN', field: 'guid' }] }]);
  });

  it('finds the same rejections in a dry run, also those hundreds of lines apart, and writes nothing then', async () => {
    const lines: unknown[] = [];
    for (let index = 0; index < 1200; index++)
      lines.push(await person(`run${index}`, { username: `run${index}` }));
    // Who was rejected has claimed nothing.
    lines[2] = await person('here', { username: 'claimed-by-nobody' });
    lines[3] = await person('run-a', { username: 'claimed-by-nobody' });
    lines[4] = await person('RUN5');
    lines[700] = await person('run-b', { username: 'RUN1' });
    lines[1100] = await person('run700', { email: 'RUN0@example.test' });
    lines[1101] = 'none';
    await addUser(server, { email: 'run600@example.test' });
    const before = await server.rows.counts();
    const dry = await importInto(server, lines, { isDryRun: true });
    expect(await server.rows.counts()).toEqual(before);
    const real = await importInto(server, lines);
    expect(real).toEqual(dry);
    expect(real.rejections.map(({ line }) => line)).toEqual([3, 6, 601, 701, 1101, 1102]);
    expect(await server.rows.count('users')).toBe((before.users ?? 0) + real.imported);
    expect(real).toMatchObject({ read: 1200, imported: 1194 });
  });

  it('imports nobody twice: a second time everybody is here already', async () => {
    const lines = [await person('twice1'), await person('twice2')];
    expect(await importInto(server, lines)).toMatchObject({ imported: 2 });
    const again = await importInto(server, lines);
    expect(again).toMatchObject({ read: 2, imported: 0 });
    expect(again.rejections.map(({ faults }) => faults)).toEqual(
      Array(2).fill([{ reason: 'TAKEN', field: 'email' }]),
    );
  });

  it('takes people of whom each has a lot', async () => {
    const roles = Array.from({ length: 32 }, (_, index) => `role-${index}`);
    const phones = Array.from({ length: 6 }, (_, index) => `+1555010000${index}`);
    const lines: FilePerson[] = [];
    for (let index = 0; index < 100; index++)
      lines.push(await person(`rich${index}`, { roles, phones, account: 'acme' }));
    const before = await server.rows.counts();
    expect(await importInto(server, lines)).toMatchObject({ imported: 100, rejections: [] });
    const after = await server.rows.counts();
    const added = (table: string) => (after[table] ?? 0) - (before[table] ?? 0);
    expect(
      ['users', 'credentials', 'user_phones', 'user_roles', 'memberships', 'audit_logs'].map(added),
    ).toEqual([100, 100, 600, 3200, 100, 100 * 34]);
  });

  it('adds all of a batch or nobody of it, and keeps the batches before it', async () => {
    const lines: FilePerson[] = [];
    for (let index = 0; index < 600; index++)
      lines.push(await person(`half${index}`, { roles: index === 550 ? ['support'] : [] }));
    const before = await server.rows.counts();
    isBroken = true;
    try {
      await expect(importInto(server, lines)).rejects.toThrow('no audit today');
    } finally {
      isBroken = false;
    }
    const after = await server.rows.counts();
    expect(
      ['users', 'credentials', 'audit_logs'].map((table) => (after[table] ?? 0) - (before[table] ?? 0)),
    ).toEqual([500, 500, 500]);
    expect(await importInto(server, lines)).toMatchObject({ read: 600, imported: 100 });
  });

  it('keeps the statuses that it is told', async () => {
    const statuses = ['PENDING', 'ACTIVE', 'LOCKED', 'DISABLED'];
    await importInto(server, await Promise.all(statuses.map((status) => person(`is-${status}`, { status }))));
    const answers = await Promise.all(statuses.map((status) => login(`is-${status}@example.test`)));
    expect(answers.map(({ status }) => status)).toEqual([401, 201, 423, 423]);
    await setStatus(server, await idOf('is-disabled@example.test'), 'ACTIVE');
    expect((await login('is-disabled@example.test')).status).toBe(201);
  });
});
