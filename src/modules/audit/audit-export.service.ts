import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { Permission } from '../../common/current-permission.js';
import type { Principal } from '../../common/principal.js';
import { type AuditFilter, END_OF_TIME, startOf } from './audit-filter.js';
import type { AuditLog } from './audit-log.entity.js';
import { AuditReads } from './audit-reads.js';
import { type AuditQuestion, AuditSearchRepository } from './audit-search.repository.js';
import { startOfSearch } from './audit-search.service.js';
import { AuditExported } from './audit.events.js';
import { AuditLogDto } from './dto/audit-log.dto.js';

/** Rows that are in memory at a time. */
const PAGE = 500;

/** Hands out as much of the trail as is asked for. */
@Injectable()
export class AuditExportService {
  private readonly logger = new Logger('audit-export');

  constructor(
    private readonly search: AuditSearchRepository,
    private readonly reads: AuditReads,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns lines of JSON, many at a time, each page read by itself when the one before has been taken: nothing is held
   * open meanwhile. It throws where it cannot go on, so that what is missing cannot be taken for the end.
   * @throws {RequestInvalid}
   */
  async export(
    principal: Principal,
    permission: Permission,
    filter: AuditFilter,
  ): Promise<AsyncGenerator<string>> {
    const from = startOfSearch(filter, this.clock.now());
    await this.reads.note(AuditExported, principal, filter);
    const question = { filter, from, before: startOf(filter.to ?? END_OF_TIME), limit: PAGE };
    // Before the answer begins, so that a database that is down is said in the usual form.
    return this.lines(question, await this.search.find(question), permission);
  }

  private async *lines(
    question: AuditQuestion,
    first: readonly AuditLog[],
    permission: Permission,
  ): AsyncGenerator<string> {
    try {
      for (let page = first; page.length > 0;) {
        yield page.map((row) => `${JSON.stringify(AuditLogDto.of(row))}\n`).join('');
        page = await this.next(question, page, permission);
      }
    } catch (error) {
      this.logger.error('An export was cut off', error);
      throw error;
    }
  }

  private async next(
    question: AuditQuestion,
    page: readonly AuditLog[],
    permission: Permission,
  ): Promise<readonly AuditLog[]> {
    const last = page.at(-1);
    if (!last || page.length < PAGE) return [];
    if (!(await permission.holds())) throw new Error('The access token or its session has ended');
    return this.search.find({ ...question, before: last });
  }
}
