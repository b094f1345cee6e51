import { LDAP_SCHEMAS, type LdapMappingChanges } from '../config/ldap-mapping.js';
import { guidBytes, guidText, LdapEntry } from './ldap-entry.js';
import { LdapPersonReader } from './ldap-person.js';

const NOW = new Date('2026-03-01T10:00:00Z');
const GUID = '6b29fc40-ca47-1067-b31d-00dd010662da';
const BYTES = '40fc296b47ca6710b31d00dd010662da';

/** As Active Directory answers it. */
const ENTRY = {
  dn: 'CN=Ada Lovelace,OU=Staff,DC=bank,DC=test',
  objectGUID: Buffer.from(BYTES, 'hex'),
  sAMAccountName: 'ada',
  mail: 'ada@bank.test',
  givenName: 'Ada',
  sn: 'Lovelace',
  mobile: '+15550101234',
  pwdLastSet: '133801920000000000',
  accountExpires: '9223372036854775807',
  userAccountControl: '512',
};

const EMPTY: string[] = [];

function read(changes: object = {}, mapping: LdapMappingChanges = {}, now = NOW) {
  const reader = new LdapPersonReader({ ...LDAP_SCHEMAS['active-directory'].mapping, ...mapping });
  return reader.read(LdapEntry.of({ ...ENTRY, ...changes }), now);
}

describe('a person of Active Directory', () => {
  it('has an id from bytes, times in ticks and flags in bits', () => {
    expect(read()).toEqual({
      cupid: GUID,
      guid: null,
      username: 'ada',
      email: 'ada@bank.test',
      emailVerified: false,
      givenName: 'Ada',
      familyName: 'Lovelace',
      roles: ['user'],
      standing: 'ACTIVE',
      mfaRequired: true,
      mfaLocked: false,
      otpMethods: [{ optionId: 1, destination: '+15550101234' }],
      push: 'NOT_REGISTERED',
      audiences: [],
      accounts: [],
      passwordChangedAt: new Date('2025-01-01T08:00:00Z'),
    });
    expect(read({ userAccountControl: '514' }).standing).toBe('DISABLED');
    expect(read({ pwdLastSet: '0' }).passwordChangedAt).toBeNull();
  });

  it('is disabled from the moment the account expires', () => {
    const accountExpires = '133801920000000000';
    expect(read({ accountExpires }, {}, new Date('2025-01-01T07:59:59.999Z')).standing).toBe('ACTIVE');
    expect(read({ accountExpires }, {}, new Date('2025-01-01T08:00:00Z')).standing).toBe('DISABLED');
  });

  it('is found again by the same bytes', () => {
    expect(guidBytes(GUID)?.toString('hex')).toBe(BYTES);
    expect(guidBytes(GUID.toUpperCase())?.toString('hex')).toBe(BYTES);
    expect(guidText(Buffer.from(BYTES, 'hex'))).toBe(GUID);
    expect(guidBytes(`${GUID}0`)).toBeUndefined();
    expect(guidBytes('*')).toBeUndefined();
  });
});

describe('a person', () => {
  it.each([
    ['nothing', {}, 'ACTIVE'],
    ['a restriction', { o: 'restricted' }, 'RESTRICTED'],
    ['a lock, before a restriction', { o: ['restricted', 'locked'] }, 'LOCKED'],
    ['disabling, before a lock', { o: ['locked', 'disabled'] }, 'DISABLED'],
    ['a block, before disabling', { o: ['disabled', 'blocked'] }, 'ENTERPRISE_BLOCKED'],
    ['death, before anything', { o: ['blocked', 'disabled', 'dead'] }, 'DECEASED'],
  ])('is kept out by %s', (_why, changes, standing) => {
    const flags = {
      restricted: '(o=restricted)',
      locked: '(o=locked)',
      disabled: '(o=disabled)',
      enterprise_blocked: '(o=blocked)',
      deceased: '(o=dead)',
    };
    expect(read(changes, flags).standing).toBe(standing);
  });

  it('must pass a second factor unless exempt', () => {
    const mapping = { mfa_exempt: '(o=exempt)' };
    expect(read({}, mapping).mfaRequired).toBe(true);
    expect(read({ o: 'exempt' }, mapping).mfaRequired).toBe(false);
  });

  it.each([
    [{ o: 'app' }, 'ENABLED'],
    [{ o: ['app', 'off'] }, 'DISABLED'],
    [{}, 'NOT_REGISTERED'],
  ])('has push as %j says', (changes, push) =>
    expect(read(changes, { push_enabled: '(o=app)', push_disabled: '(o=off)' }).push).toBe(push),
  );

  it('has at most six phones, each once, without what cannot be dialled', () => {
    const mobile = [
      '+1 555 010-0003',
      '(555) 010 0001',
      '555.010.0002',
      'none',
      '12',
      '+1\u2011555\u20110100004',
    ];
    const telephoneNumber = ['5550100001', '5550100009', '5550100008', '5550100007'];
    const { otpMethods } = read({ mobile, telephoneNumber }, { phones: ['mobile', 'telephoneNumber'] });
    expect(otpMethods.map(({ destination }) => destination)).toEqual([
      '5550100001',
      '+15550100003',
      '+15550100004',
      '5550100002',
      '5550100007',
      '5550100008',
    ]);
    expect(otpMethods.map(({ optionId }) => optionId)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps the options of the phones in whatever order the directory answers', () => {
    const mobile = ['+15550100002', '+15550100001'];
    expect(read({ mobile }).otpMethods).toEqual(read({ mobile: [...mobile].reverse() }).otpMethods);
  });

  it.each([
    ['email', { mail: EMPTY }],
    ['email', { mail: `${'a'.repeat(320)}@bank.test` }],
    ['cupid', { objectGUID: EMPTY }],
    ['username', { sAMAccountName: 'a\u0000da' }],
    ['given_name', { givenName: 'x'.repeat(257) }],
  ])('is no whole person without a usable %s', (field, changes) =>
    expect(() => read(changes)).toThrow(`a person does not fit: ${field}`),
  );

  it('is no whole person with a time that is none', () =>
    expect(() => read({ pwdLastSet: 'yesterday' })).toThrow('a person does not fit: pwdLastSet is no time'));
});
