import { Random } from './random.js';

/** Pearson's statistic: how far counts are from being all alike. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** With nine degrees of freedom, one fair run in ten million lies beyond. */
const LIMIT = 50;
const CODES = 100_000;
const LENGTH = 6;

describe('random values', () => {
  const random = new Random();
  const codes = Array.from({ length: CODES }, () => random.digits(LENGTH));
  const countAt = (place: number) => {
    const counts = Array<number>(10).fill(0);
    for (const code of codes) counts[Number(code[place])] += 1;
    return counts;
  };

  it.each(Array.from({ length: LENGTH }, (_, place) => place))(
    'favour no digit at place %i of a code (ASVS 6.5.3)',
    (place) => {
      expect(chiSquare(countAt(place))).toBeLessThan(LIMIT);
    },
  );

  it('favour no digit after another', () => {
    const pairs = Array<number>(100).fill(0);
    for (const code of codes) for (const pair of code.match(/../g) ?? []) pairs[Number(pair)] += 1;
    // 99 degrees of freedom.
    expect(chiSquare(pairs)).toBeLessThan(180);
  });

  it('would be caught favouring one by a tenth', () => {
    const others = Array<number>(9).fill((CODES * 89) / 900);
    expect(chiSquare([(CODES * 11) / 100, ...others])).toBeGreaterThan(LIMIT);
  });

  it('keep the zeros at the front of a code', () => {
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  });

  it('reach both ends of a range, and nothing beyond', () => {
    const numbers = new Set(Array.from({ length: 2000 }, () => random.integer(1, 5)));
    expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('hold as many bits as are asked for', () => {
    expect(random.hex(16)).toMatch(/^[0-9a-f]{32}$/);
    expect(Buffer.from(random.token(32), 'base64url')).toHaveLength(32);
    expect(random.token(32)).toMatch(/^[\w-]{43}$/);
  });

  it('do not come again', () => {
    const made = Array.from({ length: 1000 }, () => [random.uuid(), random.hex(16), random.token(16)]).flat();
    expect(new Set(made).size).toBe(made.length);
  });

  it('make ids that grow with time, and within a millisecond', () => {
    const start = Date.parse('2026-03-01T10:00:00.000Z');
    const ids = Array.from({ length: 500 }, (_, index) =>
      random.orderedId(new Date(start + Math.floor(index / 100))),
    );
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(parseInt(ids[0].replace('-', '').slice(0, 12), 16)).toBe(start);
  });
});
