import { createHash } from 'node:crypto';
import { loadConfig } from '../../config/load-config.js';
import { Lookups } from './lookups.js';

const keyOf = (id: string) => `${id}:${createHash('sha256').update(id).digest('base64')}`;
const lookups = (seal: string, ...index: string[]) =>
  new Lookups(
    loadConfig({
      PII_ENCRYPTION_KEYS:
        seal &&
        seal
          .split(',')
          .map((id) => (id === 'plain' ? id : keyOf(id)))
          .join(','),
      PII_INDEX_KEYS: index.map(keyOf).join(','),
    }),
  );

const EMAIL = 'Ann@Example.test';

describe('what a person is sought by', () => {
  it('is the folded text where there are no keys', () => {
    const plain = lookups('');
    expect([plain.email(EMAIL), plain.username('ZOË'), plain.phone('+15550101234')]).toEqual([
      'ann@example.test',
      'zoë',
      '+15550101234',
    ]);
    expect(plain.emails(EMAIL)).toEqual(['ann@example.test']);
    expect([plain.areMixed, plain.currentPrefix]).toEqual([false, undefined]);
  });

  it('says nothing of it with keys, and is the same for all ways to write it', () => {
    const blind = lookups('a', 'i');
    expect(blind.email(EMAIL)).toMatch(/^hmac:i:[\w-]{43}$/);
    expect(blind.email('ANN@example.TEST')).toBe(blind.email(EMAIL));
    expect(blind.username('zoe\u0308')).toBe(blind.username('ZOË'));
    expect(blind.email('anne@example.test')).not.toBe(blind.email(EMAIL));
    expect(blind.areMixed).toBe(false);
  });

  it('has keys apart for e-mail, user name and phone', () => {
    const { email, username, phone } = lookups('a', 'i');
    const made = [email, username, phone].map((make) => make.call(lookups('a', 'i'), '+15550101234'));
    expect(new Set(made).size).toBe(3);
  });

  it('depends on the index key alone, so that the others may come and go', () => {
    expect(lookups('b', 'i').email(EMAIL)).toBe(lookups('a', 'i').email(EMAIL));
    expect(lookups('a', 'j').email(EMAIL)).not.toBe(lookups('a', 'i').email(EMAIL));
  });

  it.each([
    ['plain,a', ['i'], ['plain', 'i']],
    ['a,plain', ['i'], ['i', 'plain']],
    ['a', ['j', 'i'], ['j', 'i']],
    ['b,a,plain', ['j', 'i'], ['j', 'i', 'plain']],
  ])('is of every form that a row may have, the first being written: %s', (seal, index, forms) => {
    const mixed = lookups(seal, ...index);
    const form = (value: string) => /^hmac:(\w)/.exec(value)?.[1] ?? 'plain';
    expect(mixed.emails(EMAIL).map(form)).toEqual(forms);
    expect(form(mixed.email(EMAIL))).toBe(forms[0]);
    expect(mixed.areMixed).toBe(true);
  });

  it('is sought by the e-mail where an @ was typed, and else by the user name', () => {
    const blind = lookups('a', 'i');
    expect(blind.loginName(EMAIL)).toEqual({ column: 'email_lookup', values: blind.emails(EMAIL) });
    expect(blind.loginName('Ann')).toEqual({ column: 'username_lookup', values: blind.usernames('ann') });
  });
});
