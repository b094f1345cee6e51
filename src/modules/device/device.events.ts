import {
  DomainEvent,
  type EventCategory,
  type EventOutcome,
  type EventSeverity,
} from '../../common/domain-event.js';

export class RiskEvaluated extends DomainEvent {
  readonly type = 'device.risk.evaluated';
  readonly category: EventCategory = 'DEVICE';
}

export class RiskDenied extends DomainEvent {
  readonly type = 'device.risk.denied';
  readonly category: EventCategory = 'SECURITY';
  override readonly severity: EventSeverity = 'WARN';
  override readonly outcome: EventOutcome = 'FAILURE';
  override readonly errorCode = 'CIAM_E01_01_010';
}

export class DeviceBound extends DomainEvent {
  readonly type = 'device.bound';
  readonly category: EventCategory = 'DEVICE';
}

export class DeviceBindDeclined extends DomainEvent {
  readonly type = 'device.bind.declined';
  readonly category: EventCategory = 'DEVICE';
}

export class DeviceTrustRevoked extends DomainEvent {
  readonly type = 'device.trust.revoked';
  readonly category: EventCategory = 'DEVICE';
}

export class DeviceRenamed extends DomainEvent {
  readonly type = 'device.renamed';
  readonly category: EventCategory = 'DEVICE';
}
