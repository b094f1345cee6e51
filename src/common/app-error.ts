/** What a client is told besides code and message, e.g. `attempts_remaining`. */
export type ErrorBody = Readonly<Record<string, unknown>>;

/** The base of every error that a client may see; code and status stand together in each subclass. */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  /** Seconds for the `Retry-After` header. */
  readonly retryAfter?: number;
  contextId?: string;

  /** Response headers that belong to this error. */
  headers(): Readonly<Record<string, string>> {
    return this.retryAfter === undefined ? {} : { 'retry-after': String(this.retryAfter) };
  }

  /** The fields that this error adds to the common body. */
  body(): ErrorBody {
    return {};
  }

  /** Names the login that the failure belongs to. */
  ofContext(contextId: string): this {
    this.contextId = contextId;
    return this;
  }
}
