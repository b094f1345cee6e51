import { z } from 'zod';

/** What PostgreSQL takes neither as text nor inside jsonb: NUL and halves of surrogate pairs. */
const REFUSED_IN_JSON = /\\u(0000|d[89a-f])/;

const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;

/** One line of text that a `varchar(max)` column takes; it may be empty. */
export const textUpTo = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !UNSTORABLE.test(value), { error: 'holds characters that cannot be stored' });

export const requiredText = (max: number) => textUpTo(max).min(1);

/** Text whose exact wording does not matter: cut to `max` characters, null when there is none. */
export const note = (max: number) =>
  z
    .string()
    .nullish()
    .transform((value) => clip(value ?? '', max) || null);

function clip(value: string, max: number): string {
  const characters = Array.from(value).filter((character) => !UNSTORABLE.test(character));
  return characters.slice(0, max).join('');
}

/** Whether a value fits a jsonb column and is at most `max` characters of JSON. */
export function fitsJson(value: unknown, max: number): boolean {
  try {
    const json = JSON.stringify(value);
    return json.length <= max && !REFUSED_IN_JSON.test(json);
  } catch {
    // Nested so deeply that it cannot be written out again.
    return false;
  }
}
