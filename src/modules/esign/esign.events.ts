import { DomainEvent, type EventCategory, type EventOutcome } from '../../common/domain-event.js';

export class DocumentAccepted extends DomainEvent {
  readonly type = 'esign.document.accepted';
  readonly category: EventCategory = 'ESIGN';
}

export class DocumentDeclined extends DomainEvent {
  readonly type = 'esign.document.declined';
  readonly category: EventCategory = 'ESIGN';
  override readonly outcome: EventOutcome = 'FAILURE';
}

export class DocumentPublished extends DomainEvent {
  readonly type = 'esign.document.published';
  readonly category: EventCategory = 'ADMIN';
}
