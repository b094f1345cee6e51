import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { DomainEvent } from '../../common/domain-event.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { RequestContext } from '../../common/request-context.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { SiemOutbox } from './siem-outbox.js';

/** Writes every event down, in the unit of work that made it true: no change without its row, no row without its change. */
@Injectable()
export class AuditListener implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly auditLogs: AuditLogRepository,
    private readonly siem: SiemOutbox,
    private readonly request: RequestContext,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  onModuleInit(): void {
    this.events.subscribe((event) => this.record(event));
  }

  private record(event: DomainEvent): void {
    const now = this.clock.now();
    const { correlationId, ipAddress, userAgent, clientId, appId } = this.request.current;
    // What fails often at one app is sought by its name; what succeeds has it elsewhere.
    const caller = event.outcome === 'FAILURE' ? { client_id: clientId, app_id: appId } : {};
    const row = {
      logId: this.random.orderedId(now),
      eventTimestamp: now,
      eventType: event.type,
      eventCategory: event.category,
      eventSeverity: event.severity,
      eventOutcome: event.outcome,
      contextId: event.subject.contextId ?? null,
      transactionId: event.subject.transactionId ?? null,
      sessionId: event.subject.sessionId ?? null,
      cupid: event.subject.cupid ?? null,
      correlationId,
      ipAddress,
      userAgent,
      eventDetails: { ...withoutNulls(caller), ...event.details },
      errorCode: event.errorCode ?? null,
      errorMessage: event.errorMessage ?? null,
    };
    this.auditLogs.add(row);
    this.siem.add(row);
  }
}

function withoutNulls(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
