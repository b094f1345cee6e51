import { createHash, createSecretKey } from 'node:crypto';
import { Random } from '../common/random.js';
import { PLAIN } from '../config/named-keys.js';
import { SealBroken, Seals } from './seals.js';

const keyOf = (id: string) => ({ id, key: createSecretKey(createHash('sha256').update(id).digest()) });
const sealsOf = (...ids: string[]) =>
  new Seals(new Random(), {
    personalData: { sealKeys: ids.map((id) => (id === 'plain' ? PLAIN : keyOf(id))), indexKeys: [] },
  });

const PLACE = 'users.email.018f';
const VALUE = 'Ann@example.test';
/** What is to be seen of 'Ann@example.test' without a key, in whatever form. */
const FORMS = [VALUE, 'ann', Buffer.from(VALUE).toString('hex'), Buffer.from(VALUE).toString('base64')];

describe('a sealed value', () => {
  const seals = sealsOf('a');

  it.each(['', 'x', VALUE, 'Zoë \u{1F600}', 'enc:v1:a:nothing', '漢'.repeat(300)])(
    'opens as it was: %j',
    (value) => expect(seals.open(PLACE, seals.seal(PLACE, value))).toBe(value),
  );

  it('shows nothing of what it is, and names version and key', () => {
    const stored = seals.seal(PLACE, VALUE);
    expect(stored).toMatch(/^enc:v1:a:[\w-]{59}$/);
    expect(FORMS.filter((form) => stored.toLowerCase().includes(form.toLowerCase()))).toEqual([]);
  });

  it('is another each time, with a nonce of 96 bits that does not come again', () => {
    const nonces = Array.from({ length: 500 }, () => seals.seal(PLACE, VALUE).slice(9, 25));
    expect(new Set(nonces).size).toBe(500);
  });

  it.each(['users.email.018e', 'users.username.018f', 'user_phones.email.018f'])(
    'cannot be opened elsewhere: %s',
    (elsewhere) => expect(() => seals.open(elsewhere, seals.seal(PLACE, VALUE))).toThrow(SealBroken),
  );

  it('cannot be opened when any of its characters is changed', () => {
    const stored = seals.seal(PLACE, VALUE);
    for (let index = 'enc:v1:a:'.length; index < stored.length - 1; index += 1) {
      const changed = stored.slice(0, index) + (stored[index] === 'A' ? 'B' : 'A') + stored.slice(index + 1);
      expect(() => seals.open(PLACE, changed)).toThrow(SealBroken);
    }
  });

  it.each(['enc:v1:', 'enc:v1:a:', 'enc:v1:a:AAAA', 'enc:v1:unknown:' + 'A'.repeat(60)])(
    'that is none is refused, without a word of it: %s',
    (stored) => {
      expect(() => sealsOf('a', 'plain').open(PLACE, stored)).toThrow(
        /^The value of users\.email\.018f is sealed|was changed/,
      );
    },
  );

  it('is opened by every key of the list and sealed by the first', () => {
    const old = seals.seal(PLACE, VALUE);
    const rotated = sealsOf('b', 'a');
    expect(rotated.open(PLACE, old)).toBe(VALUE);
    expect(rotated.seal(PLACE, VALUE)).toMatch(/^enc:v1:b:/);
    expect(() => sealsOf('b').open(PLACE, old)).toThrow(
      'the key "a", which PII_ENCRYPTION_KEYS does not name',
    );
  });
});

describe('a value in clear', () => {
  it('stays as it is without keys, and while plain is the first', () => {
    for (const seals of [sealsOf(), sealsOf('plain', 'a')]) {
      expect(seals.seal(PLACE, VALUE)).toBe(VALUE);
      expect(seals.open(PLACE, VALUE)).toBe(VALUE);
    }
  });

  it('is good while plain is among the keys, and refused when it is no more', () => {
    expect(sealsOf('a', 'plain').open(PLACE, VALUE)).toBe(VALUE);
    expect(() => sealsOf('a').open(PLACE, VALUE)).toThrow(
      'is in clear, and PII_ENCRYPTION_KEYS does not name plain',
    );
    expect(sealsOf('a').openAny(PLACE, VALUE)).toBe(VALUE);
  });

  it.each(['enc:v1:a:' + 'A'.repeat(60), 'enc:v0:x', 'enc:v9'])(
    'never passes for a sealed one: %s',
    (value) => {
      for (const seals of [sealsOf(), sealsOf('plain', 'a'), sealsOf('a')])
        expect(seals.open(PLACE, seals.seal(PLACE, value))).toBe(value);
      expect(sealsOf('a', 'plain').open(PLACE, sealsOf().seal(PLACE, value))).toBe(value);
    },
  );

  it('is what a sealed one becomes again when there are no keys: never by itself', () => {
    expect(() => sealsOf().open(PLACE, sealsOf('a').seal(PLACE, VALUE))).toThrow(SealBroken);
  });
});
