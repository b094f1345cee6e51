import { fitsJson, note, requiredText, textUpTo } from './storable.js';

const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('text that a column takes', () => {
  it('may be in any script and hold emoji', () => {
    expect(accepts(textUpTo(64), 'Zoë Åström, 山田, 👩‍👩‍👧')).toBe(true);
  });

  it('has at most as many characters as the column', () => {
    expect(accepts(textUpTo(5), 'x'.repeat(5))).toBe(true);
    expect(accepts(textUpTo(5), 'x'.repeat(6))).toBe(false);
  });

  it.each(['a\0b', 'a\nb', 'a\ud800b'])('holds no control character and no half of a pair: %j', (value) => {
    expect(accepts(textUpTo(64), value)).toBe(false);
  });

  it('may be required', () => {
    expect(accepts(textUpTo(64), '')).toBe(true);
    expect(accepts(requiredText(64), '')).toBe(false);
  });
});

describe('a note', () => {
  it.each([
    ['is kept as it is', 'trusted', 'trusted'],
    ['is cut to the column', 'x'.repeat(40), 'x'.repeat(8)],
    ['is cut between characters, not through them', `${'x'.repeat(7)}😀😀`, `${'x'.repeat(7)}😀`],
    ['loses what cannot be stored', 'a\0b\ud800c', 'abc'],
    ['is null when empty', '', null],
    ['is null when absent', undefined, null],
    ['is null when null', null, null],
  ])('%s', (_name, value, expected) => {
    expect(note(8).parse(value)).toBe(expected);
  });
});

describe('a value for a jsonb column', () => {
  it.each([
    ['an ordinary one', { factors: ['new_ip', 'vpn'], asn: 64500 }, true],
    ['a long one', { text: 'x'.repeat(100) }, false],
    ['one with NUL', { text: 'a\0b' }, false],
    ['one with half a pair', { text: '\udc00' }, false],
    ['one nested too deeply to be written', JSON.parse('['.repeat(30_000) + ']'.repeat(30_000)), false],
  ])('%s', (_name, value, fits) => {
    expect(fitsJson(value, 100)).toBe(fits);
  });
});
