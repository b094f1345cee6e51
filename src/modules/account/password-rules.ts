/** Why a password cannot be used. */
export type PasswordFlaw = 'TOO_SHORT' | 'TOO_LONG' | 'COMMON' | 'PERSONAL' | 'TOO_GUESSABLE' | 'BREACHED';

export interface PasswordQuestion {
  readonly password: string;
  /** Nothing else will ever be asked of this person. */
  readonly isOnlyFactor: boolean;
  /** What somebody who knows the person, or this service, would try. */
  readonly words: readonly string[];
}

/** NIST SP 800-63B-4 §3.1.1.2: fifteen when a password stands alone, eight beside another factor. */
const LEAST = { alone: 15, besideAnother: 8 } as const;
const MOST = 128;
/** A shorter word is found in too many good passwords. */
const SHORTEST_WORD = 4;

const EXPLANATIONS: Readonly<Record<PasswordFlaw, string>> = {
  TOO_SHORT: 'is too short',
  TOO_LONG: `is longer than ${MOST} characters`,
  COMMON: 'is one that many people use, and so the first to be tried',
  PERSONAL: 'is little more than your name, your address, the name of this service or the word password',
  TOO_GUESSABLE: 'can be guessed with few tries; a few unrelated words are harder to guess',
  BREACHED: 'has become known in a breach of another service',
};

export function explain(flaw: PasswordFlaw): string {
  return EXPLANATIONS[flaw];
}

/** How many characters a person sees, more or less: an emoji counts as one, not as the two units of UTF-16. */
export function lengthOf(password: string): number {
  return Array.from(password).length;
}

function lengthFlaw(password: string, least: number): PasswordFlaw | undefined {
  const length = lengthOf(password);
  if (length < least) return 'TOO_SHORT';
  return length > MOST ? 'TOO_LONG' : undefined;
}

/** The words in which a guess could begin: `anna.smith@example.com` is tried by its parts too. */
export function guessableParts(words: readonly string[]): string[] {
  const lower = words.map((word) => word.toLowerCase());
  const parts = lower.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(parts)]
    .filter((part) => lengthOf(part) >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length);
}

function isPersonal(password: string, words: readonly string[]): boolean {
  const lower = password.toLowerCase();
  const rest = guessableParts(words).reduce((left, word) => left.replaceAll(word, ''), lower);
  return rest !== lower && lengthOf(rest) < LEAST.besideAnother;
}

/** What can be said without any list of passwords. */
export function plainFlaws({ password, isOnlyFactor, words }: PasswordQuestion): PasswordFlaw[] {
  const length = lengthFlaw(password, isOnlyFactor ? LEAST.alone : LEAST.besideAnother);
  const flaws: PasswordFlaw[] = length ? [length] : [];
  return isPersonal(password, words) ? [...flaws, 'PERSONAL'] : flaws;
}
