import { ResultCodeError } from 'ldapts';

/** Why the directory could not be asked. The message is for the log: it names no person and quotes no answer. */
export class LdapFailure extends Error {
  override readonly name = 'LdapFailure';

  /**
   * @param isOutage the directory is down or overloaded, so that it is better left alone for a while; undefined when
   * it has not been asked
   */
  constructor(
    message: string,
    readonly isOutage: boolean | undefined,
  ) {
    super(message);
  }
}

export function isOutage(error: unknown): boolean | undefined {
  return error instanceof LdapFailure ? error.isOutage : false;
}

/** RFC 4511 §4.1.9: busy and unavailable. */
const OUTAGES = [51, 52];

/** The code of a refusal; undefined for what is none. */
export function resultCodeOf(error: unknown): number | undefined {
  return error instanceof ResultCodeError ? error.code : undefined;
}

/** Says what a step has failed of: the directory's own words could name people. */
export function failureOf(step: string, error: unknown): LdapFailure {
  if (error instanceof LdapFailure) return error;
  const code = resultCodeOf(error);
  if (code !== undefined) return new LdapFailure(`${step}: result code ${code}`, OUTAGES.includes(code));
  const { code: reason } = (error ?? {}) as { code?: unknown };
  return new LdapFailure(`${step}: ${typeof reason === 'string' ? reason : 'the connection was lost'}`, true);
}

/** Waits for `work`, but not beyond the deadline. @throws {LdapFailure} and whatever `work` throws */
export function within<T>(deadline: AbortSignal, step: string, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(new LdapFailure(`${step}: no answer in time`, true));
    if (deadline.aborted) giveUp();
    deadline.addEventListener('abort', giveUp, { once: true });
    void work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', giveUp));
  });
}
