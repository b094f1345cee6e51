import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { RequestInvalid } from '../../common/errors.js';
import type { Principal } from '../../common/principal.js';
import { AuditCursor } from './audit-cursor.js';
import { type AuditFilter, BEGINNING, END_OF_TIME, namesSomething, startOf } from './audit-filter.js';
import type { AuditLog } from './audit-log.entity.js';
import { AuditReads } from './audit-reads.js';
import { AuditSearchRepository } from './audit-search.repository.js';
import { AuditRead } from './audit.events.js';

/** Over more time, only what happened to somebody or something with a name. */
export const MOST_DAYS = 31;
const DAY = 24 * 60 * 60;

/** More than a page has rows, to tell whether there is another. */
const PAGE = 101;

export interface AuditPage {
  readonly rows: readonly AuditLog[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

const refuse = (problem: string): never => {
  throw new RequestInvalid([{ field: 'from', problem }]);
};
const ANYBODY = `must be at most ${MOST_DAYS} days before to, unless a person, login, session, step or request is named`;

/** Where a search begins, so that it ends somewhere. @throws {RequestInvalid} */
export function startOfSearch(filter: AuditFilter, now: Date): Date {
  const earliest = namesSomething(filter) ? BEGINNING : addSeconds(filter.to ?? now, -MOST_DAYS * DAY);
  const { from = earliest, to = END_OF_TIME } = filter;
  if (from.getTime() >= to.getTime()) refuse('must be before to');
  if (from.getTime() < earliest.getTime()) refuse(ANYBODY);
  return from;
}

/** The trail by pages, newest first. A search is written down when it begins, and not again for each page. */
@Injectable()
export class AuditSearchService {
  constructor(
    private readonly search: AuditSearchRepository,
    private readonly cursors: AuditCursor,
    private readonly reads: AuditReads,
    private readonly clock: Clock,
  ) {}

  /** @param limit at most 100 @throws {RequestInvalid} */
  async page(principal: Principal, filter: AuditFilter, limit: number, cursor?: string): Promise<AuditPage> {
    const walk = { cupid: principal.cupid, filter };
    const from = startOfSearch(filter, this.clock.now());
    const before = cursor === undefined ? startOf(filter.to ?? END_OF_TIME) : this.cursors.read(walk, cursor);
    if (cursor === undefined) await this.reads.note(AuditRead, principal, filter);
    const found = await this.search.find({ filter, from, before, limit: PAGE });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return { rows, nextCursor: last && found.length > limit ? this.cursors.write(walk, last) : null };
  }
}
