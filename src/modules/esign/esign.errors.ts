import { AppError } from '../../common/app-error.js';

export class DocumentNotFound extends AppError {
  readonly code = 'CIAM_E01_04_001';
  readonly status = 404;

  constructor() {
    super('There is no such document');
  }
}

export class NoPendingEsign extends AppError {
  readonly code = 'CIAM_E01_04_002';
  readonly status = 400;

  constructor() {
    super('This document is not the one waiting to be signed');
  }
}
