import { Inject, Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { addSeconds, Clock } from '../../common/clock.js';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { Abandoned } from '../../database/abandoned.js';
import { DeviceService } from '../device/device.service.js';
import type { Assessment } from '../device/risk-assessment.service.js';
import type { Person } from '../identity/person.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { MfaLocked } from '../mfa/mfa.errors.js';
import type { Answer } from './answer.js';
import { DeniedByRisk } from './auth-flow.errors.js';
import { type Circumstances, hasFactor, namesOf, planLogin } from './login-plan.js';
import { LoginRecord } from './login-record.js';
import type { LoginRequest } from './login-request.js';
import { whyKeptOut } from './may-sign-in.js';
import type { FlowMemory } from './transaction-metadata.js';

/** What follows the right password: a refusal, the next door, or a session. */
@Injectable()
export class LoginStart {
  constructor(
    private readonly devices: DeviceService,
    private readonly factorLock: FactorLockService,
    private readonly record: LoginRecord,
    private readonly request: RequestContext,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @returns Abandoned when what was proved of the person holds no more */
  async begin(person: Person, login: LoginRequest, assessment: Assessment): Promise<Answer | Abandoned> {
    const names = namesOf(login, assessment);
    const { cupid, passwordChangedAt } = person;
    const trustedDeviceId = await this.devices.findTrusted(
      cupid,
      names,
      login.appId ?? '',
      passwordChangedAt,
    );
    const startedAt = this.clock.now();
    const circumstances: Circumstances = {
      person,
      login,
      assessment,
      trustedDeviceId,
      startedAt,
      expiresAt: addSeconds(startedAt, this.config.lifetimes.authContext),
      request: this.request.current,
      defaultClientId: this.config.http.defaultClientId,
    };
    const memory = planLogin(circumstances);
    const refusal = await this.whyRefused(person, assessment, memory);
    if (refusal) return this.record.refused(circumstances, memory, refusal);
    return this.record.begun(circumstances, memory);
  }

  private async whyRefused(
    person: Person,
    { answer }: Assessment,
    memory: FlowMemory,
  ): Promise<AppError | undefined> {
    const keptOut = whyKeptOut(person);
    if (keptOut) return keptOut;
    if (answer.recommendation === 'DENY') return new DeniedByRisk();
    if (memory.mfa !== 'REQUIRED') return undefined;
    if (person.mfaLocked || (await this.factorLock.isLocked(person.cupid))) return new MfaLocked();
    return hasFactor(person) ? undefined : new DeniedByRisk();
  }
}
