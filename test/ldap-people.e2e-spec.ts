import { DependencyUnavailable } from '../src/common/errors.js';
import { LdapConnection } from '../src/adapters/ldap-connection.js';
import type { LdapIdentityProvider } from '../src/adapters/ldap-identity-provider.js';
import { closeProviders, providerOf, withProvider } from './support/ldap-provider.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { ROOT, SUFFIX } from './support/slapd-files.js';
import { dnOf, GROUPS, MAPPING, PASSWORD, PEOPLE } from './support/slapd-people.js';

const ADA = {
  cupid: '11111111-0000-4000-8000-000000000001',
  guid: null,
  username: 'ada',
  email: 'ada@bank.test',
  emailVerified: true,
  givenName: 'Ada',
  familyName: 'Lovelace',
  roles: ['user', 'admin'],
  standing: 'ACTIVE',
  mfaRequired: true,
  mfaLocked: false,
  otpMethods: [
    { optionId: 1, destination: '+15550101234' },
    { optionId: 2, destination: '+15550105678' },
    { optionId: 3, destination: '+15550109999' },
  ],
  push: 'ENABLED',
  audiences: ['customers'],
  accounts: [{ id: 'acme', name: 'Acme', slug: 'acme', permissions: ['desk:read'] }],
  passwordChangedAt: new Date('2025-12-31T22:00:00Z'),
};

withSlapd('people of an LDAP directory', () => {
  let slapd: Slapd;
  let directory: LdapIdentityProvider;

  const signIn = (username: string, password = PASSWORD) => directory.authenticate(username, password);
  const mapped = (changes: object) => ({ LDAP_MAPPING: JSON.stringify({ ...MAPPING, ...changes }) });

  beforeAll(async () => {
    slapd = await Slapd.start();
    directory = providerOf(slapd).provider;
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(async () => {
    closeProviders();
    await slapd.remove();
  });

  it('are found by user name and password with everything that is known of them', async () => {
    await expect(signIn('ada')).resolves.toEqual(ADA);
    await expect(signIn('ADA')).resolves.toEqual(ADA);
  });

  it('are found by id without a password', async () => {
    await expect(directory.find(ADA.cupid)).resolves.toEqual(ADA);
    await expect(directory.find('11111111-0000-4000-8000-999999999999')).resolves.toBeNull();
  });

  it('are told apart from strangers and impostors by null alone', async () => {
    await expect(signIn('ada', 'Password')).resolves.toBeNull();
    await expect(signIn('nobody')).resolves.toBeNull();
  });

  it.each([
    ['disabled', { standing: 'DISABLED' }],
    ['locked', { standing: 'LOCKED' }],
    ['mfalocked', { standing: 'ACTIVE', mfaLocked: true, mfaRequired: true }],
    [
      'guest',
      { standing: 'ACTIVE', mfaRequired: false, otpMethods: [], roles: ['user'], push: 'NOT_REGISTERED' },
    ],
  ])('who are flagged are answered with their flags, after the right password: %s', async (uid, expected) => {
    await expect(signIn(uid)).resolves.toMatchObject({ username: uid, ...expected });
    await expect(signIn(uid, 'wrong')).resolves.toBeNull();
  });

  it('whom the directory itself does not let in are refused, and known to be locked', async () => {
    await expect(signIn('frozen')).resolves.toBeNull();
    const [frozen] = await slapd.asRoot(async (client) => {
      const options = { filter: '(uid=frozen)', attributes: ['entryUUID'] };
      return (await client.search(PEOPLE, options)).searchEntries;
    });
    await expect(directory.find(String(frozen?.entryUUID))).resolves.toMatchObject({ standing: 'LOCKED' });
  });

  it.each([
    ['who has no password', 'passwordless'],
    ['whom the filter leaves out', 'printer'],
    ['whose name another has too', 'twin'],
    ['whose name two others have too', 'triplet'],
  ])('are not taken for one %s', (_who, uid) => expect(signIn(uid)).resolves.toBeNull());

  it('of whom two have one id are answered with neither', () =>
    withProvider(slapd, mapped({ cupid: 'employeeNumber' }), async ({ provider }) => {
      await expect(provider.find('4711')).resolves.toMatchObject({ username: 'ada', cupid: '4711' });
      await expect(provider.find('1')).rejects.toThrow(DependencyUnavailable);
    }));

  it('are nobody by an id in another spelling', () =>
    withProvider(slapd, mapped({ cupid: 'uid' }), async ({ provider }) => {
      await expect(provider.find('ada')).resolves.toMatchObject({ cupid: 'ada' });
      await expect(provider.find('ADA')).resolves.toBeNull();
      await expect(provider.find(' ada')).resolves.toBeNull();
    }));

  it('who lack what everybody has are an error, but only to the right password', async () => {
    await expect(signIn('faxless', 'wrong')).resolves.toBeNull();
    await expect(signIn('faxless')).rejects.toMatchObject({
      cause: { message: 'a person does not fit: email' },
    });
  });

  it('whose groups the directory does not tell all of are an error: one could take something away', async () => {
    await expect(signIn('joiner')).rejects.toMatchObject({ cause: { message: 'searching: result code 4' } });
    await withProvider(slapd, { LDAP_GROUP_BASE: '' }, ({ provider }) =>
      expect(provider.authenticate('joiner', PASSWORD)).resolves.toMatchObject({ username: 'joiner' }),
    );
  });

  it.each([
    ['guest', 'DISABLED'],
    ['locked', 'LOCKED'],
  ])(
    'of whom a directory says that they are disabled are, and no less than the mapping says: %s',
    async (uid, standing) => {
      // To have the service account signed in.
      await directory.find(ADA.cupid);
      jest.spyOn(LdapConnection.prototype, 'bind').mockResolvedValueOnce('RIGHT_BUT_DISABLED');
      await expect(signIn(uid)).resolves.toMatchObject({ username: uid, standing });
    },
  );

  it('have their groups from memberOf alone where none are searched for', () =>
    withProvider(slapd, { LDAP_GROUP_BASE: '' }, async ({ provider }) => {
      const ada = await provider.authenticate('ada', PASSWORD);
      expect(ada).toMatchObject({ roles: ['user'], audiences: ['customers'], accounts: [] });
    }));

  it('lose and gain roles with their groups', async () => {
    const admins = `cn=admins,${GROUPS}`;
    await slapd.modify(admins, 'member', ROOT.dn);
    await expect(directory.find(ADA.cupid)).resolves.toMatchObject({ roles: ['user'] });
    await slapd.modify(admins, 'member', dnOf('ada'));
    await expect(directory.find(ADA.cupid)).resolves.toMatchObject({ roles: ['user', 'admin'] });
  });

  it('are nobody any more once the filter leaves them out or they are gone', async () => {
    const leaver = await signIn('leaver');
    await slapd.modify(dnOf('leaver'), 'uid', 'leaver', 'gone');
    await expect(directory.find(leaver!.cupid)).resolves.toMatchObject({ cupid: leaver!.cupid });
    await withProvider(
      slapd,
      { LDAP_USER_FILTER: '(&(uid={username})(!(employeeType=no-mfa)))' },
      ({ provider }) => expect(provider.find(leaver!.cupid)).resolves.toBeNull(),
    );
    await slapd.asRoot((client) => client.del(dnOf('leaver')));
    await expect(directory.find(leaver!.cupid)).resolves.toBeNull();
  });

  it('whose account has expired are disabled', () =>
    withProvider(slapd, mapped({ expires_at: 'pwdChangedTime' }), async ({ provider, clock }) => {
      clock.advance((Date.parse('2025-12-31T21:59:59Z') - clock.now().getTime()) / 1000);
      await expect(provider.find(ADA.cupid)).resolves.toMatchObject({ standing: 'ACTIVE' });
      clock.advance(1);
      await expect(provider.find(ADA.cupid)).resolves.toMatchObject({ standing: 'DISABLED' });
    }));

  it('are not under another base', () =>
    withProvider(slapd, { LDAP_USER_BASE: `ou=nowhere,${SUFFIX}` }, ({ provider }) =>
      expect(provider.authenticate('ada', PASSWORD)).resolves.toBeNull(),
    ));
});
