import fc from 'fast-check';
import { Client, EqualityFilter } from 'ldapts';
import { closeProviders, LdapTraffic, providerOf, withProvider } from './support/ldap-provider.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { SERVICE } from './support/slapd-files.js';
import { DECOY, dnOf, PASSWORD, PEOPLE, STRANGE_NAMES } from './support/slapd-people.js';

const TEMPLATE = { LDAP_USER_DN_TEMPLATE: `uid={username},${PEOPLE}` };
const BY_MAIL = { LDAP_USER_FILTER: '(|(uid={username})(mail={username}))' };

/** Each would be somebody, or everybody, where it is read as anything but a name. */
const INJECTIONS = [
  '',
  '*',
  'ad*',
  '*)(uid=*',
  'ada)(|(uid=*',
  'ada)(objectClass=*))(|(uid=ada',
  'ada\\',
  'ada\\2a',
  '\\61da',
  'ada\0',
  'ada\\00',
  '\0',
  'ada,ou=people',
  `ada,${PEOPLE}`,
  'ada+cn=ada of the bank',
  'ada\\2cou=people',
  '"ada"',
  '#04036164 61',
  dnOf('ada'),
  '{username}',
  '$&',
  'EXTERNAL',
  'PLAIN',
  '\ud800',
];

/** Names that directories take for `ada`: each would be counted as somebody else's failures. */
const LOOK_ALIKES = [' ada', 'ada ', '  ada  ', '\uff41da', '\u{1d41a}da', '\u24d0da', '\u00aada'];

/** Characters that mean something in filters and distinguished names, and those of a name that is there. */
const MEANINGFUL = ['*', '(', ')', '\\', '\0', '=', ',', '+', '"', '<', '>', ';', '#', ' ', 'a', 'd', 'n'];

withSlapd('a hostile user name', () => {
  let slapd: Slapd;

  beforeAll(async () => {
    slapd = await Slapd.start();
  });

  afterAll(() => slapd.remove());

  describe.each([
    ['searched for', {}],
    ['searched for by mail too', BY_MAIL],
    ['put into a template', TEMPLATE],
  ])('%s', (_how, env) => {
    it.each(INJECTIONS)('is nobody’s: %j', (username) =>
      withProvider(slapd, env, ({ provider }) =>
        expect(provider.authenticate(username, PASSWORD)).resolves.toBeNull(),
      ),
    );

    it.each([...LOOK_ALIKES, 'jose\u0301'])('is not taken for what it looks like: %j', (username) =>
      withProvider(slapd, env, ({ provider }) =>
        expect(provider.authenticate(username, PASSWORD)).resolves.toBeNull(),
      ),
    );

    it.each(STRANGE_NAMES)('is somebody’s who is really called that: %j', (username) =>
      withProvider(slapd, env, async ({ provider }) => {
        const person = await provider.authenticate(username, PASSWORD);
        expect(person).toMatchObject({ username });
        await expect(provider.authenticate(username, 'wrong')).resolves.toBeNull();
        await expect(provider.find(person!.cupid)).resolves.toEqual(person);
      }),
    );

    it('of any characters whatever neither fails nor gets in', () =>
      withProvider(slapd, env, async ({ provider }) => {
        const character = fc.oneof(fc.constantFrom(...MEANINGFUL), fc.string({ unit: 'binary' }));
        const names = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''));
        await fc.assert(
          fc.asyncProperty(names, async (username) => {
            fc.pre(username.toLowerCase() !== 'ada');
            expect(await provider.authenticate(username, PASSWORD)).toBeNull();
          }),
          { numRuns: 150 },
        );
      }));
  });

  it('as an id is nobody’s', () =>
    withProvider(slapd, {}, async ({ provider }) => {
      for (const id of INJECTIONS) expect(await provider.find(id)).toBeNull();
    }));

  it.each(LOOK_ALIKES)('that looks like another is the same to the directory: %j', (value) =>
    slapd.asRoot(async (client) => {
      const filter = new EqualityFilter({ attribute: 'uid', value });
      const { searchEntries } = await client.search(PEOPLE, { filter });
      expect(searchEntries.map(({ dn }) => dn)).toEqual([dnOf('ada')]);
    }),
  );
});

withSlapd('a password', () => {
  let slapd: Slapd;

  beforeAll(async () => {
    slapd = await Slapd.start();
  });

  afterEach(() => {
    jest.restoreAllMocks();
    closeProviders();
  });

  afterAll(() => slapd.remove());

  it.each(['', '\0', '\0password', 'password\0'])(
    'that is empty, or could be taken for it, is wrong: %j',
    (password) =>
      withProvider(slapd, {}, async ({ provider }) => {
        const traffic = new LdapTraffic();
        await expect(provider.authenticate('ada', password)).resolves.toBeNull();
        expect(traffic.take().filter((step) => step.startsWith('bind'))).toEqual([
          `bind ${SERVICE.dn}`,
          `bind ${DECOY}`,
        ]);
      }),
  );

  it('that is empty would have been accepted: this directory is that careless', async () => {
    const client = new Client({ url: slapd.url });
    await expect(client.bind(dnOf('ada'), '')).resolves.toBeUndefined();
    await client.unbind();
  });

  it('costs the same work whether it is wrong, nobody’s, or tried on no name at all', async () => {
    const { provider } = providerOf(slapd);
    await provider.find('to have the service account signed in');
    const traffic = new LdapTraffic();
    const workFor = async (username: string, password = 'wrong') => {
      await expect(provider.authenticate(username, password)).resolves.toBeNull();
      return traffic.take();
    };
    expect(await workFor('ada')).toEqual(['search sub', 'open', `bind ${dnOf('ada')}`]);
    const asNobody = ['search sub', 'open', `bind ${DECOY}`];
    for (const name of ['nobody', 'twin', ' ada', '*', '', 'printer'])
      expect(await workFor(name)).toEqual(asNobody);
    expect(await workFor('ada', '')).toEqual(asNobody);
  });

  it('that is the decoy’s is no way in', async () =>
    withProvider(slapd, {}, ({ provider }) =>
      expect(provider.authenticate('nobody', 'nobody is told this password')).resolves.toBeNull(),
    ));
});
