import { AppError, type ErrorBody } from '../../common/app-error.js';
import { explain, type PasswordFlaw } from './password-rules.js';

/** So many passwords wait to be checked that one more would wait too long. */
export class HashingBusy extends AppError {
  readonly code = 'CIAM_E05_00_002';
  readonly status = 503;
  override readonly retryAfter = 2;

  constructor() {
    super('The server is busy checking passwords; try again shortly');
  }
}

export class PasswordTooWeak extends AppError {
  readonly code = 'CIAM_E01_05_002';
  readonly status = 400;

  constructor(readonly flaws: readonly PasswordFlaw[]) {
    super('This password cannot be used; choose another one');
  }

  override body(): ErrorBody {
    return { reasons: this.flaws.map((flaw) => ({ reason: flaw, problem: explain(flaw) })) };
  }
}

/** The record was changed by somebody else since it was read. */
export class StaleVersion extends AppError {
  readonly code = 'CIAM_E01_05_003';
  readonly status = 409;

  constructor() {
    super('This was changed in the meantime; read it again, then repeat your change');
  }
}
