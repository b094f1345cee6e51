import { Inject, Injectable } from '@nestjs/common';
import type { AppConfig } from '../../../config/app-config.js';
import { APP_CONFIG } from '../../../config/config.module.js';
import type { FlowMemory } from '../transaction-metadata.js';
import type { Demand, Flow, Step } from './step.js';

/** Binding is offered to those who have just proven or signed something, on a device that is not trusted yet. */
export function mayBind({ bindable, mfa, signed }: FlowMemory): boolean {
  return bindable && (mfa === 'PASSED' || signed);
}

@Injectable()
export class DeviceStep implements Step {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  demand({ memory }: Flow): Promise<Demand | undefined> {
    if (!mayBind(memory)) return Promise.resolve(undefined);
    return Promise.resolve({
      phase: 'DEVICE_BIND',
      type: 'DEVICE_BIND',
      lifetime: this.config.lifetimes.deviceBindTransaction,
      metadata: {},
      answer: ({ contextId, transactionId }) => ({
        response_type_code: 'DEVICE_BIND_REQUIRED',
        context_id: contextId,
        transaction_id: transactionId,
      }),
    });
  }
}
