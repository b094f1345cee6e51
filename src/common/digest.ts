import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** HMAC-SHA256 in lower-case hexadecimal, 64 characters. */
export function hmacSha256(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Equality whose time depends on neither content nor length: both sides are hashed before they are compared. */
export function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** Whether `candidate` is one of `known`; looks at all of them, so that time does not tell which. */
export function isOneOf(candidate: string, known: readonly string[]): boolean {
  return known.reduce((found, one) => equalInConstantTime(candidate, one) || found, false);
}
