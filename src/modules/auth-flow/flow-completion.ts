import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { RequestContext } from '../../common/request-context.js';
import { DeviceService } from '../device/device.service.js';
import { SessionService } from '../session/session.service.js';
import type { Answer } from './answer.js';
import { LoginCompleted, StepRequired } from './auth-flow.events.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import type { Demand, Flow } from './steps/step.js';
import { TransactionFactory } from './transaction-factory.js';

/** What a login leaves behind when a door has been passed: the next door, or a session. */
@Injectable()
export class FlowCompletion {
  constructor(
    private readonly factory: TransactionFactory,
    private readonly sessions: SessionService,
    private readonly devices: DeviceService,
    private readonly events: EventBus,
    private readonly request: RequestContext,
  ) {}

  /** Writes the next state in the running unit. */
  settle(flow: Flow, demand: Demand | undefined, passed?: AuthTransaction): Answer {
    if (demand) return this.require(flow, demand, passed);
    const { stand_in: standIn } = flow.memory;
    // The login's first unit asks that by itself; behind a later door the device may have been removed since.
    if (passed && standIn) this.devices.relyOn(standIn);
    return this.complete(flow, passed);
  }

  private require(flow: Flow, demand: Demand, passed?: AuthTransaction): Answer {
    const { contextId, memory } = flow;
    const transactionId = this.factory.open(contextId, demand, memory, passed);
    const subject = { contextId, transactionId, cupid: memory.cupid };
    this.events.publish(new StepRequired(subject, { phase: demand.phase }));
    return { body: demand.answer({ contextId, transactionId }) };
  }

  private complete({ contextId, person, memory }: Flow, passed?: AuthTransaction): Answer {
    const { ipAddress, userAgent } = this.request.current;
    const issued = this.sessions.open({
      contextId,
      person,
      clientId: memory.client_id,
      deviceFingerprintHash: memory.fingerprint,
      ipAddress,
      userAgent,
      amr: memory.amr,
      // NIST SP 800-63B-4 §2.2 asks for two factors; a trusted device spares the second one, it does not stand for it.
      acr: memory.mfa === 'PASSED' ? 'aal2' : 'aal1',
    });
    const transactionId = passed?.transactionId;
    this.events.publish(
      new LoginCompleted(
        { contextId, sessionId: contextId, transactionId, cupid: memory.cupid },
        { amr: memory.amr },
      ),
    );
    return {
      body: {
        response_type_code: 'SUCCESS',
        context_id: contextId,
        ...(transactionId && { transaction_id: transactionId }),
        device_bound: memory.device_bound,
      },
      issued,
    };
  }
}
