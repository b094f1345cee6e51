import type { AuditSeal } from './audit-seal.entity.js';
import { unpackDigests } from './row-digest.js';
import { BEGINNING, compareKeys, type RowKey } from './row-key.js';
import type { SealKeys } from './seal-keys.js';
import { endOf, hashOfDigests, NO_SEAL, rangeOf, sealHash, sealText } from './seal-text.js';

/** Where verifying begins: at the first seal, or after one that was verified before. */
export interface ChainStart {
  readonly seal?: AuditSeal | undefined;
  /** The last seal up to there that closes a range of its own. */
  readonly ofARange?: AuditSeal | undefined;
}

/** Checks each seal by itself and against the one before; knows nothing of the rows. */
export class SealChain {
  private readonly supplements = new Set<number>();
  private readonly start: number;
  private number: number;
  private hash: string;
  private end: RowKey;

  constructor(
    private readonly keys: SealKeys,
    { seal, ofARange }: ChainStart = {},
  ) {
    this.number = seal?.sequenceNumber ?? 0;
    this.start = this.number;
    this.hash = seal?.sealHash ?? NO_SEAL;
    this.end = ofARange ? endOf(ofARange) : BEGINNING;
  }

  /** What is wrong with the next seal; undefined when nothing is. */
  faultOf(seal: AuditSeal): string | undefined {
    const fault = this.faultOfLink(seal) ?? this.faultOfContent(seal) ?? this.faultOfRange(seal);
    this.number = seal.sequenceNumber;
    this.hash = seal.sealHash;
    if (seal.supplements === null) this.end = endOf(seal);
    return fault;
  }

  /** Notes the supplements of a range, and that their rows are looked at with it. */
  expect(range: AuditSeal, supplements: readonly AuditSeal[]): string | undefined {
    for (const seal of supplements) {
      const { after, through } = rangeOf(seal);
      const is = rangeOf(range);
      if (compareKeys(after, is.after) !== 0 || compareKeys(through, is.through) !== 0)
        return `The seal ${seal.sequenceNumber} names another range than the seal ${range.sequenceNumber} that it supplements.`;
      this.supplements.add(seal.sequenceNumber);
    }
    return undefined;
  }

  private faultOfLink(seal: AuditSeal): string | undefined {
    if (seal.sequenceNumber !== this.number + 1) return `The seal ${this.number + 1} is missing.`;
    if (seal.previousHash !== this.hash)
      return `The seal ${seal.sequenceNumber} does not follow the one before it.`;
    return undefined;
  }

  private faultOfContent(seal: AuditSeal): string | undefined {
    const { sequenceNumber: number, digests, keyId } = seal;
    if (seal.sealHash !== sealHash(seal) || seal.digestsHash !== hashOfDigests(digests))
      return `The seal ${number} was changed.`;
    if (!this.keys.isKnown(keyId))
      return `The seal ${number} was signed by the key ${keyId}, which is not in AUDIT_SEAL_KEYS.`;
    if (!this.keys.isSigned(sealText(seal), keyId, seal.signature))
      return `The signature of the seal ${number} is forged.`;
    return unpackDigests(digests).length === seal.rowCount
      ? undefined
      : `The seal ${number} miscounts its rows.`;
  }

  private faultOfRange(seal: AuditSeal): string | undefined {
    const { sequenceNumber: number, supplements } = seal;
    if (supplements !== null) {
      // What lies before the start was verified together with its supplements, but for those that came later.
      const isExpected = this.supplements.delete(number) || supplements <= this.start;
      return isExpected ? undefined : `The seal ${number} supplements ${supplements}, which closes no range.`;
    }
    const { after, through } = rangeOf(seal);
    const follows = compareKeys(after, this.end) === 0 && compareKeys(after, through) < 0;
    return follows ? undefined : `The range of the seal ${number} does not follow the one before it.`;
  }
}
