import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
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
  ) {}

  async begun(circumstances: Circumstances, memory: FlowMemory): Promise<Answer> {
    const contextId = this.traces.newContextId();
    const flow = { contextId, person: circumstances.person, memory };
    const demand = await this.engine.nextDemand(flow);
    return this.unitOfWork.run(() => {
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
