import { DomainEvent, type EventCategory, type EventSeverity } from '../../common/domain-event.js';

export class UserDeleted extends DomainEvent {
  readonly type = 'account.user.deleted';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}

export class UserRestored extends DomainEvent {
  readonly type = 'account.user.restored';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}

/** An administrator changed what is known of a person; which fields, not what they hold. */
export class UserAmended extends DomainEvent {
  readonly type = 'account.user.amended';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}
