import fc from 'fast-check';
import { EqualityFilter } from 'ldapts';
import { LdapEntry } from './ldap-entry.js';
import { Condition, FilterTemplate } from './ldap-filter.js';

const entry = new LdapEntry('uid=ada,dc=bank', {
  uid: ['ada'],
  Mail: ['ada@bank.test', 'lovelace@bank.test'],
  memberOf: ['CN=Admins, DC=Bank'],
  userAccountControl: ['514'],
  empty: [],
});

describe('a filter with gaps', () => {
  it('has them filled in without a look at what goes in', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (username) => {
        const filled = new FilterTemplate('(uid={username})').fill({ username });
        expect(filled).toEqual(new EqualityFilter({ attribute: 'uid', value: username }));
      }),
    ));

  it.each([
    [
      '(&(objectClass=person)(|(uid={username})(mail={username}@bank.test)(!(cn=x*))))',
      '(&(objectClass=person)(|(uid=a\\2a)(mail=a\\2a@bank.test)(!(cn=x*))))',
    ],
    ['(member:1.2.840.113556.1.4.1941:={username})', '(member:1.2.840.113556.1.4.1941:=a\\2a)'],
    ['(uid={username}{other})', '(uid=a\\2a{other})'],
  ])('keeps what is around them: %s', (template, filled) =>
    expect(new FilterTemplate(template).fill({ username: 'a*' }).toString()).toBe(filled),
  );

  it('can be asked for anybody', () =>
    expect(new FilterTemplate('(&(objectClass=person)(uid={username}))').forAnybody.toString()).toBe(
      '(&(objectClass=person)(uid=*))',
    ));

  it.each([
    ['ada', true],
    ['ADA', true],
    ['ada@bank.test', true],
    ['lovelace@bank.test', true],
    ['ada ', false],
    ['\uff41da', false],
    ['person', false],
  ])('knows whether an entry has exactly what was typed: %j', (username, isExact) => {
    const template = new FilterTemplate('(&(objectClass=person)(|(uid={username})(mail={username})))');
    expect(template.attributes).toEqual(['uid', 'mail']);
    expect(template.isExactly(entry, { username })).toBe(isExact);
  });
});

describe('a condition', () => {
  it.each([
    '(uid=ADA)',
    '(mail=lovelace@bank.test)',
    '(MAIL=*)',
    '(mail=ada*)',
    '(mail=*@bank.test)',
    '(mail=l*lace*.test)',
    '(memberOf=cn=admins,dc=bank)',
    '(&(uid=ada)(mail=*))',
    '(|(uid=bob)(mail=*))',
    '(!(uid=bob))',
    '(!(missing=*))',
    '(userAccountControl:1.2.840.113556.1.4.803:=2)',
    '(userAccountControl:1.2.840.113556.1.4.803:=514)',
    '(userAccountControl:1.2.840.113556.1.4.804:=3)',
  ])('holds: %s', (text) => expect(new Condition(text).holdsFor(entry)).toBe(true));

  it.each([
    '(uid=ad)',
    '(missing=*)',
    '(empty=*)',
    '(mail=bank*)',
    '(mail=*bank)',
    '(mail=ada*ada@bank.test)',
    '(mail=ada@bank.tes*st)',
    '(&(uid=ada)(missing=*))',
    '(!(mail=*))',
    '(userAccountControl:1.2.840.113556.1.4.803:=3)',
    '(userAccountControl:1.2.840.113556.1.4.804:=16)',
    '(uid:1.2.840.113556.1.4.803:=2)',
  ])('does not hold: %s', (text) => expect(new Condition(text).holdsFor(entry)).toBe(false));

  it('that is not there holds for nobody', () => expect(new Condition(null).holdsFor(entry)).toBe(false));
});
