import { AppError } from '../common/app-error.js';

export class MetricsTokenInvalid extends AppError {
  readonly code = 'CIAM_E04_00_010';
  readonly status = 401;

  constructor() {
    super('The bearer token is missing or wrong');
  }

  override headers(): Readonly<Record<string, string>> {
    return { 'www-authenticate': 'Bearer' };
  }
}
