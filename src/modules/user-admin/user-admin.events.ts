import { DomainEvent, type EventCategory } from '../../common/domain-event.js';

/** An administrator signed a person out, everywhere. */
export class PersonSignedOut extends DomainEvent {
  readonly type = 'account.user.signed_out';
  readonly category: EventCategory = 'ADMIN';
}
