function number(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  if (!(value > 0)) throw new Error(`${name} must be a number above 0`);
  return value;
}

export const SECONDS = number('BENCH_SECONDS', 4);
export const ROUNDS = number('BENCH_ROUNDS', 3);
export const CONNECTIONS = number('BENCH_CONNECTIONS', 32);
export const STARTS = number('BENCH_STARTS', 5);
/** Before the first round of each row: compiles what is hot and fills the pools. */
export const WARM_UP_SECONDS = number('BENCH_WARM_UP', 2);

/** Rewrites the tables in docs/performance.md. */
export const WRITES = process.argv.includes('--write');
