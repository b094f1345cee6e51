import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/principal.js';
import { type Chapter, ContextStories } from '../../database/context-stories.js';
import type { AuditLog } from './audit-log.entity.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditReads } from './audit-reads.js';
import { ContextRead } from './audit.events.js';
import { ContextNotFound } from './audit.errors.js';

const MOST_EVENTS = 1000;

export interface ContextStory {
  readonly contextId: string;
  readonly chapters: readonly Chapter[];
  readonly events: readonly AuditLog[];
  /** What there is more of than is told. */
  readonly cut: readonly string[];
}

/** Everything about one login, from every module; of one long ago, what is left of it. */
@Injectable()
export class ContextStoryService {
  constructor(
    private readonly stories: ContextStories,
    private readonly auditLogs: AuditLogRepository,
    private readonly reads: AuditReads,
  ) {}

  /** @throws {ContextNotFound} when nothing is known of it */
  async tell(principal: Principal, contextId: string): Promise<ContextStory> {
    await this.reads.note(ContextRead, principal, { contextId });
    const chapters = await this.stories.tell(contextId);
    const found = await this.auditLogs.findByLogin(contextId, MOST_EVENTS + 1);
    if (found.length === 0 && chapters.every(({ rows }) => rows.length === 0)) throw new ContextNotFound();
    const cut = chapters.filter(({ isCut }) => isCut).map(({ title }) => title);
    return {
      contextId,
      chapters,
      events: found.slice(0, MOST_EVENTS),
      cut: found.length > MOST_EVENTS ? [...cut, 'events'] : cut,
    };
  }
}
