/** RFC 4514 §2.4, and control characters besides; as bytes, which is allowed for every character. */
const SPECIAL = /[\p{Cc}"#+,;<=>\\]|^ | $/gu;

function asBytes(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
}

/** A value as it may stand in a distinguished name. */
export function escapeDnValue(value: string): string {
  return value.replace(SPECIAL, asBytes);
}

const ESCAPE = /\\([\da-f]{2})|\\(.)/gi;

/** Two spellings of one distinguished name become one: upper and lower case, spaces around = and , and escapes. */
export function canonicalDn(dn: string): string {
  return dn
    .replace(ESCAPE, (_all, hex?: string, character?: string) =>
      hex ? `\\${hex}` : asBytes(character ?? ''),
    )
    .replace(/\s*([,+=])\s*/g, '$1')
    .trim()
    .toLowerCase();
}
