import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { AuditLog } from './audit-log.entity.js';
import type { AuditSeal } from './audit-seal.entity.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { digestOf, packDigests } from './row-digest.js';
import type { RowRange } from './row-key.js';
import { SealKeys } from './seal-keys.js';
import { hashOfDigests, NO_SEAL, sealHash, sealText } from './seal-text.js';

export interface SealedRows {
  readonly rows: readonly AuditLog[];
  readonly range: RowRange;
  readonly supplements: number | null;
}

/** Adds one link to the chain. */
@Injectable()
export class SealWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealRepository,
    private readonly keys: SealKeys,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when another sealer was faster: nothing was written */
  async add(last: AuditSeal | undefined, sealed: SealedRows): Promise<AuditSeal | undefined> {
    const seal = this.make(last, sealed);
    const isOurs = await this.unitOfWork.run(() => this.seals.add(seal));
    return isOurs ? seal : undefined;
  }

  private make(last: AuditSeal | undefined, { rows, range, supplements }: SealedRows): AuditSeal {
    const digests = packDigests(rows.map(digestOf));
    const statement = {
      sequenceNumber: (last?.sequenceNumber ?? 0) + 1,
      supplements,
      afterTimestamp: range.after.timestamp,
      afterLogId: range.after.logId,
      throughTimestamp: range.through.timestamp,
      throughLogId: range.through.logId,
      rowCount: rows.length,
      digestsHash: hashOfDigests(digests),
      previousHash: last?.sealHash ?? NO_SEAL,
      keyId: this.keys.currentId,
      sealedAt: this.clock.now(),
    };
    const signature = this.keys.sign(sealText(statement));
    return { ...statement, digests, sealHash: sealHash(statement), signature };
  }
}
