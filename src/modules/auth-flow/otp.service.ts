import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { FactorLockService } from '../mfa/factor-lock.service.js';
import { MfaLocked, WrongOneTimeCode } from '../mfa/mfa.errors.js';
import { MfaService } from '../mfa/mfa.service.js';
import type { Answer } from './answer.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { MAX_ATTEMPTS } from './auth-transaction.repository.js';
import { FlowGate } from './flow-gate.service.js';
import { MfaPassage } from './mfa-passage.js';
import { OpenLogins } from './open-logins.js';
import type { FlowIds } from './transaction-rules.js';

/** Takes one-time codes: counts, then compares. */
@Injectable()
export class OtpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logins: OpenLogins,
    private readonly mfa: MfaService,
    private readonly factorLock: FactorLockService,
    private readonly passage: MfaPassage,
    private readonly gate: FlowGate,
  ) {}

  /** @throws {WrongOneTimeCode | MfaLocked | TransactionNotFound | TransactionEnded | TransactionAlreadyProcessed} */
  async verify(ids: FlowIds, code: string): Promise<Answer> {
    // Committed by itself, before the code is looked at: whatever fails later, the attempt stays counted.
    const counted = await this.unitOfWork.runSingle(() => this.logins.countAttempt(ids));
    if (!counted) return this.gate.refuseLoser(ids, 'MFA_VERIFY');
    const challenge = counted.metadata.otp;
    if (challenge && this.mfa.isRightCode(ids.transactionId, code, challenge)) {
      return this.passage.pass(counted);
    }
    return this.fail(counted);
  }

  private async fail(transaction: AuthTransaction): Promise<never> {
    const { contextId, transactionId, attemptCount, metadata, mfaMethod } = transaction;
    const attemptsRemaining = MAX_ATTEMPTS - attemptCount;
    const locked = await this.unitOfWork.run(async () => {
      if (attemptsRemaining === 0) await this.logins.reject(transactionId);
      return this.factorLock.countFailure(metadata.flow.cupid, { contextId, transactionId }, mfaMethod);
    });
    throw (locked ? new MfaLocked() : new WrongOneTimeCode(attemptsRemaining)).ofContext(contextId);
  }
}
