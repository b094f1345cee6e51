import { AppError } from '../../common/app-error.js';

export class ContextNotFound extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 404;

  constructor() {
    super('There is no such login');
  }
}
