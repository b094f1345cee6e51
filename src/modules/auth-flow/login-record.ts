import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Answer } from './answer.js';
import { FlowCompletion } from './flow-completion.js';
import { FlowEngine } from './flow-engine.service.js';
import type { Circumstances } from './login-plan.js';
import { LoginTraces } from './login-traces.js';
import type { FlowMemory } from './transaction-metadata.js';

/** Writes the beginning of a login down, whatever became of it. */
@Injectable()
export class LoginRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly engine: FlowEngine,
    private readonly completion: FlowCompletion,
    private readonly traces: LoginTraces,
    private readonly identity: IdentityProvider,
  ) {}

  /**
   * @returns Abandoned when the person was changed or kept out since the password was looked at, or the device that stands
   *   in for the second factor is trusted no more: then nothing is written
   */
  async begun(circumstances: Circumstances, memory: FlowMemory): Promise<Answer | Abandoned> {
    const contextId = this.traces.newContextId();
    const { person } = circumstances;
    const flow = { contextId, person, memory };
    const demand = await this.engine.nextDemand(flow);
    return this.unitOfWork.attempt(() => {
      this.identity.confirm(person, demand === undefined);
      this.traces.context(contextId, circumstances, memory, demand ? 'IN_PROGRESS' : 'SUCCESS');
      this.traces.accepted(contextId, circumstances, memory);
      return Promise.resolve(this.completion.settle(flow, demand));
    });
  }

  /** @throws the refusal, once its rows are committed */
  async refused(circumstances: Circumstances, memory: FlowMemory, refusal: AppError): Promise<never> {
    const contextId = this.traces.newContextId();
    await this.unitOfWork.run(() => {
      this.traces.context(contextId, circumstances, memory, 'FAILURE');
      this.traces.refused(contextId, memory.cupid, refusal);
      return Promise.resolve();
    });
    throw refusal.ofContext(contextId);
  }
}
