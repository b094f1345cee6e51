import { equalInConstantTime, hmacSha256 } from '../../common/digest.js';

/**
 * How a code is kept: an HMAC, since so few digits fall to guessing from a plain hash; over the transaction too, so that
 * a code is worth nothing in another one.
 */
export function hashCode(key: string, transactionId: string, code: string): string {
  return hmacSha256(key, `${transactionId}:${code}`);
}

export function matchesCode(key: string, transactionId: string, code: string, hash: string): boolean {
  return equalInConstantTime(hashCode(key, transactionId, code), hash);
}

/** The last four digits of a phone number: all of it that anybody is shown. */
export function lastFourDigits(destination: string): string {
  return destination.replace(/\D/g, '').slice(-4);
}
