import { Injectable } from '@nestjs/common';
import { Abandoned } from '../../database/abandoned.js';
import { NoPendingEsign } from '../esign/esign.errors.js';
import { EsignService, type Signing } from '../esign/esign.service.js';
import type { Answer } from './answer.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { EsignRefusal } from './esign-refusal.js';
import { FlowEngine } from './flow-engine.service.js';
import { FlowGate } from './flow-gate.service.js';
import { FlowPeople } from './flow-people.js';
import type { FlowMemory } from './transaction-metadata.js';
import type { FlowIds } from './transaction-rules.js';

export interface Acceptance {
  readonly answer: Answer;
  readonly acceptedAt: Date;
}

function afterAnswer({ metadata: { flow } }: AuthTransaction, documentId: string): FlowMemory {
  return { ...flow, answered: [...flow.answered, documentId] };
}

/** The door at which documents are signed. */
@Injectable()
export class EsignFlowService {
  constructor(
    private readonly gate: FlowGate,
    private readonly people: FlowPeople,
    private readonly engine: FlowEngine,
    private readonly esign: EsignService,
    private readonly refusal: EsignRefusal,
  ) {}

  /** @throws {NoPendingEsign | TransactionNotFound | TransactionEnded | TransactionAlreadyProcessed} */
  async accept(ids: FlowIds, documentId: string, clientTimestamp: Date | null): Promise<Acceptance> {
    const [transaction, signing] = await this.admit(ids, documentId);
    let acceptedAt: Date | undefined;
    const memory = { ...afterAnswer(transaction, documentId), signed: true };
    const answer = await this.leave(ids, transaction, memory, () => {
      acceptedAt = this.esign.accept({ ...signing, clientTimestamp });
    });
    if (!acceptedAt) throw new Error('A document was passed without being accepted');
    return { answer, acceptedAt };
  }

  /** A mandatory document that is declined ends the login; an optional one is passed by. */
  async decline(ids: FlowIds, documentId: string, reason: string | undefined): Promise<Answer> {
    const [transaction, signing] = await this.admit(ids, documentId);
    const declined = { transaction, signing, reason };
    if (signing.document.mandatory) return this.refusal.endLogin(ids, declined);
    const memory = afterAnswer(transaction, documentId);
    return this.leave(ids, transaction, memory, () => this.refusal.note(declined));
  }

  private async admit(ids: FlowIds, documentId: string): Promise<[AuthTransaction, Signing]> {
    const { transaction } = await this.gate.admit(ids, 'ESIGN_ACCEPT');
    const { document, flow } = transaction.metadata;
    if (!document || document.document_id !== documentId) {
      return this.gate.refuse(ids, new NoPendingEsign(), flow.cupid);
    }
    return [transaction, { ...ids, cupid: flow.cupid, document, clientTimestamp: null }];
  }

  private async leave(
    ids: FlowIds,
    transaction: AuthTransaction,
    memory: FlowMemory,
    effects: () => void,
  ): Promise<Answer> {
    const person = await this.people.find(ids, memory.cupid);
    const flow = { contextId: ids.contextId, person, memory };
    const answer = await this.engine.advance({ flow, transaction, effects });
    return answer instanceof Abandoned ? this.gate.refuseLoser(ids, 'ESIGN_ACCEPT') : answer;
  }
}
