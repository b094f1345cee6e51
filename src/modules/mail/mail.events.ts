import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';

/** What the audit learns of a mail: never to whom it went. */
export interface MailDetails {
  readonly mail_id: string;
  readonly kind: string;
  readonly attempts: number;
}

export class MailSent extends DomainEvent {
  readonly type = 'mail.sent';
  readonly category: EventCategory = 'USER';

  constructor(details: MailDetails) {
    super({}, { ...details });
  }
}

/** There was nobody to write to any more. */
export class MailDiscarded extends DomainEvent {
  readonly type = 'mail.discarded';
  readonly category: EventCategory = 'USER';

  constructor(details: MailDetails) {
    super({}, { ...details });
  }
}

/** Refused for good, or given up after days of trying. */
export class MailFailed extends DomainEvent {
  readonly type = 'mail.failed';
  readonly category: EventCategory = 'USER';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';

  constructor(
    details: MailDetails,
    override readonly errorMessage: string,
  ) {
    super({}, { ...details });
  }
}
