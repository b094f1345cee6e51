import type { ConfigurationError } from './configuration-error.js';
import type { Environment } from './environment.schema.js';
import { loadConfig } from './load-config.js';

const NEEDED = {
  IDENTITY_PROVIDER: 'ldap',
  LDAP_URL: 'ldaps://ldap.bank.test',
  LDAP_BIND_DN: 'cn=sallyport,ou=services,dc=bank,dc=test',
  LDAP_BIND_PASSWORD: 'x7Kq-2mWz-94Ld-PvRt',
  LDAP_USER_BASE: 'ou=people,dc=bank,dc=test',
};

const ldapOf = (env: Environment) => loadConfig({ ...NEEDED, ...env }).adapters.ldap;

function problemsOf(env: Environment): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

const namesOf = (env: Environment) => problemsOf(env).map((problem) => problem.split(' ')[0]);
const DECOY = { LDAP_DECOY_DN: 'cn=decoy,ou=services,dc=bank,dc=test' };
const productionOf = (env: Environment) =>
  problemsOf({ NODE_ENV: 'production', ...NEEDED, ...DECOY, ...env }).filter((problem) =>
    problem.includes('LDAP_'),
  );

describe('a directory by LDAP', () => {
  it('needs its address, its service account and where people are, and says so at once', () =>
    expect(namesOf({ IDENTITY_PROVIDER: 'ldap' })).toEqual([
      'LDAP_URL',
      'LDAP_BIND_DN',
      'LDAP_BIND_PASSWORD',
      'LDAP_USER_BASE',
    ]));

  it('needs no more than that, and no webhook', () => {
    expect(problemsOf(NEEDED)).toEqual([]);
    expect(loadConfig(NEEDED).adapters.identityProvider).toBe('ldap');
    expect(productionOf({}).concat(problemsOf({ NODE_ENV: 'production', ...NEEDED }))).not.toContainEqual(
      expect.stringContaining('IDENTITY_'),
    );
  });

  it('starts from OpenLDAP', () =>
    expect(ldapOf({})).toMatchObject({
      userFilter: '(&(objectClass=inetOrgPerson)(uid={username}))',
      decoyDn: 'cn=nobody has this name,ou=people,dc=bank,dc=test',
      mapping: { cupid: 'entryUUID', username: 'uid', phones: ['mobile'], mfa_exempt: null },
    }));

  it('can start from Active Directory', () =>
    expect(ldapOf({ LDAP_SCHEMA: 'active-directory' })).toMatchObject({
      userFilter: '(&(objectCategory=person)(objectClass=user)(sAMAccountName={username}))',
      mapping: { cupid: 'objectGUID', disabled: '(userAccountControl:1.2.840.113556.1.4.803:=2)' },
    }));

  it('takes from the mapping what differs', () =>
    expect(ldapOf({ LDAP_MAPPING: '{"cupid":"employeeNumber","locked":null}' })?.mapping).toMatchObject({
      cupid: 'employeeNumber',
      locked: null,
      username: 'uid',
    }));

  it.each([
    ['LDAP_URL', 'http://ldap.bank.test'],
    ['LDAP_URL', 'ldap://'],
    ['LDAP_URL', 'ldap://user:pw@ldap.bank.test'],
    ['LDAP_URL', 'ldap://ldap.bank.test/dc=bank'],
    ['LDAP_URL', 'ldap://ldap.bank.test?x'],
    ['LDAP_BIND_DN', 'sallyport'],
    ['LDAP_SCHEMA', 'edirectory'],
    ['LDAP_USER_FILTER', 'uid={username}'],
    ['LDAP_USER_FILTER', '(uid=somebody)'],
    ['LDAP_USER_FILTER', '(uid={username}'],
    ['LDAP_USER_FILTER', '({username}=x)'],
    ['LDAP_USER_FILTER', '(uid={username}*)'],
    ['LDAP_USER_FILTER', '(|(uid={username})(uid>={username}))'],
    ['LDAP_USER_FILTER', '(|(uid={username})(member={dn}))'],
    ['LDAP_USER_FILTER', '(&(o=\\c3\\a4)(uid={username}))'],
    ['LDAP_USER_DN_TEMPLATE', '{username}'],
    ['LDAP_USER_DN_TEMPLATE', '{username}@bank.test'],
    ['LDAP_USER_DN_TEMPLATE', 'uid={username}'],
    ['LDAP_USER_DN_TEMPLATE', 'uid=x{username},dc=bank'],
    ['LDAP_USER_DN_TEMPLATE', 'uid={username},ou={username},dc=bank'],
    ['LDAP_GROUP_FILTER', '(member=*)'],
    ['LDAP_MAPPING', 'no such file'],
    ['LDAP_MAPPING', '{"cupid":'],
    ['LDAP_MAPPING', '{"cupids":"uid"}'],
    ['LDAP_MAPPING', '{"cupid":"u(id"}'],
    ['LDAP_MAPPING', '{"locked":"(a>=1)"}'],
    ['LDAP_MAPPING', '{"locked":"(a:1.2.3:=x)"}'],
    ['LDAP_MAPPING', '{"phones":["a","b","c","d","e","f","g"]}'],
    ['LDAP_MAPPING', '{"roles":{"admin":["admins"]}}'],
    ['LDAP_MAPPING', '{"accounts":[{"id":"a","name":"A","slug":"a"}]}'],
    ['LDAP_POOL_MAX', '0'],
    ['LDAP_TIMEOUT', '0'],
  ])('refuses %s=%s', (name, value) => expect(namesOf({ ...NEEDED, [name]: value })).toEqual([name]));

  it('names the faulty keys of a mapping', () =>
    expect(problemsOf({ LDAP_MAPPING: '{"guid":1,"locked":"x","username":"uid"}' })).toEqual([
      expect.stringMatching(/^LDAP_MAPPING cannot be used at guid, locked: it must be /),
    ]));

  it('has StartTLS and certificates only where they have an effect', async () => {
    const [LDAP_TLS_CA] = (await import('node:tls')).rootCertificates;
    const LDAP_URL = 'ldap://ldap.bank.test';
    expect(namesOf({ ...NEEDED, LDAP_START_TLS: 'true' })).toEqual(['LDAP_START_TLS']);
    expect(namesOf({ ...NEEDED, LDAP_URL, LDAP_TLS_CA })).toEqual(['LDAP_TLS_CA']);
    expect(namesOf({ ...NEEDED, LDAP_URL, LDAP_TLS_CA, LDAP_START_TLS: 'true' })).toEqual([]);
  });
});

describe('production', () => {
  it('takes ldaps, or ldap with StartTLS', () => {
    expect(productionOf({})).toEqual([]);
    expect(productionOf({ LDAP_URL: 'ldap://ldap.bank.test', LDAP_START_TLS: 'true' })).toEqual([]);
  });

  it('needs a decoy, or unknown names would be told from known ones', () =>
    expect(productionOf({ LDAP_DECOY_DN: '' })).toEqual([
      expect.stringMatching(/^LDAP_DECOY_DN is missing: /),
    ]));

  it.each([
    ['LDAP_URL', 'ldap://ldap.bank.test', 'is plain ldap'],
    ['LDAP_URL', 'LDAP://ldap.bank.test', 'is plain ldap'],
    ['LDAP_BIND_PASSWORD', 'x7Kq-2mWz-94Ld', 'is too short'],
    ['LDAP_BIND_PASSWORD', 'change-me-change-me', 'holds a secret that is published'],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(productionOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} ${problem}.*: `)]);
    expect(problemsOf({ ...NEEDED, [name]: value })).toEqual([]);
  });
});
