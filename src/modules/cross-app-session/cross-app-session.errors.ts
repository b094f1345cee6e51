import { AppError } from '../../common/app-error.js';

/** Unknown, expired, revoked, used or another app's: all alike. */
export class HandOffNotFound extends AppError {
  readonly code = 'CIAM_E04_00_003';
  readonly status = 404;

  constructor() {
    super('There is no such hand-off; ask the app the person came from for a new one');
  }
}

export class AccountNotAllowed extends AppError {
  readonly code = 'CIAM_E01_02_003';
  readonly status = 403;

  constructor() {
    super('The person does not belong to this account');
  }
}

export class SharedSecretInvalid extends AppError {
  readonly code = 'CIAM_E04_00_010';
  readonly status = 401;

  constructor() {
    super('The x-shared-secret header is missing or wrong');
  }
}

/** The person was locked out since the session began. */
export class PersonNotActive extends AppError {
  readonly code = 'CIAM_E01_02_002';
  readonly status = 401;

  constructor() {
    super('The access token is invalid or has expired');
  }
}
