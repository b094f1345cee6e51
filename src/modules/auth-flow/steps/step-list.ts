import { Injectable } from '@nestjs/common';
import { DeviceStep } from './device.step.js';
import { EsignStep } from './esign.step.js';
import { MfaStep } from './mfa.step.js';
import type { Demand, Flow, Step } from './step.js';

/** The doors in their order. */
@Injectable()
export class StepList {
  private readonly steps: readonly Step[];

  constructor(mfa: MfaStep, esign: EsignStep, device: DeviceStep) {
    this.steps = [mfa, esign, device];
  }

  /** What the next door asks, or undefined when every door stands open. */
  async firstDemand(flow: Flow): Promise<Demand | undefined> {
    for (const step of this.steps) {
      const demand = await step.demand(flow);
      if (demand) return demand;
    }
    return undefined;
  }
}
