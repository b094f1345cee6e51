import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A secret key and the name by which a stored value says that it was made with it. */
export interface NamedKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Stands among the keys where values may be, or shall be, in clear. */
export const PLAIN = 'plain' as const;

/** How personal data is kept. No keys: in clear, and sought as it is. */
export interface PersonalDataConfig {
  /** The first seals what is new, all open what is there. `plain` first: what is new is in clear; later: what is there may be. */
  readonly sealKeys: readonly (NamedKey | typeof PLAIN)[];
  /** Of the blind indexes: the first is written, all are sought. */
  readonly indexKeys: readonly NamedKey[];
}

const EXPECTED = 'it must be id:key, the key 32 random bytes in base64, as openssl rand -base64 32 makes it';
const ENTRY = /^([A-Za-z0-9_-]{1,16}):([A-Za-z0-9+/]{43}=)$/;
/** 32 random bytes hold fewer different values once in 10^30 times. */
const LEAST_DIFFERENT_BYTES = 12;

function readEntry(entry: string): { readonly key: NamedKey } | { readonly problem: string } {
  const [, id = '', text = ''] = ENTRY.exec(entry) ?? [];
  const bytes = Buffer.from(text, 'base64');
  // The last character has bits to spare, so that one key could be written in several ways.
  if (bytes.length !== 32 || bytes.toString('base64') !== text)
    return { problem: `is no named key: ${EXPECTED}` };
  if (id === PLAIN) return { problem: `has the id ${PLAIN}, which stands for no key: it must be another` };
  if (new Set(bytes).size < LEAST_DIFFERENT_BYTES) return { problem: `is not random: ${EXPECTED}` };
  return { key: { id, key: createSecretKey(bytes) } };
}

type Key = NamedKey | typeof PLAIN;

function isThere(key: Key, earlier: readonly Key[]): boolean {
  if (key === PLAIN) return earlier.includes(PLAIN);
  return earlier.some((other) => other !== PLAIN && (other.id === key.id || other.key.equals(key.key)));
}

function readKeys(value: string, mayBePlain: boolean, context: z.RefinementCtx): Key[] {
  const keys: Key[] = [];
  for (const [index, text] of value.split(',').entries()) {
    const entry = text.trim();
    const note = (message: string) => context.addIssue({ code: 'custom', message, path: [index] });
    const read = mayBePlain && entry === PLAIN ? { key: PLAIN } : readEntry(entry);
    if ('problem' in read) note(read.problem);
    else if (isThere(read.key, keys)) note('is there already: each id and each key must be there once');
    else keys.push(read.key);
  }
  return keys;
}

const text = () => z.string().trim();

/** Keys of which the first is used for what is new; all are good for what is there. */
export const namedKeys = () =>
  text().transform((value, context) => readKeys(value, false, context).filter((entry) => entry !== PLAIN));

/** The same, with `plain` in the place of a key where values are in clear. */
export const keysOrPlain = () => text().transform((value, context) => readKeys(value, true, context));
