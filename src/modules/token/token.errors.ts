import { AppError } from '../../common/app-error.js';

export class AccessTokenMissing extends AppError {
  readonly code = 'CIAM_E01_02_001';
  readonly status = 401;

  constructor() {
    super('An access token is required');
  }

  /** RFC 6750 §3 */
  override headers(): Readonly<Record<string, string>> {
    return { 'www-authenticate': 'Bearer' };
  }
}

export class AccessTokenInvalid extends AppError {
  readonly code = 'CIAM_E01_02_002';
  readonly status = 401;

  constructor() {
    super('The access token is invalid or has expired');
  }

  /** RFC 6750 §3 */
  override headers(): Readonly<Record<string, string>> {
    return { 'www-authenticate': 'Bearer error="invalid_token"' };
  }
}

export class RefreshTokenMissing extends AppError {
  readonly code = 'CIAM_E04_00_008';
  readonly status = 401;

  constructor() {
    super('A refresh token is required; sign in again');
  }
}

export class RefreshTokenUnreadable extends AppError {
  readonly code = 'CIAM_E04_00_001';
  readonly status = 401;

  constructor() {
    super('The refresh token cannot be read; sign in again');
  }
}

export class RefreshTokenInvalid extends AppError {
  readonly code = 'CIAM_E04_00_002';
  readonly status = 401;

  constructor() {
    super('The refresh token is no longer valid; sign in again');
  }
}
