import { randomInt } from 'node:crypto';

const TWO_32 = 2 ** 32;

export function newSeed(): number {
  return process.env.SEED ? Number(process.env.SEED) : randomInt(TWO_32);
}

/** Mulberry32. The seed is new each time; SEED=… repeats a run. */
export function seededRandom(seed = newSeed()): { readonly seed: number; readonly random: () => number } {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_32;
  };
  return { seed, random };
}
