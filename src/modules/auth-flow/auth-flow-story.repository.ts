import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextStories } from '../../database/context-stories.js';
import { AuthContext } from './auth-context.entity.js';
import { AuthTransaction } from './auth-transaction.entity.js';
import type { TransactionMetadata } from './transaction-metadata.js';

/** Neither the hash of a code, nor the number that a phone must show while it may still be asked, nor a fingerprint. */
function told({
  flow,
  otp,
  push,
  document,
  ...rest
}: TransactionMetadata): Readonly<Record<string, unknown>> {
  return {
    mfa: flow.mfa,
    amr: flow.amr,
    signed: flow.signed,
    answered_documents: flow.answered,
    device_named: flow.fingerprint !== null,
    device_bound: flow.device_bound,
    ...(otp && { delivery_id: otp.delivery_id }),
    ...(push && { delivery_id: push.delivery_id, denied_late: push.denied === 'yes' }),
    ...(document && { document_version: document.version, document_mandatory: document.mandatory }),
    ...(rest.decline_reason !== undefined && { decline_reason: rest.decline_reason }),
  };
}

/** The login itself, and its doors in the order in which they were opened. */
@Injectable()
export class AuthFlowStoryRepository implements OnModuleInit {
  constructor(private readonly stories: ContextStories) {}

  onModuleInit(): void {
    this.addLogin();
    this.addTransactions();
  }

  private addLogin(): void {
    this.stories.add({
      title: 'login',
      place: 1,
      entity: AuthContext,
      whose: 'context_id = $1',
      order: 'context_id',
      properties: [
        'contextId',
        'cupid',
        'guid',
        'correlationId',
        'appId',
        'appVersion',
        'outcome',
        'ipAddress',
        'userAgent',
        'challengeCount',
        'pushCount',
        'createdAt',
        'updatedAt',
        'expiresAt',
        'completedAt',
      ],
    });
  }

  private addTransactions(): void {
    this.stories.add({
      title: 'transactions',
      place: 2,
      entity: AuthTransaction,
      whose: 'context_id = $1',
      order: 'sequence_number',
      properties: [
        'transactionId',
        'parentTransactionId',
        'sequenceNumber',
        'transactionType',
        'transactionStatus',
        'phase',
        'mfaMethod',
        'mfaOptionId',
        'esignDocumentId',
        'deviceBindDecision',
        'attemptCount',
        'createdAt',
        'updatedAt',
        'expiresAt',
        'consumedAt',
      ],
      picked: { property: 'metadata', pick: ({ metadata }) => told(metadata) },
    });
  }
}
