import { parseLdapTime } from './ldap-time.js';

describe('a time of a directory', () => {
  it.each([
    ['20251231220000Z', '2025-12-31T22:00:00.000Z'],
    ['20251231220000.123456Z', '2025-12-31T22:00:00.123Z'],
    ['20251231220000,5Z', '2025-12-31T22:00:00.500Z'],
    ['20260101003000+0230', '2025-12-31T22:00:00.000Z'],
    ['133801920000000000', '2025-01-01T08:00:00.000Z'],
    ['116444736000000000', '1970-01-01T00:00:00.000Z'],
  ])('is read: %s', (text, time) => expect(parseLdapTime(text)).toEqual(new Date(time)));

  it.each([undefined, '0', '-1', '9223372036854775807'])('can be none: %s', (text) =>
    expect(parseLdapTime(text)).toBeNull(),
  );

  it.each(['', 'yesterday', '20251331220000Z', '20251231250000Z', '2025-12-31', '1'.repeat(19)])(
    'is not guessed: %j',
    (text) => expect(() => parseLdapTime(text)).toThrow(RangeError),
  );
});
