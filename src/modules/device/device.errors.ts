import { AppError } from '../../common/app-error.js';

export class DeviceNotFound extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 404;

  constructor() {
    super('You have no such device');
  }
}
