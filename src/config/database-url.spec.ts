import * as fc from 'fast-check';
import {
  databaseUrl,
  databaseUrlProblem,
  isDatabaseHost,
  isDatabaseName,
  passwordsIn,
} from './database-url.js';

const address = { host: 'db', port: 5432, name: 'ciam', user: 'app', password: 'pw' };

describe('the URL made of parts', () => {
  it('escapes whatever would end a part early', () =>
    expect(databaseUrl({ ...address, user: 'a@b:c', password: 'p@s/s w?#r%25', name: 'my db' })).toBe(
      'postgres://a%40b%3Ac:p%40s%2Fs%20w%3F%23r%2525@db:5432/my%20db',
    ));

  it('puts an IPv6 address in brackets', () =>
    expect(databaseUrl({ ...address, host: '::1' })).toBe('postgres://app:pw@[::1]:5432/ciam'));

  it('escapes the directory of a socket', () =>
    expect(databaseUrl({ ...address, host: '/run/pg' })).toBe('postgres://app:pw@%2Frun%2Fpg:5432/ciam'));

  it('gives back any user and password', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (user, password) => {
          const url = databaseUrl({ ...address, user, password });
          expect(databaseUrlProblem(url)).toBeUndefined();
          expect(decodeURIComponent(new URL(url).username)).toBe(user);
          expect(passwordsIn(url)).toEqual([password]);
        },
      ),
    ));
});

describe('a connection URL', () => {
  it.each([
    'postgres://u:p@h/db',
    'postgresql://u@h:1/db',
    'postgres:///db?host=/run/pg',
    'postgres://u:p@h/db?application_name=x',
  ])('may be %s', (url) => expect(databaseUrlProblem(url)).toBeUndefined());

  it.each([
    ['garbage', 'is no URL'],
    ['postgres://u:p/w@h/db', 'is no URL'],
    ['mysql://u:p@h/db', 'is of another scheme'],
    ['postgres://u:p@h', 'names no database'],
    ['postgres://u:p@h/', 'names no database'],
    ['postgres://u:p@h/db#x', 'has a part after #'],
    ['postgres://u:p%zz@h/db', 'has a % that escapes nothing'],
    ['postgres://u:p@h/db?sslmode=no-verify', 'sets TLS'],
    ['postgres://u:p@h/db?ssl=0', 'sets TLS'],
  ])('may not be %s, which %s', (url, problem) => expect(databaseUrlProblem(url)).toContain(problem));

  it('gives away the passwords of its user and its query', () =>
    expect(passwordsIn('postgres://u:a%40b@h/db?password=c')).toEqual(['a@b', 'c']));

  it('may have no password at all', () => expect(passwordsIn('postgres://u@h/db')).toEqual([]));
});

describe('a part', () => {
  it.each(['db', 'db-1.example.com', '10.0.0.1', '::1', '/run/postgresql'])('may be the host %s', (host) =>
    expect(isDatabaseHost(host)).toBe(true),
  );

  it.each(['db:5432', 'postgres://db', 'user@db', 'a b'])('may not be the host %s', (host) =>
    expect(isDatabaseHost(host)).toBe(false),
  );

  it('may be a database name without characters that the driver leaves escaped', () => {
    expect(isDatabaseName('my db%é')).toBe(true);
    expect(isDatabaseName('a/b')).toBe(false);
  });
});
