import { Injectable } from '@nestjs/common';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Answer } from './answer.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { FlowCompletion } from './flow-completion.js';
import { OpenLogins } from './open-logins.js';
import { StepList } from './steps/step-list.js';
import type { Demand, Flow } from './steps/step.js';

/** Passing one door of a login. */
export interface Passage {
  readonly flow: Flow;
  readonly transaction: AuthTransaction;
  readonly deviceBindDecision?: boolean;
  /** What else becomes true with the passage, in its unit; throws Abandoned where it may not be. */
  readonly effects: () => Promise<void> | void;
}

/** Takes a login from door to door: each passage is one unit of work, whole or not at all. */
@Injectable()
export class FlowEngine {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logins: OpenLogins,
    private readonly steps: StepList,
    private readonly completion: FlowCompletion,
    private readonly identity: IdentityProvider,
  ) {}

  nextDemand(flow: Flow): Promise<Demand | undefined> {
    return this.steps.firstDemand(flow);
  }

  /** Uses the transaction up and opens the next door or, behind the last one, a session. @returns Abandoned when another request was first */
  async advance(passage: Passage): Promise<Answer | Abandoned> {
    const demand = await this.nextDemand(passage.flow);
    return this.unitOfWork.attempt(() => this.pass(passage, demand));
  }

  private async pass(passage: Passage, demand: Demand | undefined): Promise<Answer> {
    const { flow, transaction } = passage;
    // The person first, then the login: so does whoever keeps somebody out, and neither waits for the other in a ring.
    if (!demand && !(await this.identity.complete(flow.person))) throw new Abandoned('LOST');
    if (!(await this.logins.proceed(flow.contextId, demand ? 'IN_PROGRESS' : 'SUCCESS')))
      throw new Abandoned('LOST');
    if (!(await this.logins.consume(transaction.transactionId, passage.deviceBindDecision)))
      throw new Abandoned('LOST');
    await passage.effects();
    return this.completion.settle(flow, demand, transaction);
  }
}
