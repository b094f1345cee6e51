import { Injectable } from '@nestjs/common';
import type { AuditLog } from './audit-log.entity.js';
import type { AuditSeal } from './audit-seal.entity.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { digestOf, type RowDigest, unpackDigests } from './row-digest.js';
import { compareKeys, type RowKey, type RowRange } from './row-key.js';
import { LARGEST_SEAL } from './sealing.service.js';

/** How the rows of a range compare with what was sealed of them. */
export interface RangeFindings {
  readonly sealed: number;
  /** Rows that no seal names. */
  readonly strangers: number;
  readonly firstStranger?: string | undefined;
  /** The first sealed row that is not as it was. */
  readonly fault?: string | undefined;
}

/** Goes through the rows of one range, page by page. */
class RangeWalk {
  strangers = 0;
  firstStranger: string | undefined;
  private readonly awaited: Map<string, RowDigest>;
  private readonly changed = new Set<string>();

  constructor(private readonly expected: readonly RowDigest[]) {
    this.awaited = new Map(expected.map((row) => [row.logId, row]));
  }

  meet(row: AuditLog): void {
    const known = this.awaited.get(row.logId);
    if (!known) {
      this.strangers += 1;
      this.firstStranger ??= row.logId;
    } else {
      this.awaited.delete(row.logId);
      if (!known.digest.equals(digestOf(row).digest)) this.changed.add(row.logId);
    }
  }

  /** The first that was changed, or was not met. */
  get firstFault(): { readonly logId: string; readonly wasMet: boolean } | undefined {
    const row = this.expected.find(({ logId }) => this.changed.has(logId) || this.awaited.has(logId));
    return row && { logId: row.logId, wasMet: this.changed.has(row.logId) };
  }
}

@Injectable()
export class RangeCheck {
  constructor(private readonly trail: AuditTrailRepository) {}

  /** @param seals the seal of the range, and its supplements */
  async check(range: RowRange, seals: readonly AuditSeal[]): Promise<RangeFindings> {
    const expected = seals.flatMap(({ digests }) => unpackDigests(digests));
    const walk = new RangeWalk(expected);
    for await (const row of this.rowsIn(range)) walk.meet(row);
    const { strangers, firstStranger, firstFault } = walk;
    const fault = firstFault && (await this.describe(firstFault, seals));
    return { sealed: expected.length, strangers, firstStranger, fault };
  }

  private async describe(
    { logId, wasMet }: { logId: string; wasMet: boolean },
    [seal]: readonly AuditSeal[],
  ): Promise<string> {
    // A row whose time was changed stands elsewhere.
    const what = wasMet || (await this.trail.isThere(logId)) ? 'was changed' : 'is missing';
    return `The row ${logId} ${what} (seal ${seal?.sequenceNumber}).`;
  }

  private async *rowsIn({ after, through }: RowRange): AsyncGenerator<AuditLog> {
    for (let from: RowKey = after; compareKeys(from, through) < 0;) {
      const page = await this.trail.findIn({ after: from, through }, LARGEST_SEAL);
      yield* page;
      const end = page.at(-1);
      from =
        end && page.length === LARGEST_SEAL ? { timestamp: end.eventTimestamp, logId: end.logId } : through;
    }
  }
}
