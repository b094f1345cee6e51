import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { MfaService, type PushApproval } from '../mfa/mfa.service.js';
import { TransactionAlreadyProcessed } from './auth-flow.errors.js';
import { PushApproved, PushRejected } from './auth-flow.events.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { FlowGate } from './flow-gate.service.js';
import { OpenLogins } from './open-logins.js';
import { denied } from './push.service.js';
import type { FlowIds } from './transaction-rules.js';

/** Takes the phone's answer to a prompt. It issues nothing: the client that waits does the rest. */
@Injectable()
export class PushApprovalService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: FlowGate,
    private readonly mfa: MfaService,
    private readonly logins: OpenLogins,
    private readonly factorLock: FactorLockService,
    private readonly events: EventBus,
  ) {}

  /** @returns whether the answer was taken as given: false for a wrong number, which rejects the prompt */
  async answer(ids: FlowIds, approval: PushApproval): Promise<boolean> {
    this.mfa.assertVouchedFor(approval);
    const { transaction } = await this.gate.admit(ids, 'MFA_PUSH_VERIFY');
    const { transactionStatus, metadata } = transaction;
    if (transactionStatus === 'APPROVED') {
      return this.gate.refuse(ids, new TransactionAlreadyProcessed(), metadata.flow.cupid);
    }
    const isRightNumber = metadata.push?.display_number === approval.selectedNumber;
    const settled = await this.unitOfWork.run(() => {
      if (approval.decision === 'deny') return this.deny(transaction);
      return isRightNumber ? this.approve(transaction) : this.mistake(transaction);
    });
    if (!settled) return this.gate.refuseLoser(ids, 'MFA_PUSH_VERIFY');
    return approval.decision === 'deny' || isRightNumber;
  }

  private async approve({ contextId, transactionId, metadata }: AuthTransaction): Promise<boolean> {
    if (!(await this.logins.approve(transactionId))) return false;
    this.events.publish(new PushApproved({ contextId, transactionId, cupid: metadata.flow.cupid }));
    return true;
  }

  private async deny({ contextId, transactionId, metadata }: AuthTransaction): Promise<boolean> {
    if (!(await this.logins.reject(transactionId, denied(metadata)))) return false;
    this.events.publish(
      new PushRejected({ contextId, transactionId, cupid: metadata.flow.cupid }, { by: 'person' }),
    );
    return true;
  }

  /** Somebody guesses, or approves a sign-in that is not theirs: as good as a no. */
  private async mistake(transaction: AuthTransaction): Promise<boolean> {
    const { contextId, transactionId, metadata } = transaction;
    if (!(await this.logins.reject(transactionId, denied(metadata)))) return false;
    const { cupid } = metadata.flow;
    this.events.publish(new PushRejected({ contextId, transactionId, cupid }, { by: 'wrong_number' }));
    await this.factorLock.countFailure(cupid, { contextId, transactionId });
    return true;
  }
}
