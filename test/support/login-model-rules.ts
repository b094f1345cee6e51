import type { ModelPerson } from './model-people.js';

export type Kind = 'MFA_INITIATE' | 'MFA_VERIFY' | 'MFA_PUSH_VERIFY' | 'ESIGN_ACCEPT' | 'DEVICE_BIND';
export type Method = 'push' | 'sms' | 'voice';
type Status = 'PENDING' | 'APPROVED' | 'REJECTED' | 'EXPIRED' | 'CONSUMED';

export interface ModelTransaction {
  readonly kind: Kind;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly document?: string;
  status: Status;
  attempts: number;
  /** What the server calls it, and the number it shows. */
  id: string;
  shown: number;
}

export interface ModelContext {
  readonly person: ModelPerson;
  readonly device: string | null;
  readonly expiresAt: number;
  readonly transactions: ModelTransaction[];
  readonly answered: string[];
  outcome: 'IN_PROGRESS' | 'SUCCESS' | 'FAILURE';
  mfa: 'NOT_REQUIRED' | 'REQUIRED' | 'PASSED';
  isBindable: boolean;
  isBound: boolean;
  isDenied: boolean;
  /** A document was accepted; one that was declined is answered only. */
  hasSigned: boolean;
  challenges: number;
  pushes: number;
  id: string;
}

export interface Expected {
  readonly status: number;
  /** The response type, the error without its prefix, or what an approval says of its success. */
  readonly code: string;
  readonly detail?: string | number | boolean;
  readonly opens?: ModelTransaction;
}

export const LOCKED: Expected = { status: 423, code: 'E01_01_005' };
export const DONE: Expected = { status: 400, code: 'E01_03_003' };
export const REJECTED: Expected = { status: 410, code: 'E01_03_002', detail: 'REJECTED' };
const EXPIRED: Expected = { status: 410, code: 'E01_03_002', detail: 'EXPIRED' };
const UNKNOWN: Expected = { status: 404, code: 'E01_03_001' };

const MFA_KINDS: readonly Kind[] = ['MFA_INITIATE', 'MFA_VERIFY', 'MFA_PUSH_VERIFY'];

type Refusal = Expected | undefined;

/** The first rules, in their order, for a transaction at an endpoint for `kinds`. */
function whyNotOfThis(
  now: number,
  context: ModelContext,
  transaction: ModelTransaction,
  kinds: readonly Kind[],
): Refusal {
  if (!context.transactions.includes(transaction)) return UNKNOWN;
  if (now >= context.expiresAt) return EXPIRED;
  if (!kinds.includes(transaction.kind)) return UNKNOWN;
  return transaction.status === 'CONSUMED' ? DONE : undefined;
}

export function whyUnusable(
  now: number,
  context: ModelContext,
  transaction: ModelTransaction,
  kind: Kind,
): Refusal {
  const refusal = whyNotOfThis(now, context, transaction, [kind]);
  if (refusal) return refusal;
  if (transaction.status === 'REJECTED') return REJECTED;
  if (transaction.status === 'EXPIRED' || now >= transaction.expiresAt) return EXPIRED;
  return transaction.attempts >= 5 ? REJECTED : undefined;
}

export function whyUnsigned(
  now: number,
  context: ModelContext,
  transaction: ModelTransaction,
  document: string,
): Refusal {
  const refusal = whyUnusable(now, context, transaction, 'ESIGN_ACCEPT');
  return refusal ?? (transaction.document === document ? undefined : { status: 400, code: 'E01_04_002' });
}

export function whyNoChallenge(now: number, context: ModelContext, from: ModelTransaction): Refusal {
  const refusal = whyNotOfThis(now, context, from, MFA_KINDS);
  if (refusal) return refusal;
  return context.mfa === 'REQUIRED' && context.outcome === 'IN_PROGRESS' ? undefined : EXPIRED;
}

/** A denial that nobody has asked for yet is one all the same. */
function hasDenied(now: number, { isDenied, person, transactions }: ModelContext): boolean {
  return (
    isDenied ||
    transactions.some(
      ({ kind, status, createdAt }) =>
        kind === 'MFA_PUSH_VERIFY' && status === 'PENDING' && now - createdAt >= person.deniesAfter,
    )
  );
}

export function whyNotSent(now: number, context: ModelContext, method: Method, option: number): Refusal {
  const { person, challenges, pushes } = context;
  const isPush = method === 'push';
  const isOffered = isPush ? person.hasPush && !hasDenied(now, context) : person.options.includes(option);
  if (!isOffered) return { status: 400, code: 'E01_01_009' };
  if (person.isLocked(now)) return LOCKED;
  return challenges >= 5 || (isPush && pushes >= 3) ? { status: 429, code: 'E01_06_001' } : undefined;
}

export function hasEndedUnanswered(
  now: number,
  context: ModelContext,
  transaction: ModelTransaction,
): boolean {
  const { kind, status, expiresAt } = transaction;
  const isPrompt = context.transactions.includes(transaction) && kind === 'MFA_PUSH_VERIFY';
  return isPrompt && (status === 'EXPIRED' || (status === 'PENDING' && now >= expiresAt));
}
