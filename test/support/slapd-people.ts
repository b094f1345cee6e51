import { MOST_FOUND, ROOT, SERVICE, SUFFIX } from './slapd-files.js';

export const PASSWORD = 'password';
export const PEOPLE = `ou=people,${SUFFIX}`;
export const GROUPS = `ou=groups,${SUFFIX}`;
export const DECOY = `cn=decoy,ou=services,${SUFFIX}`;

type Attributes = Readonly<Record<string, string | readonly string[]>>;

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Values go in base64, so that any character can be one. */
function entry(dn: string, attributes: Attributes): string {
  const lines = Object.entries(attributes).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}:: ${base64(value)}`),
  );
  return [`dn:: ${base64(dn)}`, ...lines, ''].join('\n');
}

/** RFC 4514 §2.4, in the way that is not the server's own. */
const inDn = (value: string) => value.replace(/[,+"\\<>;=#]/g, (special) => `\\${special}`);

export const dnOf = (uid: string) => `uid=${inDn(uid)},${PEOPLE}`;

let serial = 0;

/** Of somebody who differs from the others in what is given. */
export function attributesOf<T extends Attributes>(uid: string, more: T) {
  return {
    objectClass: 'inetOrgPerson',
    uid,
    cn: `${uid} of the bank`,
    sn: 'Lovelace',
    givenName: 'Ada',
    mail: 'somebody@bank.test',
    mobile: '+1 (555) 010-1234',
    userPassword: PASSWORD,
    ...more,
  };
}

function person(uid: string, more: Attributes = {}): string {
  serial += 1;
  return entry(dnOf(uid), attributesOf(uid, { entryUUID: uuidOf(serial), ...more }));
}

const uuidOf = (index: number) => `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`;

const group = (cn: string, ...members: string[]) =>
  entry(`cn=${inDn(cn)},${GROUPS}`, { objectClass: 'groupOfNames', cn, member: members });

const account = (dn: string, cn: string, userPassword: string) =>
  entry(dn, { objectClass: ['organizationalRole', 'simpleSecurityObject'], cn, userPassword });

const unit = (ou: string) => entry(`ou=${ou},${SUFFIX}`, { objectClass: 'organizationalUnit', ou });

/** User names that mean something in filters, in distinguished names, or to careless comparison. */
export const STRANGE_NAMES = ['comma,plus+', 'back\\slash', 'paren(s)', '#hash="x"', '<semi;colon>', 'josé'];

const POLICY = entry(`cn=default,ou=policies,${SUFFIX}`, {
  objectClass: ['device', 'pwdPolicy'],
  cn: 'default',
  pwdAttribute: 'userPassword',
  pwdLockout: 'TRUE',
});

const employee = (uid: string, employeeType: string) => person(uid, { employeeType });

/** One group more than a search finds. */
const CLUBS = Array.from({ length: MOST_FOUND + 1 }, (_, index) => `club ${index}`);

/** Everything that is in the directory at the start. */
export const SEED = [
  entry(SUFFIX, { objectClass: ['organization', 'dcObject'], o: 'The bank', dc: 'bank' }),
  ...['people', 'groups', 'policies', 'services'].map(unit),
  POLICY,
  account(SERVICE.dn, 'sallyport', SERVICE.password),
  account(DECOY, 'decoy', 'nobody is told this password'),
  person('ada', {
    mail: ['ada@bank.test'],
    mobile: ['+1 (555) 010-5678', '+1 (555) 010-1234', 'ask my secretary'],
    telephoneNumber: '+1 555 010 9999',
    employeeNumber: '4711',
    employeeType: 'push',
    pwdChangedTime: '20251231220000Z',
    memberOf: `cn=customers,${GROUPS}`,
  }),
  person('guest', { employeeType: 'no-mfa', mobile: [] }),
  employee('disabled', 'disabled'),
  employee('locked', 'locked'),
  employee('mfalocked', 'mfa-locked'),
  employee('leaver', 'no-mfa'),
  employee('joiner', 'no-mfa'),
  person('frozen', { pwdAccountLockedTime: '000001010000Z' }),
  person('faxless', { mail: [] }),
  person('passwordless', { userPassword: [] }),
  ...STRANGE_NAMES.map((uid) => person(uid)),
  person('twin', { employeeNumber: '1' }),
  ...['first', 'second', 'third'].map((uid) => person(uid, { uid: [uid, 'triplet'] })),
  person('other twin', { uid: ['other twin', 'twin'], employeeNumber: '1' }),
  entry(`cn=printer,${PEOPLE}`, {
    objectClass: ['device', 'uidObject', 'simpleSecurityObject'],
    cn: 'printer',
    uid: 'printer',
    userPassword: PASSWORD,
  }),
  group('admins', dnOf('ada')),
  group('The Acme, Inc. desk', dnOf('ada'), dnOf('comma,plus+')),
  group('others', ROOT.dn),
  ...CLUBS.map((club) => group(club, dnOf('joiner'))),
].join('\n');

/** What this directory keeps where. */
export const MAPPING = {
  phones: ['mobile', 'telephoneNumber'],
  email_verified: '(mail=*@bank.test)',
  push_enabled: '(employeeType=push)',
  disabled: '(employeeType=disabled)',
  locked: '(|(employeeType=locked)(pwdAccountLockedTime=000001010000Z))',
  mfa_locked: '(employeeType=mfa-locked)',
  mfa_exempt: '(employeeType=no-mfa)',
  roles: { admin: [`CN=Admins, OU=Groups, ${SUFFIX}`], auditor: [`cn=others,${GROUPS}`] },
  audiences: { customers: [`cn=customers,${GROUPS}`] },
  accounts: [
    {
      id: 'acme',
      name: 'Acme',
      slug: 'acme',
      permissions: ['desk:read'],
      groups: [`cn=The Acme\\2c Inc. desk,${GROUPS}`],
    },
  ],
};
