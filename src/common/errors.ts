import { AppError, type ErrorBody } from './app-error.js';

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export class RequestInvalid extends AppError {
  readonly code = 'CIAM_E01_05_001';
  readonly status = 400;

  constructor(
    readonly details: readonly FieldProblem[],
    message = 'The request is invalid',
  ) {
    super(message);
  }

  override body(): ErrorBody {
    return { details: this.details };
  }
}

export class MalformedJson extends RequestInvalid {
  constructor() {
    super([{ field: 'body', problem: 'must be well-formed JSON' }], 'The body is not well-formed JSON');
  }
}

export class BodyTooLarge extends AppError {
  readonly code = 'CIAM_E01_05_001';
  readonly status = 413;

  constructor() {
    super('The body is larger than 64 KiB');
  }
}

export class UnsupportedContentType extends AppError {
  readonly code = 'CIAM_E01_05_001';
  readonly status = 415;

  constructor() {
    super('The body is not of the content type that this route takes');
  }
}

export class RouteNotFound extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 404;

  constructor() {
    super('There is no such route');
  }
}

export class MethodNotAllowed extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 405;

  constructor(readonly allowed: readonly string[]) {
    super('The route does not support this method');
  }

  override headers(): Readonly<Record<string, string>> {
    return { allow: this.allowed.join(', ') };
  }
}

export class OriginNotAllowed extends AppError {
  readonly code = 'CIAM_E01_02_003';
  readonly status = 403;

  constructor() {
    super('Requests from this origin are not allowed');
  }
}

export class UnknownClient extends AppError {
  readonly code = 'CIAM_E01_02_004';
  readonly status = 401;

  constructor() {
    super('The client is not known; send a registered x-client-id');
  }
}

export class TooManyRequests extends AppError {
  readonly code = 'CIAM_E01_06_001';
  readonly status = 429;

  /** @param retryAfter seconds until there may be another */
  constructor(override readonly retryAfter: number) {
    super('Too many requests; wait for the time that Retry-After names');
  }
}

export class DependencyUnavailable extends AppError {
  readonly code = 'CIAM_E05_00_002';
  readonly status = 503;
  override readonly retryAfter = 5;

  /** @param dependency what failed, for the log alone */
  constructor(
    readonly dependency: string,
    override readonly cause?: unknown,
  ) {
    super('A service this request needs is unavailable; try again shortly');
  }
}

export class UnforeseenError extends AppError {
  readonly code = 'CIAM_E05_00_001';
  readonly status = 500;

  constructor() {
    super('Something went wrong on our side; quote the correlation id when you report it');
  }
}
