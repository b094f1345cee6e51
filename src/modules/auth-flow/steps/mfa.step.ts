import { Inject, Injectable } from '@nestjs/common';
import type { AppConfig } from '../../../config/app-config.js';
import { APP_CONFIG } from '../../../config/config.module.js';
import { MfaService } from '../../mfa/mfa.service.js';
import type { Demand, Flow, Step } from './step.js';

@Injectable()
export class MfaStep implements Step {
  constructor(
    private readonly mfa: MfaService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  demand({ person, memory }: Flow): Promise<Demand | undefined> {
    if (memory.mfa !== 'REQUIRED') return Promise.resolve(undefined);
    return Promise.resolve({
      phase: 'MFA',
      type: 'MFA_INITIATE',
      // Choosing a method takes as long as the login lasts; the challenge itself is what is short-lived.
      lifetime: this.config.lifetimes.authContext,
      metadata: {},
      answer: ({ contextId, transactionId }) => ({
        response_type_code: 'MFA_REQUIRED',
        ...this.mfa.offer(person),
        context_id: contextId,
        transaction_id: transactionId,
      }),
    });
  }
}
