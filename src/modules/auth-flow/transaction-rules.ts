import type { AppError } from '../../common/app-error.js';
import { TransactionAlreadyProcessed, TransactionEnded, TransactionNotFound } from './auth-flow.errors.js';
import type { Chain } from './auth-context.repository.js';
import type { AuthTransaction, TransactionType } from './auth-transaction.entity.js';
import { MAX_ATTEMPTS } from './auth-transaction.repository.js';

export interface FlowIds {
  readonly contextId: string;
  readonly transactionId: string;
}

/** Why an endpoint for `types` cannot use a transaction, or undefined when it can. The first rule that matches decides. */
export function whyUnusable(
  chain: Chain | undefined,
  transactionId: string,
  types: readonly TransactionType[],
  now: Date,
): AppError | undefined {
  const transaction = chain?.transactions.find((one) => one.transactionId === transactionId);
  if (!chain || !transaction) return new TransactionNotFound();
  if (chain.context.hasExpired(now)) return new TransactionEnded('EXPIRED');
  if (!types.includes(transaction.transactionType)) return new TransactionNotFound();
  return whyOver(transaction, now);
}

function whyOver(transaction: AuthTransaction, now: Date): AppError | undefined {
  switch (transaction.transactionStatus) {
    case 'CONSUMED':
      return new TransactionAlreadyProcessed();
    case 'REJECTED':
      return new TransactionEnded('REJECTED');
    case 'EXPIRED':
      return new TransactionEnded('EXPIRED');
    default:
      if (transaction.hasExpired(now)) return new TransactionEnded('EXPIRED');
      return transaction.attemptCount >= MAX_ATTEMPTS ? new TransactionEnded('REJECTED') : undefined;
  }
}

const MFA_TYPES: readonly TransactionType[] = ['MFA_INITIATE', 'MFA_VERIFY', 'MFA_PUSH_VERIFY'];

/**
 * Why no new challenge can start from a transaction. Any MFA transaction of the login will do, a superseded or rejected
 * one too, while the login is in its MFA phase.
 */
export function whyNoChallenge(
  chain: Chain | undefined,
  transactionId: string,
  now: Date,
): AppError | undefined {
  const transaction = chain?.transactions.find((one) => one.transactionId === transactionId);
  if (!chain || !transaction) return new TransactionNotFound();
  if (chain.context.hasExpired(now)) return new TransactionEnded('EXPIRED');
  if (!MFA_TYPES.includes(transaction.transactionType)) return new TransactionNotFound();
  if (transaction.transactionStatus === 'CONSUMED') return new TransactionAlreadyProcessed();
  return isInMfaPhase(chain) ? undefined : new TransactionEnded('EXPIRED');
}

function isInMfaPhase({ context, transactions }: Chain): boolean {
  const passed = transactions.some(
    ({ phase, transactionStatus }) => phase === 'MFA' && transactionStatus === 'CONSUMED',
  );
  return context.outcome === 'IN_PROGRESS' && !passed;
}

/** Whether the person has said no to a prompt of this login: nothing else rejects one. */
export function hasDeniedPush({ transactions }: Chain): boolean {
  return transactions.some(
    ({ transactionType, transactionStatus, metadata }) =>
      transactionType === 'MFA_PUSH_VERIFY' &&
      (transactionStatus === 'REJECTED' || metadata.push?.denied === 'yes'),
  );
}
