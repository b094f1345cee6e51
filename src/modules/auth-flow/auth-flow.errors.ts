import { AppError, type ErrorBody } from '../../common/app-error.js';

/** Unknown user and wrong password alike. */
export class WrongCredentials extends AppError {
  readonly code = 'CIAM_E01_01_001';
  readonly status = 401;

  constructor() {
    super('The user name or password is wrong');
  }
}

export class MaskedUsername extends AppError {
  readonly code = 'CIAM_E01_01_016';
  readonly status = 401;

  constructor() {
    super('The user name is masked; enter it in full');
  }
}

export class PasswordLocked extends AppError {
  readonly code = 'CIAM_E01_01_002';
  readonly status = 423;

  constructor() {
    super('The account is locked; contact support');
  }
}

export class AccountDisabled extends AppError {
  readonly code = 'CIAM_E01_01_003';
  readonly status = 423;

  constructor() {
    super('The account is disabled; contact support');
  }
}

export class EnterpriseBlocked extends AppError {
  readonly code = 'CIAM_E01_01_004';
  readonly status = 423;

  constructor() {
    super('The account is blocked by your organisation');
  }
}

export class PersonDeceased extends AppError {
  readonly code = 'CIAM_E01_01_006';
  readonly status = 423;

  constructor() {
    super('The account is closed; contact support');
  }
}

export class AccountRestricted extends AppError {
  readonly code = 'CIAM_E01_01_008';
  readonly status = 423;

  constructor() {
    super('The account is restricted; contact support');
  }
}

export class DeniedByRisk extends AppError {
  readonly code = 'CIAM_E01_01_010';
  readonly status = 403;

  constructor() {
    super('This sign-in was refused for security reasons');
  }
}

export class TransactionNotFound extends AppError {
  readonly code = 'CIAM_E01_03_001';
  readonly status = 404;

  constructor() {
    super('There is no such transaction; start again at login');
  }
}

export class TransactionEnded extends AppError {
  readonly code = 'CIAM_E01_03_002';
  readonly status = 410;

  constructor(readonly transactionStatus: 'EXPIRED' | 'REJECTED') {
    super(transactionStatus === 'EXPIRED' ? 'This step has expired' : 'This step was rejected');
  }

  override body(): ErrorBody {
    return { transaction_status: this.transactionStatus };
  }
}

export class TransactionAlreadyProcessed extends AppError {
  readonly code = 'CIAM_E01_03_003';
  readonly status = 400;

  constructor() {
    super('This step has been done already');
  }
}

export class TooManyChallenges extends AppError {
  readonly code = 'CIAM_E01_06_001';
  readonly status = 429;

  /** @param retryAfter seconds until this login expires and a new one can begin */
  constructor(override readonly retryAfter: number) {
    super('Too many codes or prompts were requested; start again at login');
  }
}
