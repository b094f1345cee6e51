/** From where a refresh token was presented. */
export interface Caller {
  /** Null when the request named no client. */
  readonly clientId: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}
