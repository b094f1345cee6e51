import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { Abandoned } from '../../database/abandoned.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { MfaLocked } from '../mfa/mfa.errors.js';
import type { Answer } from './answer.js';
import { ChallengePassed } from './auth-flow.events.js';
import type { AuthTransaction, StoredMethod } from './auth-transaction.entity.js';
import { FlowEngine } from './flow-engine.service.js';
import { FlowGate } from './flow-gate.service.js';
import { FlowPeople } from './flow-people.js';
import type { FlowMemory } from './transaction-metadata.js';

/** RFC 8176: `mca` is a second channel of communication, which is what a prompt on a phone is. */
const AMR: Readonly<Record<StoredMethod, readonly string[]>> = {
  SMS: ['mfa', 'otp', 'sms'],
  VOICE: ['mfa', 'otp', 'tel'],
  PUSH: ['mfa', 'mca'],
};

const LOCKED = 'LOCKED';

function afterMfa(flow: FlowMemory, method: StoredMethod): FlowMemory {
  return { ...flow, mfa: 'PASSED', amr: [...flow.amr, ...AMR[method]] };
}

/** The way on for whoever has answered a challenge rightly. */
@Injectable()
export class MfaPassage {
  constructor(
    private readonly engine: FlowEngine,
    private readonly gate: FlowGate,
    private readonly people: FlowPeople,
    private readonly factorLock: FactorLockService,
    private readonly events: EventBus,
  ) {}

  /** @throws {MfaLocked} or what became of the transaction meanwhile */
  async pass(transaction: AuthTransaction): Promise<Answer> {
    const { contextId, transactionId, transactionType, mfaMethod } = transaction;
    const { cupid } = transaction.metadata.flow;
    if (!mfaMethod) throw new Error('A challenge without a method was passed');
    const ids = { contextId, transactionId };
    const person = await this.people.find(ids, cupid);
    if (person.mfaLocked) return this.gate.refuse(ids, new MfaLocked(), cupid);
    const memory = afterMfa(transaction.metadata.flow, mfaMethod);
    const answer = await this.engine.advance({
      flow: { contextId, person, memory },
      transaction,
      effects: async () => {
        this.events.publish(new ChallengePassed({ contextId, transactionId, cupid }, { method: mfaMethod }));
        if (!(await this.factorLock.recordSuccess(cupid))) throw new Abandoned(LOCKED);
      },
    });
    if (!(answer instanceof Abandoned)) return answer;
    if (answer.reason === LOCKED) return this.gate.refuse(ids, new MfaLocked(), cupid);
    return this.gate.refuseLoser(ids, transactionType);
  }
}
