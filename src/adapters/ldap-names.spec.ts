import fc from 'fast-check';
import { canonicalDn, escapeDnValue } from './ldap-names.js';

describe('a value in a distinguished name', () => {
  it.each([
    ['ada', 'ada'],
    ['josé 1', 'josé 1'],
    ['a,b', 'a\\2cb'],
    ['a+b=c', 'a\\2bb\\3dc'],
    ['"<>;', '\\22\\3c\\3e\\3b'],
    ['back\\slash', 'back\\5cslash'],
    ['#1', '\\231'],
    [' a b ', '\\20a b\\20'],
    [' ', '\\20'],
    ['a\0b', 'a\\00b'],
    ['\u0085', '\\c2\\85'],
  ])('is escaped where it could end it: %j', (value, escaped) => expect(escapeDnValue(value)).toBe(escaped));

  it('never has a character of its own that means something', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(escapeDnValue(value).replace(/\\[\da-f]{2}/g, '')).not.toMatch(/[,+"\\<>;=#\p{Cc}]|^ | $/u);
      }),
    ));
});

describe('a distinguished name', () => {
  it.each([
    ['cn=admins,ou=groups,dc=bank', 'CN=Admins, OU=Groups , dc = bank'],
    ['cn=a\\,b,dc=bank', 'cn=a\\2Cb,dc=bank'],
    ['cn=a+uid=b,dc=bank', 'cn=a + uid=b,dc=bank'],
  ])('is the same however it is spelt: %s', (one, other) =>
    expect(canonicalDn(other)).toBe(canonicalDn(one)),
  );

  it.each([
    ['cn=a\\,ou=b,dc=bank', 'cn=a,ou=b,dc=bank'],
    ['cn=admins,ou=groups', 'cn=admins,ou=group'],
    ['cn=a b', 'cn=ab'],
  ])('is not taken for another: %s', (one, other) => expect(canonicalDn(other)).not.toBe(canonicalDn(one)));
});
