import { addSeconds } from '../../common/clock.js';
import type { AppError } from '../../common/app-error.js';
import { AuthContext, type Outcome } from './auth-context.entity.js';
import type { Chain } from './auth-context.repository.js';
import {
  AuthTransaction,
  TRANSACTION_TYPES,
  type TransactionStatus,
  type TransactionType,
} from './auth-transaction.entity.js';
import { hasDeniedPush, whyNoChallenge, whyUnusable } from './transaction-rules.js';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const LATER = addSeconds(NOW, 60);
const EARLIER = addSeconds(NOW, -60);

function transaction(changes: Partial<AuthTransaction> = {}): AuthTransaction {
  return Object.assign(new AuthTransaction(), {
    transactionId: 'tx-1',
    transactionType: 'MFA_VERIFY',
    transactionStatus: 'PENDING',
    phase: 'MFA',
    attemptCount: 0,
    expiresAt: LATER,
    metadata: {},
    ...changes,
  });
}

function chain(transactions: AuthTransaction[], expiresAt = LATER, outcome: Outcome = 'IN_PROGRESS'): Chain {
  return { context: Object.assign(new AuthContext(), { expiresAt, outcome }), transactions };
}

const told = (error: AppError | undefined) =>
  error && [error.status, error.code, ...Object.values(error.body())].join(' ');

const NOT_FOUND = '404 CIAM_E01_03_001';
const DONE = '400 CIAM_E01_03_003';
const EXPIRED = '410 CIAM_E01_03_002 EXPIRED';
const REJECTED = '410 CIAM_E01_03_002 REJECTED';

describe('a transaction at its endpoint', () => {
  const judge = (one: Chain | undefined, types: TransactionType[] = ['MFA_VERIFY'], now = NOW) =>
    told(whyUnusable(one, 'tx-1', types, now));

  it.each<[TransactionStatus, string | undefined]>([
    ['PENDING', undefined],
    ['APPROVED', undefined],
    ['CONSUMED', DONE],
    ['REJECTED', REJECTED],
    ['EXPIRED', EXPIRED],
  ])('that is %s: %s', (transactionStatus, expected) => {
    expect(judge(chain([transaction({ transactionStatus })]))).toBe(expected);
  });

  it('is not known without its login, nor in another one', () => {
    expect(judge(undefined)).toBe(NOT_FOUND);
    expect(judge(chain([]))).toBe(NOT_FOUND);
    expect(judge(chain([transaction({ transactionId: 'tx-2' })]))).toBe(NOT_FOUND);
  });

  it.each(TRANSACTION_TYPES)('of the type %s is known at endpoints of this type alone', (type) => {
    for (const other of TRANSACTION_TYPES) {
      const expected = other === type ? undefined : NOT_FOUND;
      expect(judge(chain([transaction({ transactionType: type })]), [other])).toBe(expected);
    }
  });

  it('ends at its very last millisecond', () => {
    const one = chain([transaction({ expiresAt: NOW })], LATER);
    expect(judge(one)).toBe(EXPIRED);
    expect(judge(one, ['MFA_VERIFY'], new Date(NOW.getTime() - 1))).toBeUndefined();
    const approved = chain([transaction({ expiresAt: NOW, transactionStatus: 'APPROVED' })], LATER);
    expect(judge(approved)).toBe(EXPIRED);
  });

  it('takes five attempts, and no sixth', () => {
    expect(judge(chain([transaction({ attemptCount: 4 })]))).toBeUndefined();
    expect(judge(chain([transaction({ attemptCount: 5 })]))).toBe(REJECTED);
  });

  it('is judged by the first rule that matches: unknown, login over, other kind, done, ended', () => {
    const consumed = transaction({ transactionStatus: 'CONSUMED', expiresAt: EARLIER });
    expect(judge(chain([consumed], EARLIER), ['DEVICE_BIND'])).toBe(EXPIRED);
    expect(judge(chain([], EARLIER))).toBe(NOT_FOUND);
    expect(judge(chain([consumed]), ['DEVICE_BIND'])).toBe(NOT_FOUND);
    expect(judge(chain([consumed]))).toBe(DONE);
    const rejected = transaction({ transactionStatus: 'REJECTED', expiresAt: EARLIER });
    expect(judge(chain([rejected]))).toBe(REJECTED);
  });
});

describe('a transaction from which a new challenge is to start', () => {
  const judge = (one: Chain | undefined) => told(whyNoChallenge(one, 'tx-1', NOW));

  it.each<TransactionStatus>(['PENDING', 'APPROVED', 'REJECTED', 'EXPIRED'])(
    'does while the login is in its MFA phase, although it is %s',
    (transactionStatus) => {
      for (const transactionType of ['MFA_INITIATE', 'MFA_VERIFY', 'MFA_PUSH_VERIFY'] as const)
        expect(
          judge(chain([transaction({ transactionStatus, transactionType, expiresAt: EARLIER })])),
        ).toBeUndefined();
    },
  );

  it('does not once it has been passed', () => {
    expect(judge(chain([transaction({ transactionStatus: 'CONSUMED' })]))).toBe(DONE);
  });

  it('does not once another one has been passed', () => {
    const passed = transaction({ transactionId: 'tx-2', transactionStatus: 'CONSUMED' });
    expect(judge(chain([transaction({ transactionStatus: 'EXPIRED' }), passed]))).toBe(EXPIRED);
  });

  it.each<Outcome>(['SUCCESS', 'FAILURE', 'ABANDONED'])('does not in a login that ended: %s', (outcome) => {
    expect(judge(chain([transaction()], LATER, outcome))).toBe(EXPIRED);
  });

  it('does not when it belongs to another phase, another login, or a login that ran out', () => {
    for (const transactionType of ['ESIGN_ACCEPT', 'DEVICE_BIND'] as const)
      expect(judge(chain([transaction({ transactionType })]))).toBe(NOT_FOUND);
    expect(judge(undefined)).toBe(NOT_FOUND);
    expect(judge(chain([transaction()], EARLIER))).toBe(EXPIRED);
  });
});

describe('a login whose person said no to a prompt', () => {
  const prompt = (changes: Partial<AuthTransaction>) =>
    transaction({ transactionType: 'MFA_PUSH_VERIFY', ...changes });

  it('is known by the prompt that was rejected', () => {
    expect(hasDeniedPush(chain([transaction(), prompt({ transactionStatus: 'REJECTED' })]))).toBe(true);
  });

  it('is none for a prompt that ran out or waits, nor for a code that was wrong too often', () => {
    for (const transactionStatus of ['PENDING', 'APPROVED', 'EXPIRED', 'CONSUMED'] as const)
      expect(hasDeniedPush(chain([prompt({ transactionStatus })]))).toBe(false);
    expect(hasDeniedPush(chain([transaction({ transactionStatus: 'REJECTED' })]))).toBe(false);
  });
});
