import { Inject, Injectable } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { Person } from '../identity/person.js';
import { InvalidMfaMethod } from '../mfa/mfa.errors.js';
import { type ChallengeChoice, MfaService } from '../mfa/mfa.service.js';
import type { StoredMethod } from './auth-transaction.entity.js';
import { type TransactionDraft, TransactionFactory } from './transaction-factory.js';
import type { FlowMemory } from './transaction-metadata.js';

/** A challenge on its way to a person. */
export interface SentChallenge {
  readonly transactionId: string;
  readonly expiresAt: Date;
  readonly draft: TransactionDraft;
  /** To be shown where the person signs in; with a push only. */
  readonly displayNumber?: number;
}

/** Sends a code or a prompt, outside any unit of work, and says which transaction to write for it. */
@Injectable()
export class ChallengeDispatch {
  constructor(
    private readonly mfa: MfaService,
    private readonly factory: TransactionFactory,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws {DependencyUnavailable} */
  send(person: Person, choice: ChallengeChoice, flow: FlowMemory): Promise<SentChallenge> {
    const transactionId = this.factory.newId();
    const expiresAt = this.factory.expiry(this.config.lifetimes.mfaTransaction, flow);
    return choice.method === 'push'
      ? this.sendPush(transactionId, expiresAt, flow)
      : this.sendCode(transactionId, expiresAt, flow, person, choice);
  }

  private async sendPush(transactionId: string, expiresAt: Date, flow: FlowMemory): Promise<SentChallenge> {
    const push = await this.mfa.sendPush(transactionId, flow.cupid, expiresAt);
    const draft: TransactionDraft = {
      transactionId,
      phase: 'MFA',
      transactionType: 'MFA_PUSH_VERIFY',
      mfaMethod: 'PUSH',
      metadata: { flow, push },
    };
    return { transactionId, expiresAt, draft, displayNumber: push.display_number };
  }

  private async sendCode(
    transactionId: string,
    expiresAt: Date,
    flow: FlowMemory,
    { otpMethods }: Person,
    { method, optionId }: ChallengeChoice,
  ): Promise<SentChallenge> {
    const destination = otpMethods.find((otp) => otp.optionId === optionId)?.destination;
    if (method === 'push' || destination === undefined) throw new InvalidMfaMethod();
    const otp = await this.mfa.sendCode(transactionId, method, destination, expiresAt);
    const draft: TransactionDraft = {
      transactionId,
      phase: 'MFA',
      transactionType: 'MFA_VERIFY',
      mfaMethod: method.toUpperCase() as StoredMethod,
      mfaOptionId: optionId,
      metadata: { flow, otp },
    };
    return { transactionId, expiresAt, draft };
  }
}
