import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';

/** Too many wrong passwords. */
export class PasswordWasLocked extends DomainEvent {
  readonly type = 'account.password.locked';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'ERROR';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E01_01_002';
}

export class PasswordLockLifted extends DomainEvent {
  readonly type = 'account.password.unlocked';
  readonly category: EventCategory = 'ADMIN';
}

export class UserCreated extends DomainEvent {
  readonly type = 'account.user.created';
  readonly category: EventCategory = 'USER';
}

export class UserStatusChanged extends DomainEvent {
  readonly type = 'account.user.status_changed';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}

/** A person has asked for all that is held of them. */
export class UserExported extends DomainEvent {
  readonly type = 'account.user.exported';
  readonly category: EventCategory = 'USER';
}

/** Who this was is known no more: from here on the cupid is all there is. */
export class UserErased extends DomainEvent {
  readonly type = 'account.user.erased';
  readonly category: EventCategory = 'USER';
  override readonly severity: EventSeverity = 'WARN';
}

export class AccountCreated extends DomainEvent {
  readonly type = 'account.organisation.created';
  readonly category: EventCategory = 'ADMIN';
}

export class MemberAdded extends DomainEvent {
  readonly type = 'account.member.added';
  readonly category: EventCategory = 'ADMIN';
}

export class RoleGranted extends DomainEvent {
  readonly type = 'account.role.granted';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}

export class RoleWithdrawn extends DomainEvent {
  readonly type = 'account.role.withdrawn';
  readonly category: EventCategory = 'ADMIN';
  override readonly severity: EventSeverity = 'WARN';
}

export class UserRegistered extends DomainEvent {
  readonly type = 'account.user.registered';
  readonly category: EventCategory = 'USER';
}

/** Somebody gave an address at the registration that is a person's already. */
export class RegistrationRepeated extends DomainEvent {
  readonly type = 'account.registration.repeated';
  readonly category: EventCategory = 'USER';
}

export class VerificationRequested extends DomainEvent {
  readonly type = 'account.email.verification_requested';
  readonly category: EventCategory = 'USER';
}

export class EmailVerified extends DomainEvent {
  readonly type = 'account.email.verified';
  readonly category: EventCategory = 'USER';
}

/** A link was made for a mail that is about to be sent. */
export class LinkMinted extends DomainEvent {
  readonly type = 'account.link.minted';
  readonly category: EventCategory = 'USER';
}

/** A link of a mail that was used, too old, replaced or never made. */
export class LinkRefused extends DomainEvent {
  readonly type = 'account.link.refused';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E01_05_001';
}

/** Whoever has a session was asked for its person's password, and typed a wrong one. */
export class CurrentPasswordRefused extends DomainEvent {
  readonly type = 'account.password.refused';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E01_01_001';
}

export class PasswordResetRequested extends DomainEvent {
  readonly type = 'account.password.reset_requested';
  readonly category: EventCategory = 'SECURITY';
}

export class PasswordWasReset extends DomainEvent {
  readonly type = 'account.password.reset';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
}

export class PasswordChanged extends DomainEvent {
  readonly type = 'account.password.changed';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
}

/** Which fields, not what they hold. */
export class UserChanged extends DomainEvent {
  readonly type = 'account.user.changed';
  readonly category: EventCategory = 'USER';
}
