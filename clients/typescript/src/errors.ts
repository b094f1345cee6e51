import type { ErrorCode } from './answers.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

/** What the server says of a failure; the fields are those of its documented errors. */
type Refusal = Schemas['ErrorDto'] &
  Partial<
    Pick<Schemas['RequestInvalidDto'], 'details'> &
      Pick<Schemas['WrongCodeDto'], 'attempts_remaining'> &
      Pick<Schemas['TransactionEndedDto'], 'transaction_status'>
  >;

/** The client's own: no answer came, or one that is not Sallyport's. */
export type ClientErrorCode = 'UNREACHABLE' | 'UNEXPECTED_ANSWER';

/** Every failure, whoever noticed it. Fields are named as on the wire. */
export class SallyportError extends Error {
  override readonly name = 'SallyportError';
  /** A newer server may send codes that this version does not know. */
  readonly error_code: ErrorCode | ClientErrorCode | (string & {});
  /** Of HTTP; 0 when no answer came. */
  readonly status: number;
  /** Quote it when reporting a problem. */
  readonly correlation_id: string | undefined;
  readonly context_id: string | undefined;
  /** Seconds after which to try again. */
  readonly retry_after: number | undefined;
  /** After a wrong code. */
  readonly attempts_remaining: number | undefined;
  /** Why a transaction is gone. */
  readonly transaction_status: 'EXPIRED' | 'REJECTED' | undefined;
  /** What was wrong with which field. */
  readonly details: readonly Schemas['FieldProblemDto'][];

  constructor(
    refusal: Pick<Refusal, 'error_code' | 'message'> & Partial<Refusal>,
    response?: Response,
    options?: ErrorOptions,
  ) {
    super(refusal.message, options);
    this.error_code = refusal.error_code;
    this.status = response?.status ?? 0;
    this.correlation_id = refusal.correlation_id ?? response?.headers.get('x-correlation-id') ?? undefined;
    this.context_id = refusal.context_id;
    this.retry_after = secondsOf(response?.headers.get('retry-after'));
    this.attempts_remaining = refusal.attempts_remaining;
    this.transaction_status = refusal.transaction_status;
    this.details = refusal.details ?? [];
  }

  is(...codes: readonly (ErrorCode | ClientErrorCode)[]): boolean {
    return codes.some((code) => code === this.error_code);
  }
}

function secondsOf(header: string | null | undefined): number | undefined {
  return header && /^\d+$/.test(header) ? Number(header) : undefined;
}

function isRefusal(body: unknown): body is Refusal {
  const { error_code: code, message } = (body ?? {}) as Partial<Refusal>;
  return typeof code === 'string' && typeof message === 'string';
}

export function unexpectedAnswer(message: string, response?: Response, cause?: unknown): SallyportError {
  return new SallyportError({ error_code: 'UNEXPECTED_ANSWER', message }, response, { cause });
}

/** The error that an answer other than 2xx stands for. */
export function refusalOf(body: unknown, response: Response): SallyportError {
  return isRefusal(body)
    ? new SallyportError(body, response)
    : unexpectedAnswer(`The answer ${response.status} is not one of Sallyport's`, response);
}

/** What was thrown instead of an answer. A request that its caller called off stays what it is. */
export function failureOf(thrown: unknown): Error {
  // By name, as what is thrown may come from another realm, and not every runtime has DOMException.
  const { name } = (thrown ?? {}) as Partial<Error>;
  if (name === 'SallyportError' || name === 'AbortError' || name === 'TimeoutError') return thrown as Error;
  if (name === 'SyntaxError') return unexpectedAnswer('The answer is not JSON', undefined, thrown);
  return new SallyportError(
    { error_code: 'UNREACHABLE', message: 'The server cannot be reached' },
    undefined,
    { cause: thrown },
  );
}
