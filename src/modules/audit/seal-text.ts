import { createHash } from 'node:crypto';
import { sha256 } from '../../common/digest.js';
import type { AuditSeal } from './audit-seal.entity.js';
import type { RowKey, RowRange } from './row-key.js';

/** What the first seal names as the hash of the one before it. */
export const NO_SEAL = '0'.repeat(64);

export type SealStatement = Omit<AuditSeal, 'digests' | 'sealHash' | 'signature'>;

/** What is signed and chained. Never to be changed: seals are made of it. */
export function sealText(seal: SealStatement): string {
  return JSON.stringify([
    'sallyport audit seal 1',
    seal.sequenceNumber,
    seal.previousHash,
    seal.supplements,
    seal.afterTimestamp.toISOString(),
    seal.afterLogId,
    seal.throughTimestamp.toISOString(),
    seal.throughLogId,
    seal.rowCount,
    seal.digestsHash,
    seal.sealedAt.toISOString(),
    seal.keyId,
  ]);
}

export function sealHash(seal: SealStatement): string {
  return sha256(sealText(seal));
}

export function hashOfDigests(digests: Buffer): string {
  return createHash('sha256').update(digests).digest('hex');
}

export function rangeOf(seal: AuditSeal): RowRange {
  return { after: { timestamp: seal.afterTimestamp, logId: seal.afterLogId }, through: endOf(seal) };
}

export function endOf(seal: AuditSeal): RowKey {
  return { timestamp: seal.throughTimestamp, logId: seal.throughLogId };
}

/** What is kept elsewhere, to find out later whether the end of the chain has been cut off. */
export function headOf({ sequenceNumber, sealHash: hash }: AuditSeal): string {
  return `${sequenceNumber}:${hash}`;
}
