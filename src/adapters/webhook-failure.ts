/** Why a call failed. The message is for the log: it names no URL, quotes no body and no person. */
export class WebhookFailure extends Error {
  override readonly name = 'WebhookFailure';

  /**
   * @param isOutage the service is down or overloaded, so that another try may succeed
   * @param retryAfterMs how long the service asks to be left alone
   */
  constructor(
    message: string,
    readonly isOutage: boolean,
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

export function isOutage(error: unknown): boolean {
  return error instanceof WebhookFailure && error.isOutage;
}
