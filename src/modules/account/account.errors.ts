import { AppError, type ErrorBody } from '../../common/app-error.js';
import { RequestInvalid } from '../../common/errors.js';
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

  /** What can be said of the password, each to go after "the password". */
  get problems(): string[] {
    return this.flaws.map(explain);
  }

  override body(): ErrorBody {
    return { reasons: this.flaws.map((flaw) => ({ reason: flaw, problem: explain(flaw) })) };
  }
}

/** Nobody has this cupid, or nobody has it any more. */
export class UserNotFound extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 404;

  constructor() {
    super('There is no such person');
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

/** Asked for once more in a session. */
export class WrongPassword extends AppError {
  readonly code = 'CIAM_E01_01_001';
  readonly status = 401;

  constructor() {
    super('The password is wrong');
  }
}

/** Used, out of time, replaced by a newer one, or never made: all alike. */
export class LinkInvalid extends RequestInvalid {
  constructor() {
    super(
      [{ field: 'token', problem: 'is used, too old, or replaced by one in a newer mail' }],
      'This link is of no use any more; ask for a new mail',
    );
  }
}

/** A number that codes go to. */
export class PhoneVerified extends RequestInvalid {
  constructor() {
    super([{ field: 'phone', problem: 'is verified already; only an administrator can replace it' }]);
  }
}
