import { Injectable } from '@nestjs/common';
import { addSeconds, Clock, earlier } from '../../common/clock.js';
import { Random } from '../../common/random.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { AuthTransactionRepository, type NewTransaction } from './auth-transaction.repository.js';
import type { Demand } from './steps/step.js';
import type { FlowMemory } from './transaction-metadata.js';

const RANDOM_BYTES = 16;

export type TransactionDraft = Pick<NewTransaction, 'phase' | 'transactionType' | 'metadata'> &
  Partial<
    Pick<NewTransaction, 'transactionId' | 'createdAt' | 'mfaMethod' | 'mfaOptionId' | 'esignDocumentId'>
  >;

/** Makes the transactions by which doors are passed. */
@Injectable()
export class TransactionFactory {
  constructor(
    private readonly transactions: AuthTransactionRepository,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** `tx-<epoch ms>-<128 random bits>` */
  newId(): string {
    return `tx-${this.clock.now().getTime()}-${this.random.hex(RANDOM_BYTES)}`;
  }

  /** When something that lives `lifetime` seconds ends; no transaction outlives its login. */
  expiry(lifetime: number, { expires_at: loginExpiresAt }: FlowMemory): Date {
    return earlier(addSeconds(this.clock.now(), lifetime), new Date(loginExpiresAt));
  }

  /** Adds the transaction that answers a demand to the running unit. @returns its id */
  open(contextId: string, demand: Demand, flow: FlowMemory, parent?: AuthTransaction): string {
    const draft: TransactionDraft = {
      phase: demand.phase,
      transactionType: demand.type,
      esignDocumentId: demand.documentId ?? null,
      metadata: { ...demand.metadata, flow },
    };
    return this.add(contextId, draft, this.expiry(demand.lifetime, flow), parent?.transactionId);
  }

  add(contextId: string, draft: TransactionDraft, expiresAt: Date, parentTransactionId?: string): string {
    const now = this.clock.now();
    const transactionId = draft.transactionId ?? this.newId();
    this.transactions.add({
      mfaMethod: null,
      mfaOptionId: null,
      esignDocumentId: null,
      createdAt: now,
      ...draft,
      transactionId,
      contextId,
      parentTransactionId: parentTransactionId ?? null,
      updatedAt: now,
      expiresAt,
    });
    return transactionId;
  }
}
