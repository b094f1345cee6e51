import { AppError, type ErrorBody } from '../../common/app-error.js';

export class SessionNotActive extends AppError {
  readonly code = 'CIAM_E04_00_004';
  readonly status = 401;

  constructor() {
    super('The session has ended; sign in again');
  }
}

export class SessionExpired extends AppError {
  readonly code = 'CIAM_E04_00_005';
  readonly status = 401;

  constructor() {
    super('The session has expired; sign in again');
  }
}

export class UserMismatch extends AppError {
  readonly code = 'CIAM_E04_00_009';
  readonly status = 401;

  constructor() {
    super('The session belongs to another person; sign in again');
  }
}

export class ApiKeyInvalid extends AppError {
  readonly code = 'CIAM_E04_00_010';
  readonly status = 401;

  constructor() {
    super('The x-api-key header is missing or wrong');
  }
}

export class NotAllowed extends AppError {
  readonly code = 'CIAM_E01_02_003';
  readonly status = 403;

  constructor() {
    super('You are not allowed to do this');
  }
}

export class SessionNotFound extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 404;

  constructor() {
    super('You have no such session');
  }
}

/** RFC 6749 §5.2 `invalid_client`. */
export class InvalidClient extends AppError {
  readonly code = 'CIAM_E01_02_004';
  readonly status = 401;

  constructor() {
    super('The client is not known or its secret is wrong');
  }

  override headers(): Readonly<Record<string, string>> {
    return { 'www-authenticate': 'Basic realm="sallyport"' };
  }

  override body(): ErrorBody {
    return { error: 'invalid_client' };
  }
}
