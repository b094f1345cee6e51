import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MfaService } from '../mfa/mfa.service.js';
import type { Answer } from './answer.js';
import { TransactionEnded } from './auth-flow.errors.js';
import { PushRejected } from './auth-flow.events.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { FlowGate } from './flow-gate.service.js';
import { MfaPassage } from './mfa-passage.js';
import { OpenLogins } from './open-logins.js';
import type { TransactionMetadata } from './transaction-metadata.js';
import type { FlowIds } from './transaction-rules.js';

/** A prompt that nobody has answered yet. */
export interface StillPending {
  readonly transactionId: string;
  readonly expiresAt: Date;
}

export function denied(metadata: TransactionMetadata): TransactionMetadata {
  return metadata.push ? { ...metadata, push: { ...metadata.push, denied: true } } : metadata;
}

/** Tells a waiting client what has become of a prompt, and takes it on when the phone said yes. */
@Injectable()
export class PushService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: FlowGate,
    private readonly mfa: MfaService,
    private readonly logins: OpenLogins,
    private readonly passage: MfaPassage,
    private readonly events: EventBus,
  ) {}

  /** @throws {TransactionNotFound | TransactionEnded | TransactionAlreadyProcessed | MfaLocked} */
  async poll(ids: FlowIds): Promise<Answer | StillPending> {
    const { transaction } = await this.gate.admit(ids, 'MFA_PUSH_VERIFY');
    const { transactionId, expiresAt, transactionStatus } = transaction;
    const decision = transactionStatus === 'APPROVED' ? 'APPROVED' : this.simulatedDecision(transaction);
    if (decision === 'APPROVED') return this.passage.pass(transaction);
    if (decision === 'DENIED') return this.reject(transaction);
    return { transactionId, expiresAt };
  }

  private simulatedDecision({ transactionId, createdAt, metadata }: AuthTransaction) {
    return this.mfa.decisionOf({ transactionId, cupid: metadata.flow.cupid, createdAt });
  }

  private async reject({ contextId, transactionId, metadata }: AuthTransaction): Promise<never> {
    await this.unitOfWork.run(async () => {
      if (!(await this.logins.reject(transactionId, denied(metadata)))) return;
      this.events.publish(
        new PushRejected({ contextId, transactionId, cupid: metadata.flow.cupid }, { by: 'person' }),
      );
    });
    throw new TransactionEnded('REJECTED').ofContext(contextId);
  }
}
