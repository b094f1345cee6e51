import { createHash } from 'node:crypto';
import { hashCode, lastFourDigits, matchesCode } from './one-time-code.js';

const KEY = 'a key that is kept outside the database';

describe('a one-time code', () => {
  const hash = hashCode(KEY, 'tx-1', '123456');

  it('is known by its hash', () => {
    expect(matchesCode(KEY, 'tx-1', '123456', hash)).toBe(true);
  });

  it.each([
    ['another code', KEY, 'tx-1', '123457'],
    ['a code that is longer by a zero', KEY, 'tx-1', '0123456'],
    ['the same code in another transaction', KEY, 'tx-2', '123456'],
    ['the same code under another key', 'another key', 'tx-1', '123456'],
    ['a number with the same digits moved from the id', KEY, 'tx-', '1:123456'],
    ['no code', KEY, 'tx-1', ''],
  ])('is not taken for %s', (_, key, transaction, code) => {
    expect(matchesCode(key, transaction, code, hash)).toBe(false);
  });

  it('matches no hash that is none', () => {
    for (const broken of ['', hash.slice(1), `${hash}0`, hash.toUpperCase()])
      expect(matchesCode(KEY, 'tx-1', '123456', broken)).toBe(false);
  });

  it('cannot be found without the key: its hash is not that of the code alone', () => {
    for (const text of ['123456', 'tx-1:123456', 'tx-1123456'])
      expect(hash).not.toBe(createHash('sha256').update(text).digest('hex'));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a phone number', () => {
  it.each([
    ['+15550101234', '1234'],
    ['+44 20 7946 0958', '0958'],
    ['(555) 010-12 34', '1234'],
    ['123', '123'],
    ['', ''],
  ])('%s is shown as %s', (destination, shown) => {
    expect(lastFourDigits(destination)).toBe(shown);
  });
});
