import { Inject, Injectable } from '@nestjs/common';
import { equalInConstantTime, hmacSha256 } from '../../common/digest.js';
import { RequestInvalid } from '../../common/errors.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { AuditFilter, Place } from './audit-filter.js';

/** A search by somebody: what a cursor is good for, and nothing else. */
export interface Walk {
  readonly cupid: string;
  readonly filter: AuditFilter;
}

/**
 * Cursors of pages. They are signed, because who begins a search leaves an audit row and who goes on does not: nobody must be
 * able to go on with a search that was never begun.
 */
@Injectable()
export class AuditCursor {
  private readonly key: string;

  constructor(random: Random, @Inject(APP_CONFIG) config: AppConfig) {
    this.key = config.mfa.otpSecret || random.token(32);
  }

  write(walk: Walk, { eventTimestamp, logId }: Place): string {
    const instant = eventTimestamp.toISOString();
    return Buffer.from(`${instant} ${logId} ${this.sign(walk, instant, logId)}`).toString('base64url');
  }

  /** @throws {RequestInvalid} when it is none of ours, somebody else's, or of another search */
  read(walk: Walk, cursor: string): Place {
    const [instant = '', logId = '', signature = ''] = Buffer.from(cursor, 'base64url')
      .toString('latin1')
      .split(' ');
    if (!equalInConstantTime(signature, this.sign(walk, instant, logId)))
      throw new RequestInvalid([
        { field: 'cursor', problem: 'must be the next_cursor of an earlier page of the same search' },
      ]);
    return { eventTimestamp: new Date(instant), logId };
  }

  private sign({ cupid, filter }: Walk, instant: string, logId: string): string {
    const asked = Object.entries(filter).sort(([a], [b]) => a.localeCompare(b));
    return hmacSha256(this.key, `audit page:${JSON.stringify([cupid, asked, instant, logId])}`);
  }
}
