import { AppError, type ErrorBody } from '../../common/app-error.js';

export class WrongOneTimeCode extends AppError {
  readonly code = 'CIAM_E01_01_017';
  readonly status = 400;

  constructor(readonly attemptsRemaining: number) {
    super('The code is wrong');
  }

  override body(): ErrorBody {
    return { attempts_remaining: this.attemptsRemaining };
  }
}

export class InvalidMfaMethod extends AppError {
  readonly code = 'CIAM_E01_01_009';
  readonly status = 400;

  constructor() {
    super('This verification method is not available; choose one of those offered');
  }
}

export class MfaLocked extends AppError {
  readonly code = 'CIAM_E01_01_005';
  readonly status = 423;

  constructor() {
    super('Verification is locked; try again later or contact support');
  }
}

export class PushSignatureInvalid extends AppError {
  readonly code = 'CIAM_E04_00_010';
  readonly status = 401;

  constructor() {
    super('The approval does not carry a valid signature of the push gateway');
  }
}

/** There is no such simulated message; everywhere but on the simulator there never is. */
export class OneTimeCodeNotFound extends AppError {
  readonly code = 'CIAM_E01_03_001';
  readonly status = 404;

  constructor() {
    super('There is no such transaction');
  }
}
