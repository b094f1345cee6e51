import { Injectable } from '@nestjs/common';
import { MfaService } from '../mfa/mfa.service.js';
import type { Answer } from './answer.js';
import { TransactionEnded } from './auth-flow.errors.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { FlowGate } from './flow-gate.service.js';
import { MfaPassage } from './mfa-passage.js';
import { PushAnswers } from './push-answers.js';
import type { FlowIds } from './transaction-rules.js';

/** A prompt that nobody has answered yet. */
export interface StillPending {
  readonly transactionId: string;
  readonly expiresAt: Date;
}

/** Tells a waiting client what has become of a prompt, and takes it on when the phone said yes. */
@Injectable()
export class PushService {
  constructor(
    private readonly gate: FlowGate,
    private readonly mfa: MfaService,
    private readonly answers: PushAnswers,
    private readonly passage: MfaPassage,
  ) {}

  /** @throws {TransactionNotFound | TransactionEnded | TransactionAlreadyProcessed | MfaLocked} */
  async poll(ids: FlowIds): Promise<Answer | StillPending> {
    const { transaction } = await this.gate.admit(ids, 'MFA_PUSH_VERIFY');
    const { transactionId, expiresAt, transactionStatus } = transaction;
    const decision = transactionStatus === 'APPROVED' ? 'APPROVED' : this.simulatedDecision(transaction);
    if (decision === 'APPROVED') return this.passage.pass(transaction);
    if (decision === 'DENIED') {
      await this.answers.deny(transaction);
      throw new TransactionEnded('REJECTED').ofContext(ids.contextId);
    }
    return { transactionId, expiresAt };
  }

  private simulatedDecision({ transactionId, createdAt, metadata }: AuthTransaction) {
    return this.mfa.decisionOf({ transactionId, cupid: metadata.flow.cupid, createdAt });
  }
}
