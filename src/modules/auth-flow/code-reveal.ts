import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MfaService } from '../mfa/mfa.service.js';
import { TransactionNotFound } from './auth-flow.errors.js';
import { AuthTransactionRepository } from './auth-transaction.repository.js';

/** For tests against a simulated gateway: the code of a transaction. */
@Injectable()
export class CodeReveal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transactions: AuthTransactionRepository,
    private readonly mfa: MfaService,
  ) {}

  /** @throws {OneTimeCodeNotFound | TransactionNotFound} */
  async reveal(transactionId: string): Promise<string> {
    const code = this.mfa.revealCode(transactionId);
    const transaction = await this.unitOfWork.read(() => this.transactions.findById(transactionId));
    if (transaction?.transactionType !== 'MFA_VERIFY') throw new TransactionNotFound();
    return code;
  }
}
