import { hash as hashByBcrypt } from '@node-rs/bcrypt';
import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { verifierOf } from './stored-hash.js';

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64').replaceAll('=', '');
const bcrypt = (password: string) => hashByBcrypt(password, 4);
const text64 = (text: string) => Buffer.from(text).toString('base64').replaceAll('=', '');

/** Hashes that others have published, with their passwords. */
const PUBLISHED: readonly (readonly [string, string, string])[] = [
  [
    'argon2id (the reference implementation)',
    'password',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  [
    'argon2i (the reference implementation)',
    'password',
    '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA',
  ],
  ['bcrypt 2a (OpenBSD)', 'U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['bcrypt 2b', 'U*U', '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['bcrypt 2y (PHP)', 'U*U', '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  [
    'scrypt (RFC 7914)',
    'pleaseletmein',
    `$scrypt$ln=14,r=8,p=1$${text64('SodiumChloride')}$${base64('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887')}`,
  ],
  [
    'PBKDF2-SHA256 (RFC 7914)',
    'passwd',
    `$pbkdf2-sha256$i=1$${text64('salt')}$${base64('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783')}`,
  ],
  [
    'PBKDF2-SHA256 (passlib)',
    'password',
    '$pbkdf2-sha256$6400$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44',
  ],
];

const check = async (password: string, hash: string) => verifierOf(hash)?.(password);

describe('a stored hash', () => {
  it.each(PUBLISHED)('of the kind %s takes its password and no other', async (_, password, hash) => {
    expect(await check(password, hash)).toBe(true);
    expect(await check(`${password} `, hash)).toBe(false);
    expect(await check('', hash)).toBe(false);
  });

  it('of scrypt may cost what OWASP asks for, N = 2^17', async () => {
    const key = scryptSync('pw', 'salt', 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });
    const hash = `$scrypt$ln=17,r=8,p=1$${text64('salt')}$${base64(key.toString('hex'))}`;
    expect(await check('pw', hash)).toBe(true);
  });

  it('of PBKDF2 may cost what OWASP asks for, 600 000 rounds', async () => {
    const key = pbkdf2Sync('pw', 'salt', 600_000, 32, 'sha256').toString('hex');
    expect(await check('pw', `$pbkdf2-sha256$i=600000,l=32$${text64('salt')}$${base64(key)}`)).toBe(true);
  });

  it('of bcrypt takes up to 72 bytes and refuses a longer password, of which the end was never hashed', async () => {
    const longest = 'é'.repeat(36);
    const hash = await bcrypt(longest);
    expect(await check(longest, hash)).toBe(true);
    expect(await check(`${longest}x`, hash)).toBe(false);
    expect(await check(`${longest}y`, await bcrypt(`${longest}x`))).toBe(false);
    expect(await check(`${longest}x`, await bcrypt(`${longest}x`))).toBe(false);
  });

  it.each([
    '',
    'password',
    '5f4dcc3b5aa765d61d8327deb882cf99',
    '$1$salt$hash',
    '$argon2id$v=19$m=19456,t=2,p=1$salt',
    '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=2,p=99$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=8,t=1,p=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=065536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPP9',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHR$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GR.Pc',
    '$2b$05$CCCCCCCCCCCCCCCCCCCCCaE5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOez',
    '$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    '$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    '$2b$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    `$scrypt$ln=22,r=8,p=1$c2FsdA$${'A'.repeat(43)}`,
    `$scrypt$ln=14,r=8,p=17$c2FsdA$${'A'.repeat(43)}`,
    `$scrypt$ln=0,r=8,p=1$c2FsdA$${'A'.repeat(43)}`,
    `$scrypt$ln=14,r=0,p=1$c2FsdA$${'A'.repeat(43)}`,
    `$scrypt$ln=16,r=1,p=1$c2FsdA$${'A'.repeat(43)}`,
    `$pbkdf2-sha256$i=9999999$c2FsdA$${'A'.repeat(43)}`,
    `$pbkdf2-sha256$i=0$c2FsdA$${'A'.repeat(43)}`,
    `$pbkdf2-sha256$i=${'0'.repeat(500)}1$c2FsdA$${'A'.repeat(43)}`,
    `$pbkdf2-sha1$i=1$c2FsdA$${'A'.repeat(43)}`,
  ])('is not taken when its kind is unknown or its cost out of bounds: %s', (hash) => {
    expect(verifierOf(hash)).toBeUndefined();
  });

  it('that is taken can be computed, at the least cost of each kind too', async () => {
    for (const hash of [
      `$scrypt$ln=1,r=1,p=1$c2FsdA$${'A'.repeat(43)}`,
      `$scrypt$ln=15,r=1,p=1$c2FsdA$${'A'.repeat(43)}`,
      `$pbkdf2-sha256$i=1$$${'A'.repeat(43)}`,
      `$argon2d$v=19$m=8,t=1,p=1$c29tZXNhbHQ$${'A'.repeat(43)}`,
      `$argon2i$v=19$m=128,t=1,p=16$c29tZXNhbHQ$${'A'.repeat(43)}`,
      `$2b$04$${'.'.repeat(53)}`,
    ])
      expect([hash, await check('password', hash)]).toEqual([hash, false]);
  });
});
