import {
  hasEndedUnanswered,
  DONE,
  type Expected,
  type Kind,
  LOCKED,
  type Method,
  type ModelContext,
  type ModelTransaction,
  REJECTED,
  whyNoChallenge,
  whyNotSent,
  whyUnsigned,
  whyUnusable,
} from './login-model-rules.js';
import type { ModelPerson } from './model-people.js';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const LIFE = {
  context: 15 * MINUTE,
  challenge: 2 * MINUTE,
  document: 10 * MINUTE,
  device: 5 * MINUTE,
  trust: 90 * DAY,
};

const isOpen = ({ status }: ModelTransaction) => status === 'PENDING' || status === 'APPROVED';

/**
 * What a login may do, written from the contract alone: no database, no concurrency. It is told the same calls as the
 * server and says what the server has to answer.
 */
export class LoginModel {
  now = 0;
  readonly contexts: ModelContext[] = [];

  login(person: ModelPerson, device: string | null): Expected {
    if (person.refusal) return person.refusal;
    const hasTrusted = person.trusts(device, this.now);
    const isKnown = person.risk === 'TRUST' || hasTrusted;
    const needsMfa = person.mustProve(isKnown);
    if (needsMfa && person.isLocked(this.now)) return LOCKED;
    if (hasTrusted && !needsMfa) person.trust(device, this.now + LIFE.trust);
    const context = this.begin(person, device, isKnown);
    if (needsMfa) context.mfa = 'REQUIRED';
    return this.next(context);
  }

  initiate(context: ModelContext, from: ModelTransaction, method: Method, option: number): Expected {
    const refusal = whyNoChallenge(this.now, context, from) ?? whyNotSent(this.now, context, method, option);
    if (refusal) return refusal;
    const isPush = method === 'push';
    context.challenges += 1;
    context.pushes += Number(isPush);
    for (const one of context.transactions.filter(isOpen)) one.status = 'EXPIRED';
    const opens = this.open(context, isPush ? 'MFA_PUSH_VERIFY' : 'MFA_VERIFY', LIFE.challenge);
    return { status: 200, code: isPush ? 'PUSH_VERIFY_REQUIRED' : 'OTP_VERIFY_REQUIRED', opens };
  }

  verify(context: ModelContext, transaction: ModelTransaction, isRight: boolean): Expected {
    const refusal = whyUnusable(this.now, context, transaction, 'MFA_VERIFY');
    if (refusal) return refusal;
    transaction.attempts += 1;
    if (isRight) return this.passMfa(context, transaction);
    if (transaction.attempts === 5) transaction.status = 'REJECTED';
    if (context.person.fail(this.now)) return LOCKED;
    return { status: 400, code: 'E01_01_017', detail: 5 - transaction.attempts };
  }

  poll(context: ModelContext, transaction: ModelTransaction): Expected {
    const refusal = whyUnusable(this.now, context, transaction, 'MFA_PUSH_VERIFY');
    if (refusal) return refusal;
    const age = this.now - transaction.createdAt;
    if (transaction.status === 'APPROVED' || context.person.approvesAfter <= age)
      return this.passMfa(context, transaction);
    if (context.person.deniesAfter > age) return { status: 200, code: 'MFA_PENDING' };
    this.deny(context, transaction);
    return REJECTED;
  }

  approve(
    context: ModelContext,
    transaction: ModelTransaction,
    answer: 'right' | 'wrong' | 'deny',
  ): Expected {
    // Said too late, a no counts all the same.
    if (answer === 'deny' && hasEndedUnanswered(this.now, context, transaction)) context.isDenied = true;
    const refusal = whyUnusable(this.now, context, transaction, 'MFA_PUSH_VERIFY');
    if (refusal) return refusal;
    if (transaction.status === 'APPROVED') return DONE;
    if (answer === 'right') transaction.status = 'APPROVED';
    else this.deny(context, transaction);
    if (answer === 'wrong') context.person.fail(this.now);
    return { status: 200, code: String(answer !== 'wrong') };
  }

  accept(context: ModelContext, transaction: ModelTransaction, document: string): Expected {
    const refusal = whyUnsigned(this.now, context, transaction, document);
    if (refusal) return refusal;
    transaction.status = 'CONSUMED';
    context.person.accepted.add(document);
    context.answered.push(document);
    context.hasSigned = true;
    return this.next(context);
  }

  decline(context: ModelContext, transaction: ModelTransaction, document: string): Expected {
    const refusal = whyUnsigned(this.now, context, transaction, document);
    if (refusal) return refusal;
    transaction.status = 'CONSUMED';
    context.answered.push(document);
    if (document.startsWith('privacy')) return this.next(context);
    context.outcome = 'FAILURE';
    return { status: 200, code: 'ESIGN_DECLINED' };
  }

  bind(context: ModelContext, transaction: ModelTransaction, isWanted: boolean): Expected {
    const refusal = whyUnusable(this.now, context, transaction, 'DEVICE_BIND');
    if (refusal) return refusal;
    transaction.status = 'CONSUMED';
    if (isWanted) context.person.trust(context.device, this.now + LIFE.trust);
    context.isBindable = false;
    context.isBound = isWanted;
    return { ...this.next(context), status: 200 };
  }

  private begin(person: ModelPerson, device: string | null, isKnown: boolean): ModelContext {
    const context: ModelContext = {
      person,
      device,
      expiresAt: this.now + LIFE.context,
      transactions: [],
      answered: [],
      outcome: 'IN_PROGRESS',
      mfa: 'NOT_REQUIRED',
      isBindable: device !== null && !isKnown,
      isBound: isKnown,
      isDenied: false,
      hasSigned: false,
      challenges: 0,
      pushes: 0,
      id: '',
    };
    this.contexts.push(context);
    return context;
  }

  private next(context: ModelContext): Expected {
    const { person, answered, mfa, hasSigned } = context;
    if (mfa === 'REQUIRED')
      return { status: 200, code: 'MFA_REQUIRED', opens: this.open(context, 'MFA_INITIATE', LIFE.context) };
    const document = person.documents.find((one) => !person.accepted.has(one) && !answered.includes(one));
    if (document) {
      const opens = this.open(context, 'ESIGN_ACCEPT', LIFE.document, document);
      return { status: 200, code: 'ESIGN_REQUIRED', detail: document, opens };
    }
    if (context.isBindable && (mfa === 'PASSED' || hasSigned))
      return {
        status: 200,
        code: 'DEVICE_BIND_REQUIRED',
        opens: this.open(context, 'DEVICE_BIND', LIFE.device),
      };
    context.outcome = 'SUCCESS';
    return { status: 201, code: 'SUCCESS', detail: context.isBound };
  }

  private open(context: ModelContext, kind: Kind, life: number, document?: string): ModelTransaction {
    const expiresAt = Math.min(this.now + life, context.expiresAt);
    const opened = { kind, document, expiresAt, createdAt: this.now, attempts: 0, id: '', shown: 0 };
    const transaction: ModelTransaction = { ...opened, status: 'PENDING' };
    context.transactions.push(transaction);
    return transaction;
  }

  private passMfa(context: ModelContext, transaction: ModelTransaction): Expected {
    if (!context.person.succeed(this.now)) return LOCKED;
    transaction.status = 'CONSUMED';
    context.mfa = 'PASSED';
    return this.next(context);
  }

  private deny(context: ModelContext, transaction: ModelTransaction): void {
    transaction.status = 'REJECTED';
    context.isDenied = true;
  }
}
