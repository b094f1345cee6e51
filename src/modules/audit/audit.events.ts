import { DomainEvent, type EventCategory, type EventSeverity } from '../../common/domain-event.js';

/** An administrator began to search the audit trail; further pages of the search are not written down. */
export class AuditRead extends DomainEvent {
  readonly type = 'admin.audit.read';
  readonly category: EventCategory = 'ADMIN';
}

/** An administrator began to take rows of the audit trail away. */
export class AuditExported extends DomainEvent {
  readonly type = 'admin.audit.exported';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}

/** An administrator asked for the story of one login. */
export class ContextRead extends DomainEvent {
  readonly type = 'admin.context.read';
  readonly category: EventCategory = 'ADMIN';
}

/** An administrator asked what looks wrong. */
export class AnomaliesRead extends DomainEvent {
  readonly type = 'admin.anomalies.read';
  readonly category: EventCategory = 'ADMIN';
}

/** An administrator began to follow the audit trail, or came back to it. */
export class AuditFollowed extends DomainEvent {
  readonly type = 'admin.audit.followed';
  readonly category: EventCategory = 'ADMIN';
}
