import { DomainEvent, type EventCategory } from '../../common/domain-event.js';

/** A job has removed rows: whoever misses them finds out why. */
export class RowsRemoved extends DomainEvent {
  readonly type = 'maintenance.rows.removed';
  readonly category: EventCategory = 'ADMIN';
}
