import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { Person } from '../identity/person.js';
import { InvalidMfaMethod } from '../mfa/mfa.errors.js';
import { type ChallengeChoice, MfaService } from '../mfa/mfa.service.js';
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
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws {DependencyUnavailable} */
  send(person: Person, choice: ChallengeChoice, contextId: string, flow: FlowMemory): Promise<SentChallenge> {
    // Both times are taken now: sending can last longer than a short life.
    const message: Message = {
      contextId,
      transactionId: this.factory.newId(),
      createdAt: this.clock.now(),
      expiresAt: this.factory.expiry(this.config.lifetimes.mfaTransaction, flow),
    };
    return choice.method === 'push'
      ? this.sendPush(message, flow)
      : this.sendCode(message, flow, this.destinationOf(person, choice), choice);
  }

  private async sendPush(message: Message, flow: FlowMemory): Promise<SentChallenge> {
    const push = await this.mfa.sendPush({ ...message, cupid: flow.cupid });
    const draft: TransactionDraft = {
      ...draftOf(message),
      transactionType: 'MFA_PUSH_VERIFY',
      mfaMethod: 'PUSH',
      metadata: { flow, push },
    };
    return { ...message, draft, displayNumber: push.display_number };
  }

  private async sendCode(
    message: Message,
    flow: FlowMemory,
    destination: string,
    { method, optionId }: ChallengeChoice,
  ): Promise<SentChallenge> {
    const channel = method === 'voice' ? 'voice' : 'sms';
    const otp = await this.mfa.sendCode(message.transactionId, channel, destination, message.expiresAt);
    const draft: TransactionDraft = {
      ...draftOf(message),
      transactionType: 'MFA_VERIFY',
      mfaMethod: channel === 'voice' ? 'VOICE' : 'SMS',
      mfaOptionId: optionId,
      metadata: { flow, otp },
    };
    return { ...message, draft };
  }

  private destinationOf({ otpMethods }: Person, { optionId }: ChallengeChoice): string {
    const destination = otpMethods.find((otp) => otp.optionId === optionId)?.destination;
    if (destination === undefined) throw new InvalidMfaMethod();
    return destination;
  }
}

interface Message {
  readonly contextId: string;
  readonly transactionId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

function draftOf({
  transactionId,
  createdAt,
}: Message): Pick<TransactionDraft, 'transactionId' | 'createdAt' | 'phase'> {
  return { transactionId, createdAt, phase: 'MFA' };
}
