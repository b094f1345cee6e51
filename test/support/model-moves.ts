import fc from 'fast-check';

/** What somebody may try with a transaction, wherever it stands. */
export const TRIES = [
  'sms',
  'voice',
  'push',
  'option 3',
  'right code',
  'wrong code',
  'poll',
  'approve',
  'mistake',
  'deny',
  'accept',
  'accept another',
  'decline',
  'decline another',
  'bind',
  'leave unbound',
] as const;
export type Try = (typeof TRIES)[number];

/** Which of the logins, and which of its transactions: counted from the newest. */
export interface Aim {
  readonly login: number;
  readonly transaction: number;
}

export type Move =
  | { readonly do: 'login'; readonly person: number; readonly device: number }
  /** What an honest client does next. */
  | { readonly do: 'go on'; readonly login: number; readonly likes: number }
  | { readonly do: 'try'; readonly what: Try; readonly at: Aim }
  /** A transaction of one login, presented in another. */
  | { readonly do: 'swap'; readonly what: Try; readonly at: Aim; readonly into: number }
  | { readonly do: 'insist'; readonly what: Try; readonly login: number }
  | { readonly do: 'wait'; readonly seconds: number };

/** Around every end there is: of a push, a challenge, a device's and a document's door, a login, a lock, a trust. */
const PAUSES = [1, 4, 5, 6, 7, 119, 120, 299, 300, 599, 600, 899, 900, 1800, 3600, 7_776_000];

const login = fc.nat({ max: 3 });
const aim: fc.Arbitrary<Aim> = fc.record({
  login,
  transaction: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat({ max: 4 }) },
  ),
});
const what = fc.constantFrom(...TRIES);

const kind = <K extends Move['do']>(name: K) => fc.constant(name);
const weighted = (weight: number, arbitrary: fc.Arbitrary<Move>) => ({ weight, arbitrary });

const move: fc.Arbitrary<Move> = fc.oneof(
  weighted(4, fc.record({ do: kind('login'), person: fc.nat({ max: 2 }), device: fc.nat({ max: 2 }) })),
  weighted(10, fc.record({ do: kind('go on'), login, likes: fc.nat({ max: 5 }) })),
  weighted(9, fc.record({ do: kind('try'), what, at: aim })),
  weighted(2, fc.record({ do: kind('swap'), what, at: aim, into: login })),
  weighted(2, fc.record({ do: kind('insist'), what: fc.constantFrom('wrong code', 'sms', 'push'), login })),
  weighted(4, fc.record({ do: kind('wait'), seconds: fc.constantFrom(...PAUSES) })),
);

/** Three people, and what happens to them. */
export interface Walk {
  readonly people: readonly string[];
  readonly moves: readonly Move[];
}

export function walks(usernames: readonly string[], steps: number): fc.Arbitrary<Walk> {
  return fc.record({
    people: fc.shuffledSubarray([...usernames], { minLength: 3, maxLength: 3 }),
    moves: fc.array(move, { minLength: steps, maxLength: steps, size: 'max' }),
  });
}
