import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { DeviceService } from '../device/device.service.js';
import { RiskAssessmentService } from '../device/risk-assessment.service.js';
import type { Outcome } from './auth-context.entity.js';
import { AuthContextRepository } from './auth-context.repository.js';
import { LoginRefused, PasswordAccepted } from './auth-flow.events.js';
import type { Circumstances } from './login-plan.js';
import type { FlowMemory } from './transaction-metadata.js';

/** The rows and events that the beginning of a login leaves, in the running unit. */
@Injectable()
export class LoginTraces {
  constructor(
    private readonly contexts: AuthContextRepository,
    private readonly risk: RiskAssessmentService,
    private readonly devices: DeviceService,
    private readonly events: EventBus,
    private readonly random: Random,
  ) {}

  newContextId(): string {
    return `sess-${this.random.uuid()}`;
  }

  context(contextId: string, circumstances: Circumstances, memory: FlowMemory, outcome: Outcome): void {
    const { person, login, request, assessment, startedAt, expiresAt } = circumstances;
    this.contexts.add({
      contextId,
      cupid: person.cupid,
      guid: person.guid,
      correlationId: request.correlationId,
      appId: login.appId,
      appVersion: login.appVersion,
      outcome,
      ipAddress: request.ipAddress,
      userAgent: request.userAgent,
      deviceFingerprintHash: memory.fingerprint,
      challengeCount: 0,
      pushCount: 0,
      createdAt: startedAt,
      updatedAt: startedAt,
      expiresAt,
      completedAt: outcome === 'IN_PROGRESS' ? null : startedAt,
    });
    this.risk.record(contextId, assessment);
  }

  accepted(contextId: string, { trustedDeviceId }: Circumstances, memory: FlowMemory): void {
    const { cupid, mfa, stand_in: standIn } = memory;
    if (standIn) this.devices.relyOn(standIn);
    else if (trustedDeviceId && mfa === 'NOT_REQUIRED') this.devices.touch(trustedDeviceId);
    this.events.publish(
      new PasswordAccepted({ contextId, cupid }, { trusted_device_id: trustedDeviceId ?? null }),
    );
  }

  refused(contextId: string, cupid: string, refusal: AppError): void {
    this.events.publish(new LoginRefused({ contextId, cupid }, refusal));
  }
}
