import { Fingerprints } from './fingerprints.js';

const HALF = 50_000;
const texts = (from: number) => Array.from({ length: HALF }, (_, index) => `text ${from + index}`);

describe('fingerprints of texts', () => {
  it('know what was added and nothing else, however many there are', () => {
    const known = new Fingerprints();
    const early = texts(0).filter((text) => {
      const isKnown = known.has(text);
      known.add(text);
      known.add(text);
      return isKnown;
    });
    expect(early).toEqual([]);
    expect(texts(0).filter((text) => !known.has(text))).toEqual([]);
    expect(texts(HALF).filter((text) => known.has(text))).toEqual([]);
  });
});
