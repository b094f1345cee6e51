import { createHash } from 'node:crypto';

/** A key as openssl would make one, but always the same. */
export function keyNamed(id: string): string {
  return `${id}:${createHash('sha256').update(`the key ${id}`).digest('base64')}`;
}

/** @param seal ids of keys, or plain @param index ids of keys */
export function keysOf(
  seal: readonly string[],
  index: readonly string[] = ['index'],
): Record<string, string> {
  return {
    PII_ENCRYPTION_KEYS: seal.map((id) => (id === 'plain' ? id : keyNamed(id))).join(','),
    PII_INDEX_KEYS: index.map(keyNamed).join(','),
  };
}

/** Personal data is sealed. */
export const SEALED = keysOf(['first']);

/** While keys are replaced, and values in clear with them: a row may have any of three lookups. */
export const MIXED = keysOf(['first', 'plain'], ['index', 'next']);
