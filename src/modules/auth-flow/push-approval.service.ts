import { Injectable } from '@nestjs/common';
import { MfaService, type PushApproval } from '../mfa/mfa.service.js';
import { TransactionAlreadyProcessed } from './auth-flow.errors.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { FlowGate } from './flow-gate.service.js';
import { PushAnswers } from './push-answers.js';
import type { FlowIds } from './transaction-rules.js';

/** Takes the phone's answer to a prompt. It issues nothing: the client that waits does the rest. */
@Injectable()
export class PushApprovalService {
  constructor(
    private readonly gate: FlowGate,
    private readonly mfa: MfaService,
    private readonly answers: PushAnswers,
  ) {}

  /** @returns whether the answer was taken as given: false for a wrong number, which rejects the prompt */
  async answer(ids: FlowIds, approval: PushApproval): Promise<boolean> {
    this.mfa.assertVouchedFor(approval);
    try {
      return await this.take(ids, approval);
    } catch (error) {
      // Once it is refused, as a prompt that was there to be answered may be superseded on the way.
      if (approval.decision === 'deny') await this.answers.denyLate(ids);
      throw error;
    }
  }

  private async take(ids: FlowIds, approval: PushApproval): Promise<boolean> {
    const { transaction } = await this.gate.admit(ids, 'MFA_PUSH_VERIFY');
    if (transaction.transactionStatus === 'APPROVED') {
      return this.gate.refuse(ids, new TransactionAlreadyProcessed(), transaction.metadata.flow.cupid);
    }
    const isAsGiven = approval.decision === 'deny' || isRightNumber(transaction, approval);
    const settled = await this.settle(transaction, approval.decision, isAsGiven);
    return settled ? isAsGiven : this.gate.refuseLoser(ids, 'MFA_PUSH_VERIFY');
  }

  private settle(
    transaction: AuthTransaction,
    decision: PushApproval['decision'],
    isAsGiven: boolean,
  ): Promise<boolean> {
    if (decision === 'deny') return this.answers.deny(transaction);
    return isAsGiven ? this.answers.approve(transaction) : this.answers.mistake(transaction);
  }
}

function isRightNumber({ metadata }: AuthTransaction, { selectedNumber }: PushApproval): boolean {
  return metadata.push?.display_number === selectedNumber;
}
