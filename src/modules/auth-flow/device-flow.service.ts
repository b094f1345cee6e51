import { Injectable } from '@nestjs/common';
import { Abandoned } from '../../database/abandoned.js';
import { type Binding, DeviceService } from '../device/device.service.js';
import type { Answer } from './answer.js';
import { FlowEngine } from './flow-engine.service.js';
import { FlowGate } from './flow-gate.service.js';
import { FlowPeople } from './flow-people.js';
import type { FlowMemory } from './transaction-metadata.js';
import type { FlowIds } from './transaction-rules.js';

function bindingOf({ contextId, transactionId }: FlowIds, memory: FlowMemory): Binding {
  const { cupid, fingerprint, app_id: appId, app_version: appVersion } = memory;
  if (fingerprint === null) throw new Error('A login without a device was asked to bind one');
  return { contextId, transactionId, cupid, fingerprint, appId, appVersion };
}

/** The last door: shall this device be trusted from now on? */
@Injectable()
export class DeviceFlowService {
  constructor(
    private readonly gate: FlowGate,
    private readonly people: FlowPeople,
    private readonly engine: FlowEngine,
    private readonly devices: DeviceService,
  ) {}

  /** @throws {TransactionNotFound | TransactionEnded | TransactionAlreadyProcessed} */
  async decide(ids: FlowIds, bind: boolean): Promise<Answer> {
    const { transaction } = await this.gate.admit(ids, 'DEVICE_BIND');
    const { flow } = transaction.metadata;
    const person = await this.people.find(ids, flow.cupid);
    const binding = bindingOf(ids, flow);
    const answer = await this.engine.advance({
      flow: { contextId: ids.contextId, person, memory: { ...flow, bindable: false, device_bound: bind } },
      transaction,
      deviceBindDecision: bind,
      effects: () => {
        if (bind) this.devices.bind(binding);
        else this.devices.declineBinding(binding);
      },
    });
    if (answer instanceof Abandoned) return this.gate.refuseLoser(ids, 'DEVICE_BIND');
    return answer;
  }
}
